import { toast } from './toast.js';
import { html, useRef, useState } from './view.js';

/**
 * A button whose act takes a while: it acts once however often it is tapped, says that it is at it, and says what went
 * wrong. `act` returns a promise; an error is shown and the button is free again.
 */
export function Action({ act, children, class: look = '', disabled = false, ...rest }) {
  const isRunning = useRef(false);
  const [isPending, setPending] = useState(false);
  const press = async (event) => {
    event.preventDefault();
    // At once, since the next tap may come before the next frame.
    if (isRunning.current || disabled) return;
    isRunning.current = true;
    setPending(true);
    try {
      await act();
    } catch (problem) {
      if (!problem.detail) console.error(problem);
      toast(problem.detail ?? '처리하지 못했어요. 잠시 뒤에 다시 시도해 주세요.', 'bad');
    } finally {
      isRunning.current = false;
      setPending(false);
    }
  };
  return html`<button type="button" class=${`button ${look}`} onClick=${press} disabled=${disabled}
    aria-disabled=${isPending} aria-busy=${isPending} ...${rest}>
    <span class="button-label">${children}</span>
  </button>`;
}
