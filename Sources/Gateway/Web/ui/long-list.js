import { html, useLayoutEffect, useRef, useState } from './view.js';

/** A list up to here is drawn whole. */
const short = 60;
/** Rows that are drawn beyond the screen on either side, at least. The part that is drawn moves by as many at a time. */
const margin = 6;

/** How the cards lie, from the first of them: all are of one height. */
function layout(list) {
  const style = getComputedStyle(list);
  const card = list.firstElementChild?.getBoundingClientRect().height ?? 0;
  return { columns: style.gridTemplateColumns.split(' ').length, pitch: card + (parseFloat(style.rowGap) || 0) };
}

/** The rows on the screen and those beside. */
function near(list, { pitch }) {
  const from = Math.max(0, Math.floor(-list.getBoundingClientRect().top / pitch / margin) * margin - margin);
  return { from, to: from + Math.ceil(innerHeight / pitch) + 3 * margin };
}

/** Calls `show` with what is to be drawn, now and whenever that may have changed. */
class Follower {
  #list;
  #show;
  #lies;
  #frame = 0;

  constructor(list, show) {
    this.#list = list;
    this.#show = show;
    addEventListener('scroll', this.soon, { passive: true });
    addEventListener('resize', this.#resized);
    list.addEventListener('focusin', this.#focused);
    this.#lies = layout(list);
    this.#look();
  }

  end() {
    cancelAnimationFrame(this.#frame);
    removeEventListener('scroll', this.soon);
    removeEventListener('resize', this.#resized);
    this.#list.removeEventListener('focusin', this.#focused);
  }

  soon = () => {
    this.#frame ||= requestAnimationFrame(() => this.#look());
  };

  #look() {
    this.#frame = 0;
    this.#show({ ...this.#lies, ...near(this.#list, this.#lies) });
  }

  #resized = () => {
    this.#lies = layout(this.#list);
    this.soon();
  };

  /** The keyboard's focus: where the page scrolls smoothly, it would run ahead to the end of what is drawn. */
  #focused = ({ target }) => {
    if (target.matches(':focus-visible')) target.closest('li')?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  };
}

/**
 * A grid of cards of the same height. Of a long one only those near the screen are drawn, and the rest is room: what a
 * change costs does not grow with the list. `draw` makes a card, an `li`, from an item and its place among all for readers.
 */
export function LongList({ items, look, draw }) {
  const list = useRef(null);
  const follower = useRef(null);
  const [part, setPart] = useState({ columns: 1, pitch: 0, from: 0, to: 2 * margin });
  const isLong = items.length > short;
  // Cards that are moved to another place in the list lose the focus.
  const focus = list.current?.contains(document.activeElement) ? document.activeElement : null;
  useLayoutEffect(() => {
    if (focus?.isConnected && focus !== document.activeElement) focus.focus({ preventScroll: true });
    // What stands above the list may have changed too.
    follower.current?.soon();
  });
  useLayoutEffect(() => {
    if (!isLong) return undefined;
    follower.current = new Follower(list.current, (next) =>
      setPart((known) => (Object.keys(next).every((key) => known[key] === next[key]) ? known : next)));
    return () => {
      follower.current.end();
      follower.current = null;
    };
  }, [isLong]);
  const { columns, pitch } = part;
  const rows = Math.ceil(items.length / columns);
  // Where the list has become shorter than where it was looked at, its end is drawn until it is looked at again.
  const to = isLong ? Math.min(part.to, rows) : rows;
  const from = isLong ? Math.max(0, Math.min(part.from, to - margin)) : 0;
  const room = { paddingBlockStart: `${from * pitch}px`, paddingBlockEnd: `${(rows - to) * pitch}px` };
  return html`<ul ref=${list} class=${look} role="list" style=${room}>
    ${items.slice(from * columns, to * columns).map((item, index) => draw(item, from * columns + index + 1, items.length))}</ul>`;
}
