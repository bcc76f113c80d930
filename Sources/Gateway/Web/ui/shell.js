import { Icon } from './icons.js';
import { ToastArea } from './toast.js';
import { html, useObserved } from './view.js';

const roles = [
  ['customer', '주문', 'bowl'],
  ['store', '가게', 'store'],
  ['rider', '라이더', 'scooter'],
  ['monitor', '관제', 'pulse'],
];

const words = { connecting: '연결 중', online: '실시간', offline: '연결 끊김' };

function Connection({ live }) {
  useObserved(live);
  return html`<span class=${`connection connection-${live.status}`} role="status" data-testid="connection">
    <span class="connection-dot" aria-hidden="true"></span>${words[live.status]}
  </span>`;
}

function Disconnected({ live }) {
  useObserved(live);
  if (live.status !== 'offline') return null;
  return html`<p class="banner" role="alert" data-testid="disconnected">
    <strong>실시간 연결이 끊겼어요.</strong> 다시 잇고 있어요. 이어지면 화면이 저절로 새로워져요.
  </p>`;
}

/** What every page has around it: who, where else, whether it is live, and what has just been said. */
export function Shell({ role, live, who, wide = false, children }) {
  return html`
    <a class="skip" href="#main">본문으로 건너뛰기</a>
    <header class="top">
      <a class="brand" href="/" aria-label="배달 처음으로"><span class="brand-mark" aria-hidden="true">배</span>배달</a>
      <nav class="roles" aria-label="역할">
        ${roles.map(([name, label, icon]) => html`
          <a key=${name} href=${`/${name}`} aria-current=${name === role ? 'page' : null}>
            <${Icon} name=${icon} /><span>${label}</span>
          </a>`)}
      </nav>
      <div class="top-end">${who}<${Connection} live=${live} /></div>
    </header>
    <${Disconnected} live=${live} />
    <main id="main" class=${wide ? 'page page-wide' : 'page'} tabindex="-1">${children}</main>
    <${ToastArea} />`;
}
