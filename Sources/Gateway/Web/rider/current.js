import { countdown, distance, won } from '../core/format.js';
import { Action } from '../ui/action.js';
import { Icon } from '../ui/icons.js';
import { Name } from '../ui/pieces.js';
import { TrackMap } from '../ui/track-map.js';
import { html, useEffect, useObserved, useTick } from '../ui/view.js';

function Slider({ model, delivery }) {
  const { position } = model;
  const target = delivery.status === 'PICKED_UP' ? '도착지' : '가게';
  return html`<label class="slider"><span>내 위치 <span class="quiet">${target}까지 손으로 움직여요</span></span>
    <input type="range" min="0" max="1" step="0.01" value=${position.share} aria-valuetext=${`${target}까지 ${Math.round(position.share * 100)}퍼센트`}
      onInput=${(event) => position.move(Number(event.target.value), delivery)} /></label>`;
}

function PickBy({ until }) {
  useTick();
  return html`<span class="quiet">${countdown(until)} 안에 받아 주세요</span>`;
}

/** The delivery in hand: where to go now, and the one thing to do there. */
export function Current({ model, delivery }) {
  const { position } = model;
  useObserved(position);
  useEffect(() => position.rewind(delivery), [delivery.id, delivery.status]);
  const isPicked = delivery.status === 'PICKED_UP';
  // Who was offered it may hold it before the food is ready.
  const isCooking = !isPicked && delivery.ready === false;
  return html`<article class="current" data-testid=${`current-${delivery.id}`}>
    <${TrackMap} store=${delivery.origin} door=${delivery.destination} rider=${position.at} label="가게에서 도착지까지의 지도" />
    <div class="current-words">
      <p class="current-step">${isPicked ? '손님에게 가는 중' : isCooking ? '음식을 만들고 있어요' : '가게로 가는 중'}${!isPicked && delivery.pickBy && html` <${PickBy} until=${delivery.pickBy} />`}</p>
      <h2>${isPicked ? delivery.address ?? delivery.destination?.region : html`<${Name}>${delivery.storeName}<//>`}</h2>
      <p class="quiet">${isPicked ? html`<${Name}>${delivery.storeName}<//>에서 받은 음식` : delivery.origin?.address ?? delivery.origin?.region}</p>
      ${isPicked && delivery.note && html`<p class="ticket-note" dir="auto">${delivery.note}</p>`}
      <p class="job-facts"><b>${won(delivery.fee)}</b><span>${distance(delivery.distanceMeters)}</span><span>${delivery.items}개</span>
        ${isPicked && delivery.safePhone && html`<span class="phone"><${Icon} name="phone" />${delivery.safePhone}</span>`}</p>
      ${position.source === 'hand' && html`<${Slider} model=${model} delivery=${delivery} />`}
      <div class="actions">
        <${Action} class="button-main grow" disabled=${isCooking} act=${() => model.act(delivery, isPicked ? 'deliver' : 'pick')}>${isPicked ? '전달했어요' : '음식을 받았어요'}<//>
        ${!isPicked && html`<${Action} class="button-quiet" act=${() => model.act(delivery, 'release')}>놓기<//>`}
      </div>
    </div>
  </article>`;
}
