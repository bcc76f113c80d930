// A state that tells its views of changes, at most once a frame however many there are.
export class Observable {
  #listeners = new Set();
  #isScheduled = false;

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
      for (const listener of this.#listeners) listener();
    };
    // A page in the background gets no frames, and must still be right when it comes back.
    if (document.hidden) setTimeout(tell, 200);
    else requestAnimationFrame(tell);
  }
}
