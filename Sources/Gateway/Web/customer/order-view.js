import { minutesUntil, time, won } from '../core/format.js';
import { route } from '../core/route.js';
import { isEnded, isFailed, steps, tone } from '../core/status.js';
import { Action } from '../ui/action.js';
import { Icon } from '../ui/icons.js';
import { Name } from '../ui/pieces.js';
import { Failed, Loading } from '../ui/states.js';
import { TrackMap } from '../ui/track-map.js';
import { html, useEffect, useMemo, useObserved, useTick } from '../ui/view.js';
import { Chat } from './chat.js';
import { Rating } from './rating.js';
import { OrderModel } from './order-model.js';

/** The way of an order, each step with the time at which it was reached. */
function Timeline({ status }) {
  const reached = new Map(status.history.map((entry) => [entry.status, entry]));
  const failed = isFailed(status.status) || status.status === 'CANCEL_REQUESTED';
  const shown = failed
    ? status.history.map((entry) => [entry.status, entry.statusText])
    : steps.map(([name, word]) => [name, word]);
  const now = steps.findIndex(([name]) => name === status.status);
  return html`<ol class=${failed ? 'way way-failed' : 'way'} role="list" aria-label="주문의 진행">
    ${shown.map(([name, word], index) => {
      const entry = failed || index <= now ? reached.get(name) : null;
      const isNow = name === status.status;
      return html`<li key=${name} class=${isNow ? 'way-now' : entry || index < now ? 'way-done' : ''} aria-current=${isNow ? 'step' : null}>
        <span class="way-dot" aria-hidden="true"></span><span class="way-word">${word}</span>
        ${entry && html`<time class="quiet">${time(entry.at)}</time>`}</li>`;
    })}
  </ol>`;
}

function Eta({ status }) {
  useTick(10_000);
  if (!status.etaAt || isEnded(status.status) || status.status === 'DELIVERED') return null;
  const minutes = minutesUntil(status.etaAt);
  return html`<p class="eta"><b>${minutes || '곧'}</b>${minutes ? '분 뒤 도착 예정' : ' 도착해요'}<span class="quiet"> ${time(status.etaAt)}쯤</span></p>`;
}

function Actions({ model, order }) {
  const links = order._links;
  return html`<div class="actions">
    ${links.pay && html`<${Action} class="button-main" act=${() => model.pay(order, 'card')}>${won(order.amount)} 결제하기<//>`}
    ${links.confirm && html`<${Action} class="button-main" act=${() => model.act(order, 'confirm')}>잘 받았어요<//>`}
    ${links.cancel && html`<${Action} class="button-quiet" act=${() => model.act(order, 'cancel', { reason: '고객이 취소했어요' })}>주문 취소<//>`}
  </div>`;
}

function Receipt({ order }) {
  return html`<section class="receipt" aria-label="주문 내역">
    <h2><${Name}>${order.storeName}<//></h2>
    <ul role="list">${order.items.map((item) => html`<li key=${item.foodId}><span><${Name}>${item.name}<//> × ${item.quantity}</span><span>${won(item.price * item.quantity)}</span></li>`)}</ul>
    ${order.options && html`<p class="quiet">요청: <${Name}>${order.options}<//></p>`}
    <p class="quiet">${order.address}</p>
    <p class="receipt-sum"><span>합계${order.payment?.status === 'REFUNDED' ? ' (환불됨)' : ''}</span><b>${won(order.amount)}</b></p>
  </section>`;
}

export function OrderView({ model, id }) {
  const detail = useMemo(() => new OrderModel(model, id), [id]);
  useObserved(detail);
  useEffect(() => {
    detail.begin();
    return () => detail.end();
  }, [detail]);
  const order = model.orders.items.get(id);
  const { status } = detail;
  const back = html`<a class="back" href="/customer" onClick=${(event) => { event.preventDefault(); route.go({ order: null }); }}><${Icon} name="back" />처음으로</a>`;
  if (!status || !order) {
    return html`${back}<h1 class="visually-hidden">주문</h1>${detail.problem ? html`<${Failed} problem=${detail.problem} retry=${() => detail.refresh().catch(() => {})} />`
      : status ? html`<${Failed} problem=${{ detail: '이 주문은 다른 고객의 주문이에요.' }} retry=${() => route.go({ order: null })} />`
      : html`<${Loading} label="주문을 불러오는 중" />`}`;
  }
  const { origin, destination } = detail.part ?? {};
  return html`${back}
    <div class="order">
      <section class=${`order-head order-${tone(status.status)}`} aria-live="polite">
        <h1 data-testid="status-text">${status.statusText}</h1>
        <${Eta} status=${status} />
        <${Timeline} status=${status} />
        <${Actions} model=${model} order=${order} />
        ${order._links.rate && html`<${Rating} model=${model} order=${order} />`}
        ${order.rating && html`<p class="rated" role="img" aria-label=${`내 평가 ${order.rating.score}점`}>${[1, 2, 3, 4, 5].map((star) => html`<${Icon} key=${star} name="star" fill=${star <= order.rating.score} />`)}</p>`}
      </section>
      ${origin?.lat !== undefined && destination?.lat !== undefined && html`<section class="order-map" aria-label="지도">
        <${TrackMap} store=${origin} door=${destination} rider=${detail.rider} label="가게에서 집까지의 지도" />
        <p class="legend"><span class="legend-store">가게</span><span class="legend-rider">라이더${status.rider ? html` <${Name}>${status.rider.name}<//>` : ''}${detail.rider ? '' : ' (아직 안 보여요)'}</span><span class="legend-door">도착지</span></p></section>`}
      <${Chat} messages=${detail.chat} />
      <${Receipt} order=${order} />
    </div>`;
}
