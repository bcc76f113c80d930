import { Observable } from '../core/observable.js';
import { topics } from '../core/topics.js';

const every = 1000;
const cityHall = { lat: 37.5663, lon: 126.9779 };

const between = (from, to, share) => ({
  lat: from.lat + (to.lat - from.lat) * share,
  lon: from.lon + (to.lon - from.lon) * share,
});

/** Where the rider is: what the device says, or where it can say nothing a place along the way, moved by hand. */
export class Position extends Observable {
  at = cityHall;
  /** 'device' or 'hand' */
  source = 'hand';
  /** From 0 where the way begins to 1 where it ends. */
  share = 0;
  #model;

  constructor(model) {
    super();
    this.#model = model;
    const store = model.stores[0];
    if (store?.lat) this.at = { lat: store.lat - 0.006, lon: store.lon - 0.008 };
    this.start = this.at;
    setInterval(() => this.#share(), every);
    navigator.geolocation?.watchPosition(
      ({ coords }) => {
        Object.assign(this, { source: 'device', at: { lat: coords.latitude, lon: coords.longitude } });
        this.changed();
      },
      () => {},
      { enableHighAccuracy: true, maximumAge: 5000 },
    );
  }

  /** The stretch that is being ridden: to the store, and from there to the door. */
  stretch(delivery) {
    if (!delivery) return null;
    const store = delivery.origin ?? delivery.store;
    const door = delivery.destination ?? delivery.dropoff;
    return delivery.status === 'PICKED_UP' ? [store, door] : [this.start, store];
  }

  move(share, delivery) {
    const stretch = this.stretch(delivery);
    if (!stretch) return;
    this.share = share;
    this.at = between(...stretch, share);
    this.#share();
    this.changed();
  }

  /** A new stretch begins at its beginning: where the rider is now, or the store. */
  rewind(delivery) {
    if (this.source === 'device') return;
    this.start = this.at;
    this.move(0, delivery);
  }

  #share() {
    const { live, rider, isOnline } = this.#model;
    if (!isOnline || !live.isOnline) return;
    const { lat, lon } = this.at;
    live.publish(topics.location(rider.id), { lat, lon, at: new Date().toISOString() }, { qos: 0 });
  }
}
