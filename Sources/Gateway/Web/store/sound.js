import { recall, remember } from '../core/memory.js';

/** The bell of the desk: two notes, made here. Browsers stay silent until somebody has touched the page. */
class Bell {
  isOn = recall('sound', true);
  #context = null;

  constructor() {
    addEventListener('pointerdown', () => this.#wake(), { once: true });
    addEventListener('keydown', () => this.#wake(), { once: true });
  }

  get isAwake() {
    return this.#context?.state === 'running';
  }

  toggle() {
    this.isOn = !this.isOn;
    remember('sound', this.isOn);
    if (this.isOn) this.ring();
  }

  ring() {
    // Counted, so that it can be seen that it rang.
    document.documentElement.dataset.rings = Number(document.documentElement.dataset.rings ?? 0) + 1;
    if (!this.isOn) return;
    this.#wake();
    if (!this.isAwake) return;
    this.#note(880, 0);
    this.#note(1318.5, 0.18);
  }

  #wake() {
    this.#context ??= new AudioContext();
    if (this.#context.state === 'suspended') this.#context.resume().catch(() => {});
  }

  #note(frequency, delay) {
    const context = this.#context;
    const at = context.currentTime + delay;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = frequency;
    tone.type = 'triangle';
    volume.gain.setValueAtTime(0.0001, at);
    volume.gain.exponentialRampToValueAtTime(0.4, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.7);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.75);
  }
}

export const bell = new Bell();
