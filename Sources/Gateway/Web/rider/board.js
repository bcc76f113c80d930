import { ago, distance, won } from '../core/format.js';
import { Action } from '../ui/action.js';
import { LongList } from '../ui/long-list.js';
import { Name } from '../ui/pieces.js';
import { Empty } from '../ui/states.js';
import { Component, html, useState } from '../ui/view.js';

const dong = (region) => (region && !region.startsWith('unknown') ? region.split('/').at(-1) : '');

/** Only those cards are drawn anew that changed. */
class Card extends Component {
  shouldComponentUpdate(next) {
    return ['delivery', 'place', 'count'].some((name) => next[name] !== this.props[name]);
  }

  render({ model, delivery, place, count }) {
    return html`<li class=${isNew(delivery) ? 'job job-new' : 'job'} data-testid=${`job-${delivery.id}`} aria-posinset=${place} aria-setsize=${count}>
      <div class="job-way"><${Name}>${delivery.store.name}<//> <span class="quiet">${dong(delivery.store.region)}</span>
        <span class="job-arrow" aria-label="에서"> → </span>${dong(delivery.dropoff.region)}</div>
      <div class="job-facts"><b>${won(delivery.fee)}</b><span>${distance(delivery.distanceMeters)}</span><span>${delivery.items}개</span>
        <span class="quiet">${delivery.openedAt ? ago(delivery.openedAt) : ''}</span></div>
      <${Action} class="button-main" act=${() => model.act(delivery, 'claim')}>잡기<//>
    </li>`;
  }
}

/** It has just come, which its motion shows; one that is scrolled to has not. */
const isNew = ({ openedAt }) => Date.now() - new Date(openedAt) < 3000;

const orders = {
  old: ['오래된 순', null],
  fee: ['배달비 높은 순', (a, b) => b.fee - a.fee],
  near: ['가까운 순', (a, b) => a.distanceMeters - b.distanceMeters],
};

export function Board({ model }) {
  const [order, setOrder] = useState('old');
  const [, compare] = orders[order];
  const open = compare ? [...model.open].sort(compare) : model.open;
  return html`<section class="board" aria-labelledby="board-title">
    <div class="section-head"><h2 id="board-title">열린 배달<span class="board-count" data-testid="board-count">${open.length}</span></h2>
      <label class="who-choice"><span class="visually-hidden">순서</span><select value=${order} onChange=${(event) => setOrder(event.target.value)}>
        ${Object.entries(orders).map(([name, [label]]) => html`<option key=${name} value=${name}>${label}</option>`)}</select></label></div>
    ${!model.isOnline ? html`<${Empty} title="지금은 쉬는 중이에요">일을 시작하면 고른 지역의 배달이 여기에 나와요.<//>`
      : open.length ? html`<${LongList} items=${open} look="jobs"
        draw=${(delivery, place, count) => html`<${Card} key=${delivery.id} model=${model} delivery=${delivery} place=${place} count=${count} />`} />`
      : html`<${Empty} title="열린 배달이 없어요">새 배달이 열리면 바로 나와요. 지역을 더 고르면 더 많이 볼 수 있어요.<//>`}
  </section>`;
}
