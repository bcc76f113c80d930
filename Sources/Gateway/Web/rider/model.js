import { list, newKey, post } from '../core/api.js';
import { Live, parsed } from '../core/live.js';
import { LiveSet } from '../core/live-set.js';
import { recall, remember } from '../core/memory.js';
import { Observable } from '../core/observable.js';
import { route } from '../core/route.js';
import { lastLevel, topics } from '../core/topics.js';
import { Position } from './position.js';

const held = ['CLAIMED', 'PICKED_UP'];

/** A delivery of the board, whether a message or REST told of it. */
const onBoard = (delivery) => ({
  ...delivery,
  id: delivery.deliveryId,
  store: delivery.store ?? { ...delivery.origin, name: delivery.storeName },
  dropoff: delivery.dropoff ?? delivery.destination,
});

/** One in the rider's hands: the rider's own topic has the address beside what everybody may know. */
const inHand = ({ delivery, ...own }) => ({ ...delivery, ...own, id: (delivery ?? own).deliveryId });

const order = (a, b) => (a < b ? -1 : Number(a > b));

/** A rider at work: the board of the regions, offers, what is held, and where the rider is. */
export class RiderModel extends Observable {
  riders = null;
  rider = null;
  board = new LiveSet();
  offers = new LiveSet();
  own = new LiveSet();
  stores = [];
  problem = null;
  isOnline = recall('online', false);
  regions = recall('regions', ['서울/강남구']);
  #ends = [];
  #boardEnds = new Map();
  #session = crypto.randomUUID().slice(0, 12);

  async begin() {
    try {
      const [riders, stores] = await Promise.all([list('/riders?sort=name'), list('/stores')]);
      Object.assign(this, { riders, stores, problem: null });
      const id = route.get('as') ?? recall('rider', this.riders[0]?.id);
      this.#become(this.riders.find((rider) => rider.id === id) ?? this.riders[0] ?? null);
    } catch (problem) {
      this.problem = problem;
    }
    this.changed();
  }

  async register(name, phone) {
    const rider = await post('/riders', { name, phone }, newKey());
    this.riders.push(rider);
    this.#become(rider);
    this.changed();
  }

  /** Another rider is another connection, since a connection's will says whose it is. */
  switchTo(id) {
    this.setOnline(false);
    location.search = `?as=${encodeURIComponent(id)}`;
  }

