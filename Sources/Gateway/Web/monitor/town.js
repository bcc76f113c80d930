import { list } from '../core/api.js';
import { Observable } from '../core/observable.js';

const isPlace = (at) => Number.isFinite(at?.lat) && Number.isFinite(at?.lon);

/** Riders and deliveries on the map. Positions only note what is newest; the map draws them once a frame. */
export class Town extends Observable {
  riders = new Map();
  deliveries = new Map();

  locate(id, at) {
    if (!isPlace(at)) return;
    const rider = this.#rider(id);
    rider.lat = at.lat;
    rider.lon = at.lon;
    this.changed();
  }

  attend(id, presence) {
    this.#rider(id).isOnline = presence?.status === 'online';
    this.changed();
  }

  /** One of the board; null where it is open no more. */
  open(id, delivery) {
    if (delivery) this.#put(id, 'OPEN', delivery.store, delivery.dropoff);
    else if (this.deliveries.get(id)?.status === 'OPEN') this.deliveries.delete(id);
    this.changed();
  }

  /** One in a rider's hands; null where it is so no more. */
  hold(id, held) {
    const delivery = held?.delivery ?? held;
    if (delivery) this.#put(id, delivery.status, delivery.origin, delivery.destination);
    else if (this.deliveries.get(id)?.status !== 'OPEN') this.deliveries.delete(id);
    this.changed();
  }

  async refresh() {
    const [riders, ...deliveries] = await Promise.all([
      list('/riders'),
      ...['OPEN', 'CLAIMED', 'PICKED_UP'].map((status) => list(`/deliveries?status=${status}`)),
    ]);
    for (const { id, online, location } of riders) {
      const rider = this.#rider(id);
      rider.isOnline = online ?? rider.isOnline;
      if (isPlace(location) && rider.lat === undefined) Object.assign(rider, { lat: location.lat, lon: location.lon });
    }
    this.deliveries.clear();
    for (const { id, status, origin, destination } of deliveries.flat()) this.#put(id, status, origin, destination);
    this.changed();
  }

  get onlineRiders() {
    return [...this.riders.values()].filter((rider) => rider.isOnline).length;
  }

  countOf(status) {
    return [...this.deliveries.values()].filter((delivery) => delivery.status === status).length;
  }

  #rider(id) {
    if (!this.riders.has(id)) this.riders.set(id, { id, isOnline: false });
    return this.riders.get(id);
  }

  #put(id, status, store, door) {
    this.deliveries.set(id, { id, status, store: isPlace(store) ? store : null, door: isPlace(door) ? door : null });
  }
}
