import { Action } from '../ui/action.js';
import { Icon } from '../ui/icons.js';
import { html, useState } from '../ui/view.js';

const words = ['', '아쉬워요', '그저 그래요', '괜찮아요', '맛있어요', '최고예요'];

export function Rating({ model, order }) {
  const [score, setScore] = useState(0);
  const [comment, setComment] = useState('');
  return html`<div class="rating">
    <fieldset class="rating-stars"><legend>음식은 어땠어요?</legend>
      ${[1, 2, 3, 4, 5].map((star) => html`<label key=${star} class=${star <= score ? 'star star-on' : 'star'}>
        <input type="radio" name="score" value=${star} checked=${star === score} onChange=${() => setScore(star)} />
        <${Icon} name="star" fill=${star <= score} /><span class="visually-hidden">${star}점 ${words[star]}</span></label>`)}
    </fieldset>
    ${score > 0 && html`
      <p class="rating-word" aria-live="polite">${words[score]}</p>
      <label class="field"><span>한마디 <span class="quiet">(선택)</span></span><input maxlength="500" value=${comment} onInput=${(event) => setComment(event.target.value)} /></label>
      <${Action} class="button-main" act=${() => model.act(order, 'rate', { score, comment: comment.trim() || undefined })}>평가 남기기<//>`}
  </div>`;
}
