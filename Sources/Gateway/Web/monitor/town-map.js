import { circleMarker, layerGroup, polyline } from '../vendor/leaflet.js';
import { MapView, colour, nameDistricts } from '../ui/map.js';
import { html } from '../ui/view.js';

const darkness = matchMedia('(prefers-color-scheme: dark)');

/** Keeps one layer an id: made where it is new, moved where it is known, taken away where it is gone. */
function draw(layers, group, things, make, change) {
  for (const [id, layer] of layers) {
    if (things.has(id)) continue;
    group.removeLayer(layer);
    layers.delete(id);
  }
  for (const [id, thing] of things) {
    const known = layers.get(id);
    if (known) change(known, thing);
    else layers.set(id, make(thing).addTo(group));
  }
}

/** Riders as dots, deliveries as ways from the store to the door; all on one canvas. */
export function TownMap({ town }) {
  const setUp = (map, renderer, districts) => {
    nameDistricts(districts);
    const ways = layerGroup().addTo(map);
    const dots = layerGroup().addTo(map);
    const [wayLayers, doorLayers, riderLayers] = [new Map(), new Map(), new Map()];
    let colours;
    const readColours = () => {
      colours = { OPEN: colour('warn'), OFFERED: colour('warn'), CLAIMED: colour('route'), PICKED_UP: colour('good'), rider: colour('route'), edge: colour('surface'), off: colour('ink-3') };
    };
    const line = ({ store, door }) => [[store.lat, store.lon], [door.lat, door.lon]];
    const redraw = () => {
      const deliveries = new Map([...town.deliveries].filter(([, { store, door }]) => store && door));
      draw(wayLayers, ways, deliveries,
        (delivery) => polyline(line(delivery), { renderer, weight: 2, opacity: 0.7, color: colours[delivery.status], interactive: false }),
        (layer, delivery) => layer.options.color === colours[delivery.status] || layer.setStyle({ color: colours[delivery.status] }));
      draw(doorLayers, ways, deliveries,
        ({ door, status }) => circleMarker([door.lat, door.lon], { renderer, radius: 4, weight: 0, fillOpacity: 1, fillColor: colours[status], interactive: false }),
        (layer, { status }) => layer.options.fillColor === colours[status] || layer.setStyle({ fillColor: colours[status] }));
      const riders = new Map([...town.riders].filter(([, rider]) => rider.lat !== undefined));
      draw(riderLayers, dots, riders,
        (rider) => circleMarker([rider.lat, rider.lon], { renderer, radius: 6, weight: 2, color: colours.edge, fillOpacity: 1, fillColor: rider.isOnline ? colours.rider : colours.off, interactive: false }),
        (layer, rider) => {
          const at = layer.getLatLng();
          if (at.lat !== rider.lat || at.lng !== rider.lon) layer.setLatLng([rider.lat, rider.lon]);
          const fillColor = rider.isOnline ? colours.rider : colours.off;
          if (layer.options.fillColor !== fillColor) layer.setStyle({ fillColor });
        });
    };
    const repaint = () => {
      readColours();
      for (const layers of [wayLayers, doorLayers, riderLayers]) {
        for (const layer of layers.values()) layer.remove();
        layers.clear();
      }
      redraw();
    };
    repaint();
    darkness.addEventListener('change', repaint);
    const end = town.observe(redraw);
    return () => {
      darkness.removeEventListener('change', repaint);
      end();
    };
  };
  return html`<${MapView} class="map-town" label="라이더와 배달의 지도" setUp=${setUp} />`;
}
