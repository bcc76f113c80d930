import { html } from './view.js';

/** Nothing is here, and that is fine: says why and what comes next. */
export const Empty = ({ title, children }) => html`
  <div class="empty"><p class="empty-title">${title}</p>${children && html`<p>${children}</p>`}</div>`;

/** The shape of what is on its way. */
export const Loading = ({ label = '불러오는 중', lines = 3 }) => html`
  <div class="loading" role="status" aria-label=${label}>
    ${Array.from({ length: lines }, (_, line) => html`<span key=${line} class="loading-line"></span>`)}
  </div>`;

export const Failed = ({ problem, retry }) => html`
  <div class="empty" role="alert">
    <p class="empty-title">불러오지 못했어요</p>
    <p>${problem.detail ?? '잠시 뒤에 다시 시도해 주세요.'}</p>
    <button type="button" class="button" onClick=${retry}>다시 불러오기</button>
  </div>`;
