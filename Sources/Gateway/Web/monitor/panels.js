import { count } from '../core/format.js';
import { allStatuses, statusName, tone } from '../core/status.js';
import { Loading } from '../ui/states.js';
import { html, useObserved } from '../ui/view.js';
import { TownMap } from './town-map.js';

const serviceNames = { order: '주문', store: '가게', delivery: '배달', notification: '알림', gateway: '관문' };

export function Counts({ counts }) {
  if (!counts) return html`<${Loading} lines=${1} />`;
  return html`<ul class="counts" role="list" aria-label="상태별 주문">
    ${allStatuses.map((status) => html`<li key=${status} class=${`count count-${tone(status)}`} data-testid=${`count-${status}`}>
      <b>${count(counts.get(status))}</b><span>${statusName(status)}</span></li>`)}
  </ul>`;
}

export function Services({ model }) {
  const state = (name) => {
    const health = model.health?.services?.[name]?.status;
    if (health) return health === 'up' ? 'up' : 'down';
    return model.presence.get(name) === 'online' ? 'up' : model.presence.has(name) ? 'down' : 'unknown';
  };
  const broker = model.health?.broker?.status ?? 'unknown';
  const words = { up: '정상', down: '멈춤', degraded: '일부 멈춤', unknown: '모름' };
  const rows = [...Object.entries(serviceNames).map(([name, label]) => [label, state(name)]), ['브로커', broker]];
  return html`<section class="panel" aria-labelledby="services-title"><h2 id="services-title">서비스</h2>
    <ul class="services" role="list">${rows.map(([label, status]) => html`<li key=${label}><span class=${`lamp lamp-${status}`} aria-hidden="true"></span>${label}<span class="quiet">${words[status]}</span></li>`)}</ul>
  </section>`;
}

const shown = (value, digits = 0) => (value === null || value === undefined ? '–' : count(Number(value.toFixed(digits))));

export function Figures({ metrics, stream }) {
  useObserved(stream);
  const figures = [
    ['메시지', shown(stream.rate()), '/초'],
    ['요청', shown(metrics?.requestRate, 1), '/초'],
    ['응답 평균', shown(metrics?.latency, 1), 'ms'],
    ['커밋', shown(metrics?.commitRate, 1), '/초'],
    ['알림', shown(metrics?.notificationRate, 1), '/초'],
    ['밀린 이벤트', shown(metrics?.backlog), '건'],
    ['최장 대기', shown(metrics?.oldest, 1), '초'],
    ['제쳐 둔 이벤트', shown(metrics?.parked), '건'],
    ['서버 오류', shown(metrics?.errors), '건'],
    ['웹 연결', shown(metrics?.sockets), '개'],
  ];
  return html`<section class="panel" aria-labelledby="figures-title"><h2 id="figures-title">지표</h2>
    <dl class="figures">${figures.map(([label, value, unit]) => html`<div key=${label}><dt>${label}</dt><dd>${value}<span class="quiet">${unit}</span></dd></div>`)}</dl>
  </section>`;
}

/** The words above the map, drawn apart from it: positions come far more often than the numbers change. */
function MapWords({ town }) {
  useObserved(town);
  const numbers = [['일하는 라이더', town.onlineRiders, 'route'], ['열린 배달', town.countOf('OPEN'), 'warn'], ['가는 중', town.countOf('CLAIMED'), 'route'], ['배달 중', town.countOf('PICKED_UP'), 'good']];
  return html`<dl class="map-words">${numbers.map(([label, value, name]) => html`<div key=${label} class=${`word-${name}`}><dt>${label}</dt><dd>${count(value)}</dd></div>`)}</dl>`;
}

export const TownPanel = ({ town }) => html`<section class="panel panel-map" aria-label="지도">
  <${TownMap} town=${town} /><${MapWords} town=${town} /></section>`;
