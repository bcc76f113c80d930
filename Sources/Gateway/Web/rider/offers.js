import { distance, time, won } from '../core/format.js';
import { Action } from '../ui/action.js';
import { Countdown, Name } from '../ui/pieces.js';
import { html, useTick } from '../ui/view.js';

const dong = (region) => region?.split('/').at(-1) ?? '';

/** What is offered to this rider alone, for as long as it is. */
export function Offers({ model }) {
  useTick();
  const offers = model.waitingOffers;
  if (!offers.length) return null;
  return html`<section class="offers" aria-label="나에게 온 제안" aria-live="assertive">
    ${offers.map((offer) => html`<article key=${offer.id} class="offer" data-testid=${`offer-${offer.id}`}>
      <${Countdown} from=${offer.seenAt} until=${offer.expiresAt} label="남은 시간" />
      <div><h2>나에게 온 배달</h2>
        <p><${Name}>${offer.store?.name ?? offer.storeName}<//> → ${dong(offer.dropoff?.region)}</p>
        <p class="quiet">${time(offer.pickupAt)}에 받아 ${time(offer.dropoffAt)}에 도착</p>
        <p class="job-facts"><b>${won(offer.fee)}</b><span>${distance(offer.distanceMeters)}</span></p></div>
      <div class="actions">
        <${Action} class="button-main grow" act=${() => model.act(offer, 'accept-offer')}>받기<//>
        <${Action} class="button-quiet" act=${() => model.act(offer, 'decline-offer')}>넘기기<//></div>
    </article>`)}
  </section>`;
}
