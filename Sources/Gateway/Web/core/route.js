import { Observable } from './observable.js';

/** What the page shows stands in its address, so that back, forward and reload lose nothing. */
class Route extends Observable {
  constructor() {
    super();
    addEventListener('popstate', () => this.changed());
  }

  get(name) {
    return new URLSearchParams(location.search).get(name);
  }

  /** Changes some parameters; null takes one out. */
  go(parameters, { replace = false } = {}) {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(parameters)) {
      if (value === null) query.delete(name);
      else query.set(name, value);
    }
    history[replace ? 'replaceState' : 'pushState'](null, '', query.size ? `?${query}` : location.pathname);
    this.changed();
    if (!replace) scrollTo(0, 0);
  }
}

export const route = new Route();
