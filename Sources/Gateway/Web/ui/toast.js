import { Observable } from '../core/observable.js';
import { html, useObserved } from './view.js';

const shownFor = 5000;

class Toasts extends Observable {
  list = [];
  #next = 0;

  add(text, tone) {
    const toast = { id: (this.#next += 1), text, tone };
    // Said twice is said once.
    this.list = [...this.list.filter((other) => other.text !== text).slice(-2), toast];
    this.changed();
    setTimeout(() => {
      this.list = this.list.filter((other) => other !== toast);
      this.changed();
    }, shownFor);
  }
}

const toasts = new Toasts();

/** Says something for a moment; tone is 'good' or 'bad'. */
export const toast = (text, tone = 'good') => toasts.add(text, tone);

export function ToastArea() {
  useObserved(toasts);
  return html`<div class="toasts" role="status" aria-live="polite">
    ${toasts.list.map(({ id, text, tone }) => html`<p key=${id} class=${`toast toast-${tone}`}>${text}</p>`)}
  </div>`;
}
