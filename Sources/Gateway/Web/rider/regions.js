import { regionName } from '../core/format.js';
import { Dialog } from '../ui/dialog.js';
import { MapView, colour, nameDistricts } from '../ui/map.js';
import { html, useEffect, useRef } from '../ui/view.js';

const gu = (region) => region.split('/').slice(0, 2).join('/');

/** Regions are chosen on the map; the same as buttons, for hands without a mouse and for what lies outside Seoul. */
export function RegionDialog({ model, districts, close }) {
  const repaint = useRef(() => {});
  const toggle = (region) => {
    const { regions } = model;
    model.setRegions(regions.includes(region) ? regions.filter((other) => other !== region) : [...regions, region]);
  };
  useEffect(() => repaint.current(), [model.regions]);
  const style = ({ properties }) => model.regions.includes(`서울/${properties.n}`)
    ? { fillColor: colour('accent'), fillOpacity: 0.85, color: colour('surface'), weight: 2 }
    : { fillColor: colour('map-land'), fillOpacity: 1, color: colour('map-line'), weight: 1 };
  const setUp = (map, renderer, layer, paint) => {
    nameDistricts(layer);
    layer.on('click', ({ layer: district }) => toggle(`서울/${district.feature.properties.n}`));
    repaint.current = paint;
    return () => { repaint.current = () => {}; };
  };
  const elsewhere = model.stores.map((store) => store.region).filter((region) => region && !region.startsWith('서울/')).map(gu);
  const all = [...new Set([...districts.map((name) => `서울/${name}`), ...elsewhere, ...model.regions])];
  return html`<${Dialog} title="어느 지역에서 일할까요?" close=${close} wide>
    <${MapView} class="map-regions" label="서울의 구 지도" setUp=${setUp} districtStyle=${style} />
    <fieldset class="region-list"><legend class="visually-hidden">지역</legend>
      ${all.map((region) => html`<label key=${region} class="choice"><input type="checkbox" checked=${model.regions.includes(region)} onChange=${() => toggle(region)} />
        <span>${regionName(region).replace('서울 ', '')}</span></label>`)}
    </fieldset>
    <button type="button" class="button button-main button-wide" onClick=${close}>${model.regions.length}곳에서 보기</button>
  <//>`;
}
