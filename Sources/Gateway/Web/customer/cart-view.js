import { won } from '../core/format.js';
import { route } from '../core/route.js';
import { Action } from '../ui/action.js';
import { Dialog } from '../ui/dialog.js';
import { Name, Stepper } from '../ui/pieces.js';
import { html, useState } from '../ui/view.js';

/** At the bottom of a phone while something is in it. */
export function CartBar({ model }) {
  const { cart } = model;
  if (!cart.count) return null;
  return html`<button type="button" class="cart-bar" onClick=${() => route.go({ cart: '1' })}>
    <span class="cart-count" aria-hidden="true">${cart.count}</span><span>장바구니 보기</span><b>${won(cart.amount)}</b>
    <span class="visually-hidden">${cart.count}개</span>
  </button>`;
}

export function CartDialog({ model }) {
  const { cart } = model;
  const [method, setMethod] = useState('card');
  const close = () => route.go({ cart: null }, { replace: true });
  const write = (fields) => {
    cart.write(fields);
    model.changed();
  };
  return html`<${Dialog} title="장바구니" close=${close}>
    <p class="quiet"><${Name}>${model.store(cart.store)?.name ?? ''}<//></p>
    <ul class="cart-lines" role="list">${cart.lines.map((line) => html`<li key=${line.id}>
      <span><${Name}>${line.name}<//><span class="quiet">${won(line.price * line.quantity)}</span></span>
      <${Stepper} label=${`${line.name} 수량`} value=${line.quantity} max=${99}
        change=${(quantity) => { cart.set({ ...line, storeId: cart.store }, quantity); model.changed(); if (!cart.count) close(); }} />
    </li>`)}</ul>
    <label class="field"><span>배달 주소</span>
      <input name="address" autocomplete="street-address" maxlength="200" value=${cart.address} onInput=${(event) => write({ address: event.target.value })} /></label>
    <label class="field"><span>요청사항 <span class="quiet">(선택)</span></span>
      <input name="options" maxlength="500" placeholder="덜 맵게, 문 앞에 놓아 주세요" value=${cart.options} onInput=${(event) => write({ options: event.target.value })} /></label>
    <fieldset class="choices"><legend>결제 수단</legend>
      ${[['card', '카드'], ['transfer', '계좌이체'], ['decline', '한도 초과 카드 (시험용)']].map(([value, label]) => html`
        <label key=${value} class="choice"><input type="radio" name="method" value=${value} checked=${method === value} onChange=${() => setMethod(value)} /><span>${label}</span></label>`)}
    </fieldset>
    <${Action} class="button-main button-wide" disabled=${!cart.address.trim()} act=${() => model.order(method)}>
      ${won(cart.amount)} 주문하고 결제하기<//>
  <//>`;
}
