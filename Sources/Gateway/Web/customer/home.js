import { won } from '../core/format.js';
import { regionName, itemList } from '../core/format.js';
import { route } from '../core/route.js';
import { Name, Stars, StatusChip, Tile } from '../ui/pieces.js';
import { Icon } from '../ui/icons.js';
import { Empty } from '../ui/states.js';
import { html, useState } from '../ui/view.js';

const openStore = (id) => (event) => {
  event.preventDefault();
  route.go({ store: id, order: null });
};

function TopMenus({ title, menus, hint }) {
  if (!menus.length) return null;
  return html`<section class="shelf" aria-label=${title}>
    <h2>${title}</h2>
    <ol class="shelf-row" tabindex="0" role="list" aria-label=${title}>
      ${menus.map((menu, index) => html`<li key=${menu.foodId}>
        <a class="rank-card" href=${`?store=${menu.storeId}`} onClick=${openStore(menu.storeId)}>
          <span class="rank" aria-label=${`${index + 1}위`}>${index + 1}</span>
          <${Tile} text=${menu.name} />
          <strong><${Name}>${menu.name}<//></strong>
          <span class="quiet">${hint(menu)}</span>
        </a></li>`)}
    </ol>
  </section>`;
}

function OpenOrder({ order }) {
  return html`<a class="live-order" href=${`?order=${order.id}`}
    onClick=${(event) => { event.preventDefault(); route.go({ order: order.id }); }}>
    <span class="live-dot" aria-hidden="true"></span>
    <span><strong>${order.statusText}</strong>
      <span class="quiet"><${Name}>${order.storeName}<//> · <${Name}>${itemList(order.items)}<//></span></span>
    <${StatusChip} status=${order.status} />
  </a>`;
}

function StoreCard({ store }) {
  return html`<a class="store-card" href=${`?store=${store.id}`} onClick=${openStore(store.id)}>
    <${Tile} text=${store.name} />
    <span><strong><${Name}>${store.name}<//></strong><span class="quiet">${store.region ? regionName(store.region) : ''}</span></span>
  </a>`;
}

export function Home({ model }) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const stores = model.stores.filter((store) => `${store.name} ${store.region}`.toLowerCase().includes(wanted));
  return html`
    <h1 class="greeting"><${Name}>${model.customer.name}<//>님,<br />오늘은 뭐 먹을까요?</h1>
    ${model.openOrders.length > 0 && html`<section aria-label="지금 주문" class="stack">
      ${model.openOrders.map((order) => html`<${OpenOrder} key=${order.id} order=${order} />`)}</section>`}
    <${TopMenus} title="많이 찾는 메뉴" menus=${model.popular} hint=${(menu) => `${menu.orders}번 주문됐어요`} />
    <${TopMenus} title="별점 높은 메뉴" menus=${model.best} hint=${(menu) => html`<${Stars} ...${menu} />`} />
    <section aria-labelledby="stores-title">
      <div class="section-head"><h2 id="stores-title">가게</h2>
        <label class="search"><${Icon} name="search" /><span class="visually-hidden">가게 찾기</span>
          <input type="search" placeholder="이름이나 동네" value=${search} onInput=${(event) => setSearch(event.target.value)} /></label></div>
      ${stores.length
        ? html`<div class="store-grid">${stores.map((store) => html`<${StoreCard} key=${store.id} store=${store} />`)}</div>`
        : html`<${Empty} title=${wanted ? '찾는 가게가 없어요' : '아직 가게가 없어요'}>${wanted ? '다른 이름이나 동네로 찾아보세요.' : '가게가 등록되면 여기에 나와요.'}<//>`}
    </section>
    <${PastOrders} model=${model} />`;
}

function PastOrders({ model }) {
  const past = model.sortedOrders.filter((order) => !model.openOrders.includes(order)).slice(0, 10);
  if (!past.length) return null;
  return html`<section aria-labelledby="past-title"><h2 id="past-title">지난 주문</h2>
    <ul class="past" role="list">${past.map((order) => html`<li key=${order.id}>
      <a href=${`?order=${order.id}`} onClick=${(event) => { event.preventDefault(); route.go({ order: order.id }); }}>
        <span><strong><${Name}>${order.storeName}<//></strong>
          <span class="quiet"><${Name}>${itemList(order.items)}<//> · ${won(order.amount)}</span></span>
        <${StatusChip} status=${order.status} /></a></li>`)}</ul>
  </section>`;
}
