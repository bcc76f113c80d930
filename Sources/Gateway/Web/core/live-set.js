/**
 * Things by id, each with a version, fed by messages and by whole lists at the same time.
 *
 * A list that was asked for before a message came may answer after it. So a list never takes back what a message said
 * since it was asked for: not an older version over a newer one, and not a thing that was removed.
 */
export class LiveSet {
  items = new Map();
  #clock = 0;
  /** When a message last spoke of an id, on the clock of this set. */
  #heard = new Map();

  /** A message: returns whether it said anything new. */
  put(id, item) {
    this.#heard.set(id, (this.#clock += 1));
    const known = this.items.get(id);
    if (known && (known.version ?? 0) > (item.version ?? 0)) return false;
    this.items.set(id, item);
    return true;
  }

  /** A message that it is gone. */
  remove(id) {
    this.#heard.set(id, (this.#clock += 1));
    return this.items.delete(id);
  }

  /** To be called before a list is asked for; what it returns takes the list when it is here. */
  refresh() {
    const asked = this.#clock;
    return (list, idOf = (item) => item.id) => {
      const isNewer = (id) => (this.#heard.get(id) ?? 0) > asked;
      const listed = new Map(list.map((item) => [idOf(item), item]));
      for (const id of this.items.keys()) if (!listed.has(id) && !isNewer(id)) this.items.delete(id);
      for (const [id, item] of listed) {
        const known = this.items.get(id);
        if (known ? (known.version ?? 0) <= (item.version ?? 0) : !isNewer(id)) this.items.set(id, item);
      }
      // What was heard before cannot matter to any later list.
      for (const [id, at] of this.#heard) if (at <= asked) this.#heard.delete(id);
    };
  }

  sorted(compare) {
    return [...this.items.values()].sort(compare);
  }
}
