import { count, won } from '../core/format.js';
import { Action } from '../ui/action.js';
import { Name, Stars, Tile } from '../ui/pieces.js';
import { Empty, Loading } from '../ui/states.js';
import { Component, html, useMemo, useState } from '../ui/view.js';
import { StoreModel } from './model.js';

class Row extends Component {
  shouldComponentUpdate(next, state) {
    const same = ['count', 'price', 'name', 'score', 'ratings', 'orders', 'version'].every((field) => next.food[field] === this.props.food[field]);
    return !same || state.draft !== this.state.draft;
  }

  render({ model, food }, { draft }) {
    const value = draft ?? String(food.count);
    const save = async () => {
      await model.changeFood(food, { count: Number(value) });
      this.setState({ draft: undefined });
    };
    return html`<li class="menu-row">
      <${Tile} text=${food.name} />
      <div class="menu-words"><strong><${Name}>${food.name}<//></strong>
        <span class="food-facts"><b>${won(food.price)}</b><${Stars} ...${food} /><span class="quiet">${count(food.orders)}번 팔렸어요</span></span></div>
      <form class="menu-count" onSubmit=${(event) => event.preventDefault()}>
        <label><span class="visually-hidden">${food.name} 남은 수량</span>
          <input inputmode="numeric" pattern="[0-9]*" maxlength="6" class=${food.count === 0 ? 'count-out' : ''} value=${value}
            onInput=${(event) => this.setState({ draft: event.target.value.replace(/\D/g, '') })} /></label>
        <span class="quiet">개</span>
        <${Action} disabled=${draft === undefined || draft === '' || Number(draft) === food.count} act=${save}>저장<//>
      </form>
    </li>`;
  }
}

function NewFood({ model }) {
  const [name, setName] = useState('');
  const [price, setPrice] = useState('');
  // One key until it is added: sent twice, it is added once.
  const [turn, setTurn] = useState(0);
  const key = useMemo(() => StoreModel.newKey(), [turn, name, price]);
  const add = async () => {
    await model.addFood({ name: name.trim(), price: Number(price), count: 30 }, key);
    setName('');
    setPrice('');
    setTurn(turn + 1);
  };
  return html`<form class="new-food" aria-label="새 메뉴" onSubmit=${(event) => event.preventDefault()}>
    <label class="field"><span>새 메뉴</span><input maxlength="100" value=${name} placeholder="이름" onInput=${(event) => setName(event.target.value)} /></label>
    <label class="field"><span>값</span><input inputmode="numeric" maxlength="8" value=${price} placeholder="원" onInput=${(event) => setPrice(event.target.value.replace(/\D/g, ''))} /></label>
    <${Action} class="button-main" disabled=${!name.trim() || !price} act=${add}>올리기<//>
  </form>`;
}

export function MenuDesk({ model }) {
  if (!model.foods) return html`<${Loading} label="메뉴를 불러오는 중" />`;
  return html`<section class="menu-desk" aria-labelledby="menu-title">
    <h2 id="menu-title" class="visually-hidden">메뉴</h2>
    <${NewFood} model=${model} />
    ${model.foods.length
      ? html`<ul role="list">${model.foods.map((food) => html`<${Row} key=${food.id} model=${model} food=${food} />`)}</ul>`
      : html`<${Empty} title="아직 메뉴가 없어요">첫 메뉴를 올려 보세요.<//>`}
  </section>`;
}
