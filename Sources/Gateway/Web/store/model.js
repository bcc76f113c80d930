import { get, list, newKey, patch, post, put } from '../core/api.js';
import { Live, parsed } from '../core/live.js';
import { LiveSet } from '../core/live-set.js';
import { recall, remember } from '../core/memory.js';
import { Observable } from '../core/observable.js';
import { route } from '../core/route.js';
import { lastLevel, topics } from '../core/topics.js';

const working = ['RECEIVED', 'ACCEPTED', 'COOKING'];
/** Tickets that are done stay to be seen for a while. */
const shownDone = 20;

/** A store's desk: the orders it must handle, and its menu. */
export class StoreModel extends Observable {
  live = new Live('store');
  stores = null;
  store = null;
  orders = new LiveSet();
  foods = null;
  problem = null;
  /** Called with each order that is new since the page was opened. */
  onNew = () => {};
  /** The new orders that were announced; null until the first list is here. */
  #known = null;
  #ends = [];
  #foodTimer;

  async begin() {
    try {
      this.stores = await list('/stores?sort=createdAt');
      this.open(route.get('as') ?? recall('store', this.stores[0]?.id), true);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
    this.changed();
  }

  open(id, replace = false) {
    for (const end of this.#ends) end();
    this.#ends = [];
    this.store = this.stores.find((store) => store.id === id) ?? this.stores[0] ?? null;
    Object.assign(this, { orders: new LiveSet(), foods: null });
    this.#known = null;
    if (!this.store) return;
    remember('store', this.store.id);
    if (route.get('as') !== this.store.id) route.go({ as: this.store.id }, { replace });
    const refresh = () => this.refresh().catch((problem) => { this.problem = problem; this.changed(); });
    const offline = setInterval(() => this.live.isOnline || refresh(), 3000);
    this.#ends = [
      this.live.subscribe(topics.storeOrders(this.store.id), (topic, payload) => this.#hear(lastLevel(topic), parsed(payload))),
      this.live.subscribe(topics.foodEvents, (_, payload) => this.#hearFood(parsed(payload))),
      this.live.whenReady(refresh),
      () => clearInterval(offline),
    ];
    if (!this.live.isOnline) refresh();
    this.changed();
  }

  in(status) {
    return this.orders.sorted((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? '')).filter((order) => order.status === status);
  }

  get done() {
    return this.orders.sorted((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''))
      .filter((order) => !working.includes(order.status)).slice(0, shownDone);
  }

  async refresh() {
    const store = encodeURIComponent(this.store.id);
    const take = this.orders.refresh();
    const [done, ...open] = await Promise.all([
      list(`/storeOrders?storeId=${store}&sort=createdAt,desc`, shownDone),
      ...working.map((status) => list(`/storeOrders?storeId=${store}&status=${status}`)),
      this.loadFoods(),
    ]);
    take([...open.slice(0, working.length).flat(), ...done]);
    // What was there when the page was opened is no news.
    this.#known ??= new Set(this.in('RECEIVED').map((order) => order.id));
    this.#greet();
    this.problem = null;
    this.changed();
  }

  async loadFoods() {
    const foods = await list(`/foods?storeId=${encodeURIComponent(this.store.id)}&sort=name`);
    this.foods = foods;
    this.changed();
  }

  async act(order, action, body) {
    const changed = await put(`/storeOrders/${encodeURIComponent(order.id)}/${action}`, body);
    this.orders.put(changed.id, changed);
    this.changed();
  }

  async changeFood(food, fields) {
    await patch(`/foods/${encodeURIComponent(food.id)}`, fields);
    await this.loadFoods();
  }

  async addFood(food, key) {
    await post('/foods', { ...food, storeId: this.store.id }, key);
    await this.loadFoods();
  }

  static newKey = newKey;

  /** A ticket is cleared from its topic when the store's part has ended; how it ended is read by REST. */
  #hear(id, order) {
    if (order) this.orders.put(id, { ...order, id, createdAt: order.createdAt ?? this.orders.items.get(id)?.createdAt ?? new Date().toISOString() });
    else if (this.orders.items.has(id)) {
      get(`/storeOrders/${encodeURIComponent(id)}`).then((ended) => {
        this.orders.put(id, ended);
        this.changed();
      }, () => {});
    }
    this.#greet();
    this.changed();
  }

  #greet() {
    if (!this.#known) return;
    for (const order of this.in('RECEIVED')) {
      if (this.#known.has(order.id)) continue;
      this.#known.add(order.id);
      this.onNew(order);
    }
  }

  /** Whatever happens at this store may change what is left of its foods. */
  #hearFood(event) {
    if (event?.data?.storeId !== this.store.id) return;
    clearTimeout(this.#foodTimer);
    this.#foodTimer = setTimeout(() => this.loadFoods().catch(() => {}), 300);
  }
}
