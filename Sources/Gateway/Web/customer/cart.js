import { newKey } from '../core/api.js';
import { recall, remember } from '../core/memory.js';

const most = 99;

/** What is to be ordered, of one store; kept in the browser until it has been. */
export class Cart {
  constructor() {
    Object.assign(this, { store: null, lines: [], options: '', key: newKey() }, recall('cart', {}));
    this.address = recall('address', '서울 강남구 테헤란로 152');
  }

  get count() {
    return this.lines.reduce((sum, line) => sum + line.quantity, 0);
  }

  get amount() {
    return this.lines.reduce((sum, line) => sum + line.quantity * line.price, 0);
  }

  quantity(food) {
    return this.lines.find((line) => line.id === food.id)?.quantity ?? 0;
  }

  /** A food of another store begins a new cart. */
  set(food, quantity) {
    if (this.store !== food.storeId) Object.assign(this, { store: food.storeId, lines: [] });
    const line = { id: food.id, name: food.name, price: food.price, quantity: Math.min(quantity, most) };
    const known = this.lines.findIndex((other) => other.id === food.id);
    if (known < 0) this.lines.push(line);
    else this.lines[known] = line;
    this.lines = this.lines.filter((other) => other.quantity > 0);
    this.#keep();
  }

  write(fields) {
    Object.assign(this, fields);
    remember('address', this.address);
    this.#keep();
  }

  clear() {
    Object.assign(this, { store: null, lines: [], options: '' });
    this.#keep();
  }

  /** The order as REST takes it. */
  request(customerId) {
    return {
      customerId,
      items: this.lines.map(({ id, quantity }) => ({ foodId: id, quantity })),
      options: this.options.trim() || undefined,
      address: this.address.trim(),
    };
  }

  /** Another content is another intention, and gets another key. */
  #keep() {
    this.key = newKey();
    const { store, lines, options, key } = this;
    remember('cart', { store, lines, options, key });
  }
}
