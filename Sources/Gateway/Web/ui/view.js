import { html, render, useEffect, useErrorBoundary, useReducer } from '../vendor/preact.js';

export { html };
export { Component, createContext, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from '../vendor/preact.js';

/** Draws again whenever one of the observables has changed. */
export function useObserved(...observables) {
  const [, again] = useReducer((turn) => turn + 1, 0);
  useEffect(() => {
    const ends = observables.map((observable) => observable.observe(() => again()));
    return () => ends.forEach((end) => end());
  }, observables);
}

/** Draws again every so often, for what counts down. */
export function useTick(milliseconds = 1000) {
  const [, again] = useReducer((turn) => turn + 1, 0);
  useEffect(() => {
    const timer = setInterval(() => again(), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
}

function Page({ children }) {
  const [error] = useErrorBoundary((cause) => console.error(cause));
  if (!error) return children;
  return html`<main class="page"><div class="empty" role="alert">
    <p class="empty-title">화면을 그리지 못했어요</p>
    <p>새로 고치면 하던 곳부터 이어져요.</p>
    <button class="button" onClick=${() => location.reload()}>새로 고치기</button>
  </div></main>`;
}

export function start(view) {
  const root = document.getElementById('app');
  root.textContent = '';
  render(html`<${Page}>${view}<//>`, root);
}
