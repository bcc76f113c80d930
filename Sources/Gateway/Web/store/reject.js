import { Action } from '../ui/action.js';
import { Dialog } from '../ui/dialog.js';
import { html, useState } from '../ui/view.js';

const reasons = ['재료가 떨어졌어요', '주문이 너무 많아요', '배달할 수 없는 곳이에요', '곧 영업이 끝나요'];

export function RejectDialog({ model, order, close }) {
  const [reason, setReason] = useState(reasons[0]);
  const [own, setOwn] = useState('');
  const text = reason === '' ? own.trim() : reason;
  return html`<${Dialog} title="주문을 거절할까요?" close=${close}>
    <p>고객에게 사유를 알리고 바로 환불돼요.</p>
    <fieldset class="choices choices-column"><legend>사유</legend>
      ${[...reasons, ''].map((value) => html`<label key=${value} class="choice"><input type="radio" name="reason" checked=${reason === value} onChange=${() => setReason(value)} /><span>${value || '직접 쓰기'}</span></label>`)}
    </fieldset>
    ${reason === '' && html`<label class="field"><span>직접 쓰기</span><input maxlength="200" value=${own} onInput=${(event) => setOwn(event.target.value)} /></label>`}
    <${Action} class="button-main button-wide" disabled=${!text} act=${() => model.act(order, 'reject', { reason: text }).then(close)}>거절하기<//>
  <//>`;
}
