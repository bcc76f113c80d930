import { regionName, won } from '../core/format.js';
import { route } from '../core/route.js';
import { Icon } from '../ui/icons.js';
import { Name, Stars, Stepper, Tile } from '../ui/pieces.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { Component, html, useEffect, useState } from '../ui/view.js';

/** Drawn again only where something of its own changed: a store may have 500 of them. */
class Food extends Component {
  shouldComponentUpdate(next) {
    return next.food !== this.props.food || next.quantity !== this.props.quantity;
  }

  render({ food, quantity, change }) {
    const isSoldOut = food.count <= 0;
    return html`<li class=${isSoldOut ? 'food food-out' : 'food'}>
      <${Tile} text=${food.name} />
      <div class="food-words"><strong><${Name}>${food.name}<//></strong>
        <span class="food-facts"><b>${won(food.price)}</b><${Stars} ...${food} />
          ${food.count <= 10 && !isSoldOut && html`<span class="few">${food.count}개 남음</span>`}</span></div>
      ${isSoldOut
        ? html`<span class="sold-out">품절</span>`
        : quantity
          ? html`<${Stepper} label=${`${food.name} 수량`} value=${quantity} max=${Math.min(food.count, 99)} change=${(value) => change(food, value)} />`
          : html`<button type="button" class="icon-button add" aria-label=${`${food.name} 담기`} onClick=${() => change(food, 1)}><${Icon} name="plus" /></button>`}
    </li>`;
  }
}

export function Menu({ model, store }) {
  const [problem, setProblem] = useState(null);
  const load = () => {
    setProblem(null);
    model.loadFoods(store.id).catch(setProblem);
  };
  useEffect(load, [store.id]);
  const foods = model.foods.get(store.id);
  const change = (food, quantity) => {
    model.cart.set(food, quantity);
    model.changed();
  };
  return html`
    <a class="back" href="/customer" onClick=${(event) => { event.preventDefault(); route.go({ store: null, cart: null }); }}><${Icon} name="back" />가게 목록</a>
    <header class="store-head"><${Tile} text=${store.name} />
      <div><h1><${Name}>${store.name}<//></h1><p class="quiet">${store.region ? regionName(store.region) : ''} · 배달</p></div></header>
    ${problem ? html`<${Failed} problem=${problem} retry=${load} />`
      : !foods ? html`<${Loading} label="메뉴를 불러오는 중" lines=${5} />`
      : !foods.length ? html`<${Empty} title="아직 메뉴가 없어요">가게가 메뉴를 올리면 여기에 나와요.<//>`
      : html`<ul class="foods" role="list">${foods.map((food) => html`
          <${Food} key=${food.id} food=${food} quantity=${model.cart.store === store.id ? model.cart.quantity(food) : 0} change=${change} />`)}</ul>`}`;
}
