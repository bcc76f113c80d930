import { time } from '../core/format.js';
import { html, useEffect, useRef } from '../ui/view.js';

/** The messages as KakaoTalk shows them. */
export function Chat({ messages }) {
  const list = useRef(null);
  useEffect(() => list.current?.scrollTo({ top: list.current.scrollHeight, behavior: 'smooth' }), [messages.length]);
  return html`<section class="chat" aria-labelledby="chat-title">
    <h2 id="chat-title">알림톡</h2>
    ${messages.length
      ? html`<div ref=${list} class="chat-log" role="log" tabindex="0" aria-label="받은 알림톡"><ol role="list">${messages.map((message) => html`
        <li key=${message.id} class="bubble-row">
          <span class="bubble-from">배달</span>
          <article class="bubble"><h3>${message.title}</h3><p dir="auto">${message.message}</p></article>
          <time class="bubble-time">${time(message.createdAt)}</time>
        </li>`)}</ol></div>`
      : html`<p class="quiet">주문에 일이 생길 때마다 여기로 알려 드려요.</p>`}
  </section>`;
}
