import { countdown } from '../core/format.js';
import { statusName, tone } from '../core/status.js';
import { Icon } from './icons.js';
import { html, useTick } from './view.js';

/** Somebody's own words: whatever direction and signs are in them, they do not spill over what stands beside. */
export const Name = ({ children }) => html`<bdi class="name">${children}</bdi>`;

export const StatusChip = ({ status }) => html`<span class=${`chip chip-${tone(status)}`}>${statusName(status)}</span>`;

/** The mean of the ratings, or that there are none. */
export const Stars = ({ score, ratings }) =>
  ratings
    ? html`<span class="stars"><${Icon} name="star" fill /><b>${score.toFixed(1)}</b><span class="quiet">(${ratings})</span></span>`
    : html`<span class="stars quiet">평가 전</span>`;

/** Time that runs out: a ring that empties, and the minutes. `from` is when it began. */
export function Countdown({ from, until, label }) {
  useTick();
  const left = new Date(until) - Date.now();
  const whole = Math.max(1, new Date(until) - new Date(from));
  const share = Math.min(1, Math.max(0, left / whole));
  return html`<span class=${left < 60_000 ? 'countdown countdown-late' : 'countdown'} role="timer" aria-label=${`${label} ${countdown(until)}`}>
    <svg viewBox="0 0 36 36" aria-hidden="true"><circle class="ring" cx="18" cy="18" r="15.9" pathLength="100" />
      <circle class="ring-left" cx="18" cy="18" r="15.9" pathLength="100" stroke-dasharray=${`${share * 100} 100`} /></svg>
    <b aria-hidden="true">${countdown(until)}</b>
  </span>`;
}

/** A tile in the place of a picture: the first syllable, in a colour of its own that stays the same. */
export function Tile({ text }) {
  const first = [...String(text)].find((sign) => sign.trim()) ?? '?';
  const colour = [...String(text)].reduce((hash, sign) => Math.imul(hash ^ sign.codePointAt(0), 16777619) >>> 0, 2166136261) % 1021 % 8;
  return html`<span class=${`tile tile-${colour}`} aria-hidden="true"><bdi>${first}</bdi></span>`;
}

/** Less and more of something. */
export const Stepper = ({ value, min = 0, max, change, label }) => html`
  <span class="stepper" role="group" aria-label=${label}>
    <button type="button" aria-label="하나 빼기" disabled=${value <= min} onClick=${() => change(value - 1)}><${Icon} name="minus" /></button>
    <output aria-live="polite">${value}</output>
    <button type="button" aria-label="하나 더하기" disabled=${value >= max} onClick=${() => change(value + 1)}><${Icon} name="plus" /></button>
  </span>`;
