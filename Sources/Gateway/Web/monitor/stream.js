import { Observable } from '../core/observable.js';
import { matches } from '../core/topics.js';

const kept = 2000;
const drawEvery = 120;

/** The last messages of all topics, as `mosquitto_sub -v` shows them. Thousands a second may come. */
export class Stream extends Observable {
  filter = '';
  isPaused = false;
  /** Messages since the page was opened. */
  total = 0;
  #lines = [];
  #frozen = null;
  #isDue = false;

  add(topic, payload, isRetained) {
    this.total += 1;
    this.#lines.push({ id: this.total, at: Date.now(), topic, payload, isRetained });
    if (this.#lines.length > 2 * kept) this.#lines.splice(0, this.#lines.length - kept);
    if (this.#isDue || this.isPaused) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      this.changed();
    }, drawEvery);
  }

  pause(isPaused) {
    this.isPaused = isPaused;
    this.#frozen = isPaused ? [...this.#lines] : null;
    this.changed();
  }

  write(filter) {
    this.filter = filter.trim();
    this.changed();
  }

  /** The newest first: by an MQTT filter where there is one of its signs in it, otherwise by any text. */
  newest(limit) {
    const lines = this.#frozen ?? this.#lines;
    const wanted = this.filter;
    const isFilter = /[+#]/.test(wanted) || wanted.startsWith('baedal/');
    const pattern = wanted.startsWith('baedal/') ? wanted : `baedal/v1/${wanted}`;
    const lower = wanted.toLowerCase();
    const found = [];
    for (let i = lines.length - 1; i >= 0 && found.length < limit; i -= 1) {
      const line = lines[i];
      line.text ??= String(line.payload) || '(null)';
      const isWanted = !wanted || (isFilter ? matches(pattern, line.topic) : `${line.topic} ${line.text}`.toLowerCase().includes(lower));
      if (isWanted) found.push(line);
    }
    return found;
  }

  /** Messages of the last seconds, a second. */
  rate(seconds = 3) {
    const since = Date.now() - seconds * 1000;
    let count = 0;
    for (let i = this.#lines.length - 1; i >= 0 && this.#lines[i].at >= since; i -= 1) count += 1;
    return count / seconds;
  }
}
