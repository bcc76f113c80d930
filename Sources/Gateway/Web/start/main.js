import { get } from '../core/api.js';
import { count } from '../core/format.js';
import { Live } from '../core/live.js';
import { Observable } from '../core/observable.js';
import { topics } from '../core/topics.js';
import { Icon } from '../ui/icons.js';
import { Shell } from '../ui/shell.js';
import { html, start, useObserved } from '../ui/view.js';

const countsEvery = 2000;
const roles = [
  ['customer', 'bowl', '주문하기', '먹고 싶은 걸 고르고, 문 앞에 올 때까지 지켜봐요.', '/customer'],
  ['store', 'store', '가게 보기', '새 주문을 받고, 만들고, 라이더를 불러요.', '/store'],
  ['rider', 'scooter', '배달하기', '우리 동네 배달을 잡아 가져다줘요.', '/rider'],
  ['monitor', 'pulse', '지켜보기', '지도와 토픽으로 모든 일을 한눈에 봐요.', '/monitor'],
];

/** A glance at what goes on: how many orders are where. */
class Town extends Observable {
  live = new Live('home');
  numbers = null;
  #isOld = true;

  begin() {
    this.live.subscribe(topics.orderStatus('+'), () => { this.#isOld = true; });
    this.live.whenReady(() => { this.#isOld = true; });
    const turn = async () => {
      if (this.#isOld || !this.live.isOnline) await this.#count().catch(() => {});
      setTimeout(turn, countsEvery);
    };
    turn();
  }

  async #count() {
    this.#isOld = false;
    const total = async (path) => (await get(`${path}${path.includes('?') ? '&' : '?'}size=1`)).page.totalElements;
    const [orders, cooking, open, riding] = await Promise.all([
      total('/orders'), total('/orders?status=COOKING'), total('/deliveries?status=OPEN'), total('/deliveries?status=PICKED_UP'),
    ]);
    this.numbers = [['지금까지 주문', orders], ['조리 중', cooking], ['열린 배달', open], ['배달 중', riding]];
    this.changed();
  }
}

const town = new Town();

function App() {
  useObserved(town);
  return html`<${Shell} role="home" live=${town.live}>
    <section class="hero">
      <h1>주문부터 문 앞까지,<br />모든 순간이 <em>바로</em> 보여요.</h1>
      <svg class="hero-way" viewBox="0 0 600 90" preserveAspectRatio="xMinYMid" aria-hidden="true"><path d="M20 65C120 5 190 95 300 45S470 10 580 50" pathLength="100" /><circle cx="20" cy="65" r="9" /><circle cx="300" cy="45" r="9" /><circle cx="580" cy="50" r="9" /></svg>
    </section>
    <nav class="doors" aria-label="역할 고르기">
      ${roles.map(([role, icon, title, text, path]) => html`<a key=${role} class="role-door" data-role=${role} href=${path}>
        <${Icon} name=${icon} /><strong>${title}</strong><span>${text}</span></a>`)}
    </nav>
    ${town.numbers && html`<dl class="glance" aria-label="지금">${town.numbers.map(([label, value]) => html`<div key=${label}><dt>${label}</dt><dd>${count(value)}</dd></div>`)}</dl>`}
    <section class="more"><h2>만드는 사람에게</h2>
      <p>모든 일이 MQTT로 알려져요. <code>mosquitto_sub -V 5 -q 1 -v -t 'baedal/v1/events/#'</code></p>
      <p><a href="/openapi.json">REST (OpenAPI)</a><a href="/asyncapi.json">MQTT (AsyncAPI)</a><a href="/health">상태</a><a href="/metrics">지표</a></p></section>
  <//>`;
}

start(html`<${App} />`);
town.begin();
