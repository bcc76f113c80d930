const longestRest = 250;

// A state that tells its views of changes, at most once a frame however many there are. Where drawing takes long, twice
// as long is left to fingers and scrolling before the next.
export class Observable {
  #listeners = new Set();
  #isScheduled = false;
  #restUntil = 0;

  /** Returns the function that ends it. */
  observe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed() {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const tell = () => {
      this.#isScheduled = false;
      const start = performance.now();
      for (const listener of this.#listeners) listener();
      // The views draw after this, and the browser after them.
      setTimeout(() => {
        const end = performance.now();
        this.#restUntil = end + Math.min(longestRest, 2 * (end - start));
      });
    };
    const rest = this.#restUntil - performance.now();
    // A page in the background gets no frames, and must still be right when it comes back.
    if (document.hidden) setTimeout(tell, 200);
    else if (rest > 20) setTimeout(() => requestAnimationFrame(tell), rest);
    else requestAnimationFrame(tell);
  }
}
