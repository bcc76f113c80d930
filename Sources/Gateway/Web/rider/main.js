import { regionName } from '../core/format.js';
import { route } from '../core/route.js';
import { Action } from '../ui/action.js';
import { Icon } from '../ui/icons.js';
import { loadDistricts } from '../ui/map.js';
import { Shell } from '../ui/shell.js';
import { Failed, Loading } from '../ui/states.js';
import { html, start, useObserved, useState } from '../ui/view.js';
import { Board } from './board.js';
import { Current } from './current.js';
import { RiderModel } from './model.js';
import { Offers } from './offers.js';
import { RegionDialog } from './regions.js';

const model = new RiderModel();
let districts = [];
loadDistricts('gu').then((json) => { districts = json.features.map((feature) => feature.properties.n).sort(); }, () => {});

function Register() {
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  return html`<section class="register"><h1>첫 라이더가<br />되어 주세요</h1>
    <label class="field"><span>이름</span><input maxlength="50" value=${name} onInput=${(event) => setName(event.target.value)} /></label>
    <label class="field"><span>휴대폰 번호</span><input inputmode="tel" value=${phone} onInput=${(event) => setPhone(event.target.value)} /></label>
    <${Action} class="button-main button-wide" disabled=${!name.trim() || !phone.trim()} act=${() => model.register(name.trim(), phone.trim())}>등록하기<//>
  </section>`;
}

function Duty() {
  return html`<section class=${model.isOnline ? 'duty duty-on' : 'duty'} aria-label="근무">
    <button type="button" role="switch" aria-checked=${model.isOnline} class="switch" onClick=${() => model.setOnline(!model.isOnline)}>
      <span class="switch-knob" aria-hidden="true"></span><span>${model.isOnline ? '일하는 중' : '쉬는 중'}</span></button>
    <button type="button" class="button regions-button" onClick=${() => route.go({ regions: '1' })}>
      <${Icon} name="pin" /><span>${model.regions.length ? model.regions.map((region) => regionName(region).replace('서울 ', '')).join(', ') : '지역을 골라 주세요'}</span></button>
  </section>`;
}

function Work() {
  return html`
    <h1 class="visually-hidden">라이더</h1>
    <${Duty} />
    <${Offers} model=${model} />
    ${model.current.length > 0 && html`<section class="stack" aria-label="지금 배달">
      ${model.current.map((delivery) => html`<${Current} key=${delivery.id} model=${model} delivery=${delivery} />`)}</section>`}
    <${Board} model=${model} />
    ${route.get('regions') && html`<${RegionDialog} model=${model} districts=${districts} close=${() => route.go({ regions: null }, { replace: true })} />`}`;
}

function Who() {
  return html`<label class="who-choice"><span class="visually-hidden">라이더 고르기</span>
    <select value=${model.rider.id} onChange=${(event) => model.switchTo(event.target.value)}>
      ${model.riders.map((rider) => html`<option key=${rider.id} value=${rider.id}>${rider.name}</option>`)}</select></label>`;
}

function Ready() {
  useObserved(model.live);
  return html`<${Shell} role="rider" live=${model.live} who=${html`<${Who} />`}><${Work} /><//>`;
}

const nowhere = { status: 'connecting', observe: () => () => {} };

function App() {
  useObserved(model, route);
  if (model.rider) return html`<${Ready} />`;
  const content = model.problem ? html`<${Failed} problem=${model.problem} retry=${() => model.begin()} />`
    : model.riders ? html`<${Register} />` : html`<${Loading} lines=${4} />`;
  return html`<${Shell} role="rider" live=${nowhere}>${!model.riders && html`<h1 class="visually-hidden">라이더</h1>`}${content}<//>`;
}

start(html`<${App} />`);
model.begin();