  #become(rider) {
    this.rider = rider;
    if (!rider) return;
    remember('rider', rider.id);
    if (route.get('as') !== rider.id) route.go({ as: rider.id }, { replace: true });
    const will = { topic: topics.presence(rider.id), payload: { status: 'offline', sessionId: this.#session } };
    this.live = new Live('rider', will);
    this.position = new Position(this);
    const refresh = () => this.refresh().catch((problem) => { this.problem = problem; this.changed(); });
    const offline = setInterval(() => this.live.isOnline || refresh(), 3000);
    this.#ends = [
      this.live.subscribe(topics.ownDeliveries(rider.id), this.#into(this.own, inHand)),
      this.live.subscribe(topics.offers(rider.id), this.#into(this.offers, (offer) => this.#offered(onBoard(offer)))),
      // Those that still stand are retained, and come again with the connection.
      this.live.whenGone(() => {
        for (const id of this.offers.items.keys()) this.offers.remove(id);
        this.changed();
      }),
      this.live.subscribe(topics.replies(rider.id), () => {}),
      this.live.subscribe(topics.presence(rider.id), (_, payload) => this.#hearPresence(parsed(payload))),
      this.live.whenReady(() => {
        this.#announce();
        refresh();
      }),
      () => clearInterval(offline),
    ];
    this.#watchBoard();
    refresh();
  }

  setOnline(isOnline) {
    this.isOnline = isOnline;
    remember('online', isOnline);
    this.#announce();
    this.#watchBoard();
    if (isOnline) this.refresh().catch(() => {});
    this.changed();
  }

  setRegions(regions) {
    this.regions = regions;
    remember('regions', regions);
    this.#watchBoard();
    this.refresh().catch(() => {});
    this.changed();
  }

  /** The longest open first. Times and ids are plain letters, and there may be a thousand: not compared as words. */
  get open() {
    return this.board.sorted((a, b) => order(a.openedAt ?? '', b.openedAt ?? '') || order(a.id, b.id));
  }

  get current() {
    return this.own.sorted((a, b) => (a.claimedAt ?? a.createdAt ?? '').localeCompare(b.claimedAt ?? b.createdAt ?? ''))
      .filter((delivery) => held.includes(delivery.status));
  }

  get waitingOffers() {
    return this.offers.sorted((a, b) => a.expiresAt.localeCompare(b.expiresAt)).filter((offer) => new Date(offer.expiresAt) > Date.now());
  }

  /** A request over MQTT; what comes of it is shown at once, and confirmed by the rider's own topics. */
  async act(delivery, action) {
    const { id } = this.rider;
    try {
      const { delivery: changed } = await this.live.request(topics.request(id, action), topics.replies(id), { deliveryId: delivery.id });
      this.board.remove(delivery.id);
      this.offers.remove(delivery.id);
      if (changed && held.includes(changed.status) && changed.riderId === id) this.own.put(delivery.id, inHand(changed));
      else if (action !== 'decline-offer') this.own.remove(delivery.id);
    } catch (problem) {
      // Somebody else has it, or it is gone: not to be shown any longer than it takes to say so.
      if (['already-claimed', 'not-found'].includes(problem.code)) this.board.remove(delivery.id);
      if (action.endsWith('offer')) this.offers.remove(delivery.id);
      this.refresh().catch(() => {});
      throw problem;
    } finally {
      this.changed();
    }
  }

  async refresh() {
    const rider = encodeURIComponent(this.rider.id);
    const [takeBoard, takeOwn] = [this.board.refresh(), this.own.refresh()];
    const regions = this.isOnline ? this.regions : [];
    const [own, ...boards] = await Promise.all([
      Promise.all(held.map((status) => list(`/deliveries?riderId=${rider}&status=${status}`))),
      ...regions.map((region) => list(`/deliveries?region=${encodeURIComponent(region)}&status=OPEN`)),
    ]);
    takeBoard(boards.flat().map(onBoard));
    // Without the street address, which stands in the rider's own topic alone: that one is kept where it is here.
    takeOwn(own.flat().map((delivery) => ({ ...delivery, ...this.#known(delivery) })));
    this.problem = null;
    this.changed();
  }

  #known(delivery) {
    const known = this.own.items.get(delivery.id);
    return known && known.version >= delivery.version ? known : {};
  }

  #announce() {
    const status = this.isOnline ? 'online' : 'offline';
    this.live?.publish(topics.presence(this.rider.id), { status, sessionId: this.#session }, { retain: true });
  }

  /** An offer says until when, not since when: it counts from when it is first seen. */
  #offered(offer) {
    return { ...offer, seenAt: this.offers.items.get(offer.id)?.seenAt ?? new Date().toISOString() };
  }

  /** The last will of an earlier page of this rider may come after this one's greeting. */
  #hearPresence(presence) {
    if (this.isOnline && presence?.status === 'offline' && presence.sessionId !== this.#session) this.#announce();
  }

  /** The board's topics of the regions that are chosen, while the rider is online. */
  #watchBoard() {
    const wanted = new Set(this.isOnline ? this.regions : []);
    for (const [region, end] of this.#boardEnds) {
      if (wanted.has(region)) continue;
      end();
      this.#boardEnds.delete(region);
    }
    for (const id of this.board.items.keys()) {
      const { region } = this.board.items.get(id).dropoff ?? {};
      if (!region || ![...wanted].some((prefix) => region.startsWith(`${prefix}/`))) this.board.remove(id);
    }
    for (const region of wanted) {
      if (!this.#boardEnds.has(region)) this.#boardEnds.set(region, this.live.subscribe(topics.board(region), this.#into(this.board, onBoard)));
    }
  }

  #into(set, shape) {
    return (topic, payload) => {
      const message = parsed(payload);
      if (message) set.put(lastLevel(topic), shape(message));
      else set.remove(lastLevel(topic));
      this.changed();
    };
  }
}
