import { find, get, list } from '../core/api.js';
import { parsed } from '../core/live.js';
import { LiveSet } from '../core/live-set.js';
import { Observable } from '../core/observable.js';
import { topics } from '../core/topics.js';

/** One order as its customer follows it: the story, where everybody is, and what was said. */
export class OrderModel extends Observable {
  /** From /orderStatuses: status, history, ETA. */
  status = null;
  /** The store's part, with the two places; null before it is accepted. */
  part = null;
  rider = null;
  messages = new LiveSet();
  problem = null;
  #ends = [];
  #riderEnd = null;

  constructor(model, id) {
    super();
    this.model = model;
    this.id = id;
  }

  begin() {
    const { live, customer } = this.model;
    const refresh = () => this.refresh().catch((problem) => { this.problem = problem; this.changed(); });
    const offline = setInterval(() => live.isOnline || refresh(), 3000);
    this.#ends = [
      live.subscribe(topics.orderStatus(this.id), (_, payload) => {
        const status = parsed(payload);
        if (status && status.version > (this.status?.version ?? 0)) refresh();
      }),
      live.subscribe(topics.notifications(customer.id), (_, payload) => {
        const message = parsed(payload);
        if (message?.orderId === this.id && message.recipientRole === 'customer' && this.messages.put(message.id, message)) this.changed();
      }),
      live.whenReady(refresh),
      () => clearInterval(offline),
    ];
    if (!live.isOnline) refresh();
  }

  end() {
    for (const end of this.#ends) end();
    this.#riderEnd?.();
  }

  async refresh() {
    const id = encodeURIComponent(this.id);
    const take = this.messages.refresh();
    const [status, messages] = await Promise.all([
      get(`/orderStatuses/${id}`),
      list(`/notificationLogs?orderId=${id}`, 100),
      this.model.reload(this.id),
    ]);
    if (status.version >= (this.status?.version ?? 0)) this.status = status;
    // The store has its part from the moment it can accept it.
    if (this.status.history.some((entry) => entry.status === 'ACCEPTED')) this.part ??= await get(`/storeOrders/${id}`);
    take(messages.filter((message) => message.recipientRole === 'customer'));
    this.problem = null;
    this.#follow(this.status.rider?.id);
    this.changed();
  }

  get chat() {
    // Of the events they are about, whose ids sort by time: several may be written in one go.
    return this.messages.sorted((a, b) => a.eventId.localeCompare(b.eventId));
  }

  /** The rider is to be seen while there is something to bring. */
  #follow(riderId) {
    const isRiding = riderId && ['ASSIGNED', 'PICKED_UP'].includes(this.status.status);
    if (!isRiding) {
      this.#riderEnd?.();
      this.#riderEnd = null;
      this.rider = null;
      this.riderId = null;
    } else if (this.riderId !== riderId) {
      this.#riderEnd?.();
      this.riderId = riderId;
      this.rider = null;
      // Where the rider was last, until the next step is told.
      find(`/riders/${encodeURIComponent(riderId)}`).then((known) => {
        if (this.riderId === riderId) this.rider ??= known?.location ?? null;
        this.changed();
      }, () => {});
      this.#riderEnd = this.model.live.subscribe(topics.location(riderId), (_, payload) => {
        const at = parsed(payload);
        if (!Number.isFinite(at?.lat) || !Number.isFinite(at?.lon)) return;
        this.rider = at;
        this.changed();
      }, 0);
    }
  }
}
