import { route } from '../core/route.js';
import { Action } from '../ui/action.js';
import { Name } from '../ui/pieces.js';
import { Shell } from '../ui/shell.js';
import { Failed, Loading } from '../ui/states.js';
import { html, start, useObserved, useState } from '../ui/view.js';
import { CartBar, CartDialog } from './cart-view.js';
import { Home } from './home.js';
import { Menu } from './menu.js';
import { CustomerModel } from './model.js';
import { OrderView } from './order-view.js';

const model = new CustomerModel();

function SignUp() {
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  return html`<section class="sign-up"><h1>반가워요!<br />누구신가요?</h1>
    <label class="field"><span>이름</span><input autocomplete="name" maxlength="50" value=${name} onInput=${(event) => setName(event.target.value)} /></label>
    <label class="field"><span>휴대폰 번호</span><input autocomplete="tel" inputmode="tel" placeholder="010-1234-5678" value=${phone} onInput=${(event) => setPhone(event.target.value)} /></label>
    <${Action} class="button-main button-wide" disabled=${!name.trim() || !phone.trim()} act=${() => model.register(name.trim(), phone.trim())}>시작하기<//>
  </section>`;
}

const title = html`<h1 class="visually-hidden">주문</h1>`;

function Content() {
  if (model.problem && !model.stores) return html`${title}<${Failed} problem=${model.problem} retry=${() => model.begin()} />`;
  if (!model.stores) return html`${title}<${Loading} lines=${6} />`;
  if (!model.customer) return html`<${SignUp} />`;
  const order = route.get('order');
  if (order) return html`<${OrderView} key=${order} model=${model} id=${order} />`;
  const store = model.store(route.get('store'));
  return html`${store ? html`<${Menu} key=${store.id} model=${model} store=${store} />` : html`<${Home} model=${model} />`}
    <${CartBar} model=${model} />
    ${route.get('cart') && model.cart.count > 0 && html`<${CartDialog} model=${model} />`}`;
}

function App() {
  useObserved(model, route);
  const who = model.customer && html`<span class="who"><${Name}>${model.customer.name}<//></span>`;
  return html`<${Shell} role="customer" live=${model.live} who=${who}><${Content} /><//>`;
}

start(html`<${App} />`);
model.begin();
