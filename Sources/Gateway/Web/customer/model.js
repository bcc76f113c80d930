import { find, get, list, newKey, post, put } from '../core/api.js';
import { parsed, Live } from '../core/live.js';
import { LiveSet } from '../core/live-set.js';
import { recall, remember } from '../core/memory.js';
import { Observable } from '../core/observable.js';
import { route } from '../core/route.js';
import { isEnded } from '../core/status.js';
import { topics } from '../core/topics.js';
import { Cart } from './cart.js';

/** What a customer sees and does: stores, the cart, the orders. */
export class CustomerModel extends Observable {
  live = new Live('customer');
  cart = new Cart();
  customer = null;
  /** null while it is on its way. */
  stores = null;
  popular = [];
  best = [];
  orders = new LiveSet();
  /** Foods by store id. */
  foods = new Map();
  problem = null;
  #watched = new Map();

  async begin() {
    const id = route.get('as') ?? recall('customer', 'c1');
    try {
      this.customer = await find(`/customers/${encodeURIComponent(id)}`);
      if (this.customer) this.#arrive(this.customer);
      await this.refresh();
    } catch (problem) {
      this.problem = problem;
    }
    this.changed();
  }

  async register(name, phone) {
    this.customer = await post('/customers', { name, phone }, newKey());
    this.#arrive(this.customer);
    route.go({ as: this.customer.id }, { replace: true });
    this.changed();
  }

  #arrive(customer) {
    remember('customer', customer.id);
    this.live.whenReady(() => this.refresh().catch(() => {}));
    // While the broker is away nothing is told, but everything can be asked.
    setInterval(() => this.live.isOnline || this.#refreshOrders().catch(() => {}), 3000);
  }

  async refresh() {
    const [stores, popular, best] = await Promise.all([
      list('/stores?sort=name'),
      get('/topMenus?sort=orders&limit=8'),
      get('/topMenus?sort=score&limit=8'),
      this.#refreshOrders(),
    ]);
    this.stores = stores;
    this.popular = popular._embedded.topMenus;
    this.best = best._embedded.topMenus.filter((menu) => menu.ratings > 0);
    await Promise.all([...this.foods.keys()].map((store) => this.loadFoods(store)));
    this.problem = null;
    this.changed();
  }

  store(id) {
    return this.stores?.find((store) => store.id === id);
  }

  async loadFoods(store) {
    const foods = await list(`/foods?storeId=${encodeURIComponent(store)}`);
    // What people like stands first.
    this.foods.set(store, foods.sort((a, b) => b.orders - a.orders || b.score - a.score || a.name.localeCompare(b.name, 'ko')));
    this.changed();
  }

  get openOrders() {
    return this.sortedOrders.filter((order) => !isEnded(order.status));
  }

  get sortedOrders() {
    return this.orders.sorted((a, b) => b.placedAt.localeCompare(a.placedAt));
  }

  /** Places what is in the cart and pays it; the order stands even where the payment is declined. */
  async order(method) {
    const order = await post('/orders', this.cart.request(this.customer.id), this.cart.key);
    this.orders.put(order.id, order);
    this.cart.clear();
    this.#watch(order);
    route.go({ order: order.id, store: null, cart: null });
    await this.pay(order, method);
  }

  async pay(order, method) {
    try {
      await post('/payments', { orderId: order.id, customerId: this.customer.id, method }, newKey());
    } finally {
      await this.reload(order.id);
    }
  }

  async act(order, action, body) {
    const changed = await put(order._links[action].href, body);
    if (changed?.version) this.orders.put(order.id, changed);
    await this.reload(order.id);
  }

  /** Reads one order anew; an older version than the one that is shown is dropped. */
  async reload(id) {
    const order = await get(`/orders/${encodeURIComponent(id)}`);
    if (order.customerId !== this.customer?.id) return null;
    this.orders.put(id, order);
    this.#watch(order);
    this.changed();
    return this.orders.items.get(id);
  }

  async #refreshOrders() {
    if (!this.customer) return;
    const take = this.orders.refresh();
    take(await list(`/orders?customerId=${encodeURIComponent(this.customer.id)}&sort=placedAt,desc`, 50));
    for (const order of this.orders.items.values()) this.#watch(order);
    this.changed();
  }

  /** An order's status topic says when there is something new; what is new is read by REST, with its links. */
  #watch(order) {
    if (this.#watched.has(order.id)) {
      if (isEnded(order.status)) this.#forget(order.id);
      return;
    }
    if (isEnded(order.status)) return;
    const end = this.live.subscribe(topics.orderStatus(order.id), (_, payload) => {
      const status = parsed(payload);
      const known = this.orders.items.get(order.id);
      if (!status || !known || (status.version <= known.version && status.status === known.status)) return;
      this.reload(order.id).catch(() => {});
    });
    this.#watched.set(order.id, end);
  }

  #forget(id) {
    this.#watched.get(id)?.();
    this.#watched.delete(id);
  }
}
