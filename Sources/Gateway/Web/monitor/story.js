import { find, list } from '../core/api.js';
import { timeWithSeconds, won } from '../core/format.js';
import { route } from '../core/route.js';
import { Action } from '../ui/action.js';
import { StatusChip } from '../ui/pieces.js';
import { Failed, Loading } from '../ui/states.js';
import { html, useEffect, useState } from '../ui/view.js';

const actors = { customer: '고객', store: '가게', rider: '라이더', system: '시스템' };

/** Everything that is known of one order, put in the order in which it happened. */
async function tell(id) {
  const safe = encodeURIComponent(id);
  const status = await find(`/orderStatuses/${safe}`);
  if (!status) return null;
  const [payments, deliveries, messages] = await Promise.all([
    list(`/payments?orderId=${safe}`),
    list(`/deliveries?orderId=${safe}`),
    list(`/notificationLogs?orderId=${safe}`, 200),
  ]);
  const chapters = [
    ...status.history.map((entry) => ({ at: entry.at, kind: 'status', title: entry.statusText, text: `${entry.status} · ${actors[entry.actor] ?? entry.actor} · v${entry.version}` })),
    ...payments.map((payment) => ({ at: payment.paidAt ?? payment.declinedAt ?? payment.refundedAt, kind: 'payment', title: `결제 ${won(payment.amount)}`, text: `${payment.status} · ${payment.method} · ${payment.id}` })),
    ...deliveries.map((delivery) => ({ at: delivery.createdAt, kind: 'delivery', title: `배달 ${delivery.id}`, text: `${delivery.status} · ${delivery.riderName ?? '라이더 없음'} · ${won(delivery.fee)}` })),
    ...messages.map((message) => ({ at: message.createdAt, kind: 'message', title: message.title, text: `${message.status} · ${message.templateCode} · ${message.recipientRole} ${message.recipientNo ?? ''}` })),
  ].filter((chapter) => chapter.at);
  return { status, chapters: chapters.sort((a, b) => a.at.localeCompare(b.at)) };
}

export function Story({ live }) {
  const id = route.get('order');
  const [wanted, want] = useState(id ?? '');
  const [story, setStory] = useState(undefined);
  const [problem, setProblem] = useState(null);
  const load = async () => {
    if (!id) return;
    try {
      setStory(await tell(id));
      setProblem(null);
    } catch (error) {
      setProblem(error);
    }
  };
  useEffect(() => {
    setStory(undefined);
    load();
    if (!id) return undefined;
    // Whatever is said of the order anywhere adds to its story.
    let timer;
    const end = live.subscribe(`baedal/v1/orders/${id}/status`, () => {
      clearTimeout(timer);
      timer = setTimeout(load, 400);
    });
    const ready = live.whenReady(load);
    return () => {
      clearTimeout(timer);
      end();
      ready();
    };
  }, [id]);
  const open = async () => route.go({ order: wanted.trim() || null });
  return html`<section class="panel" aria-labelledby="story-title"><h2 id="story-title">주문 하나의 이야기</h2>
    <form class="story-form" onSubmit=${(event) => { event.preventDefault(); open(); }}>
      <label class="field"><span class="visually-hidden">주문 번호</span><input placeholder="주문 번호" maxlength="64" value=${wanted} onInput=${(event) => want(event.target.value)} /></label>
      <${Action} class="button-main" disabled=${!/^[A-Za-z0-9_-]{1,64}$/.test(wanted.trim())} act=${open}>보기<//></form>
    ${!id ? html`<p class="quiet">번호를 넣으면 상태, 결제, 배달, 알림이 시간 순서로 나와요.</p>`
      : problem ? html`<${Failed} problem=${problem} retry=${load} />`
      : story === undefined ? html`<${Loading} />`
      : story === null ? html`<p class="empty">그런 주문이 없어요. 번호를 확인해 주세요.</p>`
      : html`<p class="story-now"><bdi>${id}</bdi> <${StatusChip} status=${story.status.status} /></p>
        <ol class="story" role="list" tabindex="0" aria-label="주문의 이야기">${story.chapters.map((chapter, index) => html`<li key=${index} class=${`story-${chapter.kind}`}>
          <time>${timeWithSeconds(chapter.at)}</time><div><strong>${chapter.title}</strong><span class="quiet"><bdi>${chapter.text}</bdi></span></div></li>`)}</ol>`}
  </section>`;
}
