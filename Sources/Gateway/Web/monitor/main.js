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
      <div class="wall-column"><${TownPanel} town=${model.town} /><${StreamView} stream=${model.stream} /></div>
      <div class="wall-column"><${Services} model=${model} /><${Figures} metrics=${model.metrics} stream=${model.stream} /><${Story} live=${model.live} /></div>
    </div>
  <//>`;
}

start(html`<${App} />`);
model.begin();
