import { html, useLayoutEffect, useRef, useState } from './view.js';

/** A list up to here is drawn whole. */
const short = 60;
/** Rows that are drawn and left out together: one such block beyond the screen on either side, at least. */
const rowsOfBlock = 6;

/** How the cards lie, from the first block: all are of one height. */
function layout(list) {
  const block = list.firstElementChild;
  const style = getComputedStyle(block);
  const card = block.firstElementChild?.getBoundingClientRect().height ?? 0;
  return { columns: style.gridTemplateColumns.split(' ').length, pitch: card + (parseFloat(style.rowGap) || 0) };
}

/** The blocks on the screen and those beside. */
function near(list, { pitch }) {
  const height = pitch * rowsOfBlock;
  const from = Math.max(0, Math.floor(-list.getBoundingClientRect().top / height) - 1);
  return { from, to: from + Math.ceil(innerHeight / height) + 3 };
}

/** Calls `show` with what is to be drawn, now and whenever that has changed. Returns the function that ends it. */
function follow(list, show) {
  let lies = layout(list);
  let frame = 0;
  const look = () => {
    frame = 0;
    show({ ...lies, ...near(list, lies) });
  };
  const soon = () => { frame ||= requestAnimationFrame(look); };
  const resized = () => {
    lies = layout(list);
    soon();
  };
  // Where the page scrolls smoothly, the focus would run ahead of it to the end of what is drawn.
  const focused = (event) => event.target.closest('[role=listitem]')?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  addEventListener('scroll', soon, { passive: true });
  addEventListener('resize', resized);
  list.addEventListener('focusin', focused);
  look();
  return () => {
    cancelAnimationFrame(frame);
    removeEventListener('scroll', soon);
    removeEventListener('resize', resized);
    list.removeEventListener('focusin', focused);
  };
}

/**
 * A grid of cards of the same height. Of a long one only those near the screen are drawn, and the rest is room: what a
 * change costs does not grow with the list. `draw` makes a card, whose role is `listitem`.
 *
 * Each block is an element of its own: where one comes or goes the others stay as they are, with the focus in them.
 */
export function LongList({ items, look, draw }) {
  const list = useRef(null);
  const [part, setPart] = useState({ columns: 1, pitch: 0, from: 0, to: 2 });
  const isLong = items.length > short;
  useLayoutEffect(() => {
    if (!isLong) return undefined;
    return follow(list.current, (next) => setPart((known) => (Object.keys(next).every((key) => known[key] === next[key]) ? known : next)));
  }, [isLong]);
  if (!isLong) return html`<div class="long-list" role="list"><div key="all" class=${look} role="none">${items.map(draw)}</div></div>`;
  const rows = Math.ceil(items.length / part.columns);
  const size = rowsOfBlock * part.columns;
  // Where the list has become shorter than where it was looked at, its end is drawn until it is looked at again.
  const to = Math.min(part.to, Math.ceil(rows / rowsOfBlock));
  const from = Math.min(part.from, to - 1);
  const room = {
    paddingBlockStart: `${from * rowsOfBlock * part.pitch}px`,
    paddingBlockEnd: `${Math.max(0, rows - to * rowsOfBlock) * part.pitch}px`,
  };
  const blocks = Array.from({ length: to - from }, (_, index) => from + index);
  return html`<div ref=${list} class="long-list" role="list" style=${room}>${blocks.map((block) => html`
    <div key=${block} class=${look} role="none">${items.slice(block * size, (block + 1) * size).map(draw)}</div>`)}</div>`;
}
