import { connect } from '../vendor/mqtt.js';
import { Problem } from './api.js';
import { Observable } from './observable.js';
import { matches } from './topics.js';

const retryAfter = 700;
const replyWithin = 8000;
/** Long enough that a blink of the network alarms nobody. */
const quietFor = 400;

/**
 * The page's connection to the broker: MQTT 5 over the gateway's own WebSocket.
 *
 * It reconnects by itself and subscribes anew. What was missed meanwhile is not made up for: whoever shows state fetches
 * it again `whenReady`, which is called after each (re)connection, once every subscription stands.
 */
export class Live extends Observable {
  /** 'connecting' | 'online' | 'offline' */
  status = 'connecting';
  #client;
  #handlers = new Map();
  #ready = new Set();
  #gone = new Set();
  #replies = new Map();
  #alarm;

  /** @param will {topic, payload}: what the broker says, retained, if this page goes without a word. */
  constructor(role, will) {
    super();
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    this.#client = connect(`${scheme}://${location.host}/mqtt`, {
      clientId: `${role}-${crypto.randomUUID().slice(0, 18)}`,
      protocolVersion: 5,
      clean: true,
      keepalive: 5,
      // Whatever else is sent: a broker that hangs takes it all and answers nothing.
      reschedulePings: false,
      connectTimeout: 5000,
      reconnectPeriod: retryAfter,
      resubscribe: false,
      queueQoSZero: false,
      will: will && { topic: will.topic, payload: JSON.stringify(will.payload), qos: 1, retain: true },
    });
    this.#client.on('connect', () => this.#subscribeAll());
    this.#client.on('close', () => this.#lost());
    this.#client.on('error', () => {});
    this.#client.on('message', (topic, payload, packet) => this.#receive(topic, payload, packet));
    // A bfcache page comes back with a dead socket that nobody has noticed.
    addEventListener('pageshow', (event) => event.persisted && this.#client.reconnect());
  }

  get isOnline() {
    return this.status === 'online';
  }

  /** The handler gets (topic, parsed JSON or null where it was cleared, raw text, packet). Returns what ends it. */
  subscribe(filter, handler, qos = 1) {
    const entry = { handler, qos };
    const known = this.#handlers.get(filter) ?? new Set();
    known.add(entry);
    this.#handlers.set(filter, known);
    // Retained messages come with each subscription, also with the second of one filter.
    if (this.#client.connected) this.#client.subscribe(filter, { qos });
    return () => {
      known.delete(entry);
      if (known.size || this.#handlers.get(filter) !== known) return;
      this.#handlers.delete(filter);
      if (this.#client.connected) this.#client.unsubscribe(filter);
    };
  }

  /** As soon as the connection is gone: for what only messages tell, and nobody could take back meanwhile. */
  whenGone(handler) {
    this.#gone.add(handler);
    return () => this.#gone.delete(handler);
  }

  /** After each connection, and at once where it stands. Returns what ends it. */
  whenReady(handler) {
    this.#ready.add(handler);
    if (this.isOnline) handler();
    return () => this.#ready.delete(handler);
  }

  publish(topic, body, { qos = 1, retain = false } = {}) {
    if (this.#client.connected) this.#client.publish(topic, JSON.stringify(body), { qos, retain });
  }

  /** Publishes a request and waits for its answer; throws a Problem where it is refused or none comes. */
  request(topic, replyTopic, body) {
    if (!this.#client.connected) {
      throw new Problem({ detail: '연결이 끊겨 있어요. 다시 이어지면 눌러 주세요.' });
    }
    const id = crypto.randomUUID();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#replies.delete(id);
        reject(new Problem({ detail: '답이 오지 않아요. 목록을 확인하고 다시 시도해 주세요.' }));
      }, replyWithin);
      this.#replies.set(id, (reply) => {
        clearTimeout(timer);
        if (reply.ok) resolve(reply);
        else reject(new Problem(reply.problem ?? {}));
      });
      const properties = { responseTopic: replyTopic, correlationData: id };
      this.#client.publish(topic, JSON.stringify(body), { qos: 1, properties });
    });
  }

  #subscribeAll() {
    const filters = {};
    for (const [filter, entries] of this.#handlers) {
      filters[filter] = { qos: Math.max(...[...entries].map((entry) => entry.qos)) };
    }
    const ready = () => {
      clearTimeout(this.#alarm);
      this.#alarm = undefined;
      this.#become('online');
      for (const handler of this.#ready) handler();
    };
    if (Object.keys(filters).length) this.#client.subscribe(filters, (error) => error || ready());
    else ready();
  }

  #lost() {
    for (const handler of this.#gone) handler();
    this.#alarm ??= setTimeout(() => this.#become('offline'), this.status === 'connecting' ? 2500 : quietFor);
  }

  #become(status) {
    this.status = status;
    this.changed();
  }

  #receive(topic, payload, packet) {
    const correlation = packet.properties?.correlationData;
    if (correlation) {
      const waiting = this.#replies.get(String(correlation));
      this.#replies.delete(String(correlation));
      if (waiting) return waiting(parsed(payload) ?? {});
    }
    for (const [filter, entries] of this.#handlers) {
      if (!matches(filter, topic)) continue;
      for (const { handler } of entries) handler(topic, payload, packet);
    }
  }
}

/** The JSON of a payload; null where it is empty, as when a retained topic is cleared, or is none. */
export function parsed(payload) {
  if (!payload.length) return null;
  try {
    return JSON.parse(String(payload));
  } catch {
    return null;
  }
}
