import { itemList } from '../core/format.js';
import { route } from '../core/route.js';
import { Icon } from '../ui/icons.js';
import { Name } from '../ui/pieces.js';
import { Shell } from '../ui/shell.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { toast } from '../ui/toast.js';
import { html, start, useObserved, useState } from '../ui/view.js';
import { MenuDesk } from './menu.js';
import { StoreModel } from './model.js';
import { bell } from './sound.js';
import { Ticket } from './ticket.js';

const model = new StoreModel();
model.onNew = (order) => {
  bell.ring();
  toast(`새 주문이에요: ${itemList(order.items)}`);
};

const columns = [
  ['RECEIVED', '새 주문', '새 주문이 오면 소리로 알려 드려요.'],
  ['ACCEPTED', '조리 대기', '수락한 주문이 여기서 기다려요.'],
  ['COOKING', '조리 중', '조리를 시작한 주문이 여기에 와요.'],
];

function Column({ title, orders, hint }) {
  return html`<section class="column" aria-label=${title}>
    <h2>${title}<span class="column-count">${orders.length}</span></h2>
    ${orders.length
      ? html`<ul class="tickets" role="list">${orders.map((order) => html`<${Ticket} key=${order.id} model=${model} order=${order} />`)}</ul>`
      : html`<${Empty} title="비어 있어요">${hint}<//>`}
  </section>`;
}

function Queue() {
  return html`<div class="columns">
    ${columns.map(([status, title, hint]) => html`<${Column} key=${status} title=${title} orders=${model.in(status)} hint=${hint} />`)}
    <${Column} title="끝난 주문" orders=${model.done} hint="끝난 주문이 여기에 남아요." />
  </div>`;
}

function Sound() {
  const [isOn, setOn] = useState(bell.isOn);
  return html`<button type="button" class="button sound" aria-pressed=${isOn} onClick=${() => { bell.toggle(); setOn(bell.isOn); }}>
    <${Icon} name=${isOn ? 'bell' : 'mute'} />소리 ${isOn ? '켜짐' : '꺼짐'}</button>`;
}

const title = html`<h1 class="visually-hidden">가게</h1>`;

function Content() {
  if (model.problem && !model.stores) return html`${title}<${Failed} problem=${model.problem} retry=${() => model.begin()} />`;
  if (!model.stores) return html`${title}<${Loading} lines=${4} />`;
  if (!model.store) return html`${title}<${Empty} title="아직 가게가 없어요">POST /stores 로 가게를 등록해 주세요.<//>`;
  const view = route.get('view') ?? 'orders';
  const tab = (name, label) => html`<button type="button" role="tab" id=${`tab-${name}`} aria-selected=${view === name} aria-controls="panel"
    onClick=${() => route.go({ view: name === 'orders' ? null : name })}>${label}</button>`;
  return html`
    <div class="desk-head"><h1><${Name}>${model.store.name}<//></h1><${Sound} /></div>
    <div class="tabs" role="tablist" aria-label="가게">${tab('orders', '주문')}${tab('menu', '메뉴')}</div>
    <div id="panel" role="tabpanel" aria-labelledby=${`tab-${view}`}>${view === 'menu' ? html`<${MenuDesk} model=${model} />` : html`<${Queue} />`}</div>`;
}

function Who() {
  if (!model.stores?.length) return null;
  return html`<label class="who-choice"><span class="visually-hidden">가게 고르기</span>
    <select value=${model.store?.id} onChange=${(event) => model.open(event.target.value)}>
      ${model.stores.map((store) => html`<option key=${store.id} value=${store.id}>${store.name}</option>`)}
    </select></label>`;
}

function App() {
  useObserved(model, route);
  return html`<${Shell} role="store" live=${model.live} who=${html`<${Who} />`} wide><${Content} /><//>`;
}

start(html`<${App} />`);
model.begin();
