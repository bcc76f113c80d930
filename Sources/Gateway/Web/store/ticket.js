import { time, won } from '../core/format.js';
import { Action } from '../ui/action.js';
import { Countdown, Name } from '../ui/pieces.js';
import { html, useState } from '../ui/view.js';
import { RejectDialog } from './reject.js';

const minutes = [10, 15, 20, 30, 45];
const ends = { COOKED: ['조리 완료', 'good'], REJECTED: ['거절함', 'bad'], CANCELLED: ['취소됨', 'bad'] };

function Accept({ model, order }) {
  const [chosen, choose] = useState(20);
  const [isRejecting, setRejecting] = useState(false);
  return html`<div class="ticket-acts">
    <fieldset class="minutes"><legend>조리 시간</legend>
      ${minutes.map((value) => html`<label key=${value} class="choice"><input type="radio" name=${`minutes-${order.id}`} checked=${chosen === value} onChange=${() => choose(value)} /><span>${value}분</span></label>`)}
    </fieldset>
    <div class="actions"><${Action} class="button-main grow" act=${() => model.act(order, 'accept', { cookMinutes: chosen })}>${chosen}분 뒤로 수락<//>
      <button type="button" class="button button-bad" onClick=${() => setRejecting(true)}>거절</button></div>
    ${isRejecting && html`<${RejectDialog} model=${model} order=${order} close=${() => setRejecting(false)} />`}
  </div>`;
}

/** An order as it hangs in the kitchen. */
export function Ticket({ model, order }) {
  const end = ends[order.status];
  return html`<li class=${`ticket ticket-${order.status.toLowerCase()}`} data-testid=${`ticket-${order.id}`}>
    <header class="ticket-head">
      <div><h3>주문 <bdi>${order.id.slice(-6)}</bdi></h3><p class="quiet">${order.createdAt ? time(order.createdAt) : ''}${order.readyAt && order.status !== 'COOKED' ? ` · ${time(order.readyAt)}까지` : ''}</p></div>
      ${order.status === 'RECEIVED' && order.acceptBy && html`<${Countdown} from=${order.createdAt} until=${order.acceptBy} label="남은 수락 시간" />`}
      ${end && html`<span class=${`chip chip-${end[1]}`}>${end[0]}</span>`}
    </header>
    <ul class="ticket-items" role="list">${order.items.map((item) => html`<li key=${item.foodId}><b>${item.quantity}</b><${Name}>${item.name}<//></li>`)}</ul>
    ${order.options && html`<p class="ticket-note" dir="auto">${order.options}</p>`}
    ${order.reason && end?.[1] === 'bad' && html`<p class="quiet">사유: <${Name}>${order.reason}<//></p>`}
    <p class="ticket-sum"><span class="quiet">${order.destination?.region?.split('/').at(-1) ?? ''}</span><b>${won(order.amount)}</b></p>
    ${order.status === 'RECEIVED' && html`<${Accept} model=${model} order=${order} />`}
    ${order.status === 'ACCEPTED' && html`<${Action} class="button-main button-wide" act=${() => model.act(order, 'start-cook')}>조리 시작<//>`}
    ${order.status === 'COOKING' && html`<${Action} class="button-main button-wide" act=${() => model.act(order, 'finish-cook')}>조리 끝, 라이더 부르기<//>`}
  </li>`;
}
