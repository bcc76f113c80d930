import { Icon } from './icons.js';
import { html, useEffect, useRef } from './view.js';

/** A modal window, the browser's own: it holds the focus, and Escape closes it. */
export function Dialog({ title, close, children, wide = false }) {
  const element = useRef(null);
  useEffect(() => {
    const dialog = element.current;
    if (!dialog.open) dialog.showModal();
    return () => dialog.close();
  }, []);
  return html`<dialog ref=${element} class=${wide ? 'dialog dialog-wide' : 'dialog'} aria-labelledby="dialog-title"
    onCancel=${(event) => { event.preventDefault(); close(); }}
    onClick=${(event) => event.target === element.current && close()}>
    <div class="dialog-body">
      <header class="dialog-head"><h2 id="dialog-title">${title}</h2>
        <button type="button" class="icon-button" aria-label="닫기" onClick=${close}><${Icon} name="close" /></button></header>
      ${children}
    </div>
  </dialog>`;
}
