import { count, timeWithSeconds } from '../core/format.js';
import { Icon } from '../ui/icons.js';
import { html, useObserved } from '../ui/view.js';

const shown = 120;

/** The raw topics, the newest first. */
export function StreamView({ stream }) {
  useObserved(stream);
  const lines = stream.newest(shown);
  return html`<section class="panel panel-stream" aria-labelledby="stream-title">
    <div class="section-head"><h2 id="stream-title">토픽 <span class="quiet">${count(stream.total)}건</span></h2>
      <div class="stream-tools"><label class="search"><${Icon} name="search" /><span class="visually-hidden">거르기</span>
          <input type="search" placeholder="글자, 또는 orders/+/status" value=${stream.filter} onInput=${(event) => stream.write(event.target.value)} /></label>
        <button type="button" class="button" aria-pressed=${stream.isPaused} onClick=${() => stream.pause(!stream.isPaused)}>
          <${Icon} name=${stream.isPaused ? 'play' : 'pause'} />${stream.isPaused ? '다시' : '멈춤'}</button></div></div>
    ${lines.length
      ? html`<ol class="lines" role="list" tabindex="0" aria-label="메시지">${lines.map((line) => html`<li key=${line.id}>
          <time>${timeWithSeconds(line.at)}</time><span class="line-topic">${line.topic}</span>${line.isRetained && html`<span class="line-retained">retained</span>`}<bdi class="line-text">${line.text.slice(0, 1000)}</bdi></li>`)}</ol>`
      : html`<p class="empty">${stream.filter ? '걸러진 메시지가 없어요. 다른 말로 찾아보세요.' : '메시지를 기다리고 있어요.'}</p>`}
  </section>`;
}
