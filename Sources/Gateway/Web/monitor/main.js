import { route } from '../core/route.js';
import { Shell } from '../ui/shell.js';
import { html, start, useObserved } from '../ui/view.js';
import { MonitorModel } from './model.js';
import { Counts, Figures, Services, TownPanel } from './panels.js';
import { Story } from './story.js';
import { StreamView } from './stream-view.js';

const model = new MonitorModel();

function App() {
  useObserved(model, route);
  return html`<${Shell} role="monitor" live=${model.live} wide>
    <h1 class="visually-hidden">관제</h1>
    <${Counts} counts=${model.counts} />
    <div class="wall">
      <${TownPanel} town=${model.town} />
      <div class="wall-side"><${Services} model=${model} /><${Figures} metrics=${model.metrics} stream=${model.stream} /></div>
      <${StreamView} stream=${model.stream} />
      <${Story} live=${model.live} />
    </div>
  <//>`;
}

start(html`<${App} />`);
model.begin();
