import { get } from '../core/api.js';
import { Live, parsed } from '../core/live.js';
import { Observable } from '../core/observable.js';
import { allStatuses } from '../core/status.js';
import { topics } from '../core/topics.js';
import { readMetrics } from './metrics.js';
import { Stream } from './stream.js';
import { Town } from './town.js';

const healthEvery = 3000;
const metricsEvery = 2000;
/** The counts are asked for anew when orders move, but no more often than this. */
const countsEvery = 1500;

/** Everything at once: the stream of all topics, and what is made of it. */
export class MonitorModel extends Observable {
  live = new Live('monitor');
  stream = new Stream();
  town = new Town();
  /** Orders by status; null while they are on their way. */
  counts = null;
  /** Services by name: 'online' or 'offline' as they say themselves. */
  presence = new Map();
  health = null;
  metrics = null;
  #countsAreOld = false;

  begin() {
    this.live.subscribe(topics.everything, (topic, payload, packet) => this.#hear(topic, payload, packet));
    this.live.whenReady(() => {
      this.#countsAreOld = true;
      this.town.refresh().catch(() => {});
    });
    this.town.refresh().catch(() => {});
    this.#every(countsEvery, async () => {
      if (!this.#countsAreOld && this.live.isOnline && this.counts) return;
      this.#countsAreOld = false;
      this.counts = await this.#count();
    });
    this.#every(healthEvery, async () => { this.health = await get('/health').catch((problem) => (problem.status ? { status: 'degraded' } : null)); });
    this.#every(metricsEvery, async () => { this.metrics = await readMetrics(this.metrics); });
  }

  #hear(topic, payload, packet) {
    this.stream.add(topic, payload, packet.retain);
    const levels = topic.split('/');
    switch (levels[2]) {
      case 'riders':
        if (levels[4] === 'location') this.town.locate(levels[3], parsed(payload));
        else if (levels[4] === 'presence') this.town.attend(levels[3], parsed(payload));
        else if (levels[4] === 'deliveries') this.town.hold(levels[5], parsed(payload));
        break;
      case 'regions':
        this.town.open(levels.at(-1), parsed(payload));
        break;
      case 'orders':
        this.#countsAreOld = true;
        break;
      case 'services':
        this.presence.set(levels[3], parsed(payload)?.status ?? 'offline');
        this.changed();
        break;
      default:
    }
  }

  async #count() {
    const pages = await Promise.all(allStatuses.map((status) => get(`/orders?status=${status}&size=1`)));
    return new Map(allStatuses.map((status, index) => [status, pages[index].page.totalElements]));
  }

  /** Now and then; what fails is tried again the next time. */
  #every(milliseconds, act) {
    const turn = async () => {
      if (!document.hidden) await act().then(() => this.changed(), () => {});
      setTimeout(turn, milliseconds);
    };
    turn();
  }
}
