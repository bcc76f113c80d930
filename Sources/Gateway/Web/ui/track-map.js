import { divIcon, marker, polyline } from '../vendor/leaflet.js';
import { MapView, colour, show } from './map.js';
import { html, useEffect, useRef } from './view.js';

const pin = (kind) => divIcon({ className: `pin pin-${kind}`, iconSize: [30, 30] });
const place = ({ lat, lon }) => [lat, lon];
const apart = 0.0016;

/** Places are known by their dong: two in the same one would hide each other, so they are drawn side by side. */
function beside(store, door) {
  if (!store || !door || Math.hypot(store.lat - door.lat, store.lon - door.lon) > apart / 2) return [store, door];
  return [{ ...store, lon: store.lon - apart }, { ...door, lon: door.lon + apart }];
}

/** Where an order stands between the store and the door: `store`, `door` and `rider` are {lat, lon} or null. */
export function TrackMap({ store, door, rider, label }) {
  const pieces = useRef(null);
  // The map is ready later than the page is drawn, and then shows what is, not what was.
  const latest = useRef(null);
  latest.current = { store, door, rider };
  const draw = () => pieces.current?.(latest.current);
  useEffect(draw, [store?.lat, store?.lon, door?.lat, door?.lon, rider?.lat, rider?.lon]);
  const setUp = (map, renderer) => {
    const layers = {};
    let shown = '';
    const put = (kind, at) => {
      if (!at) return layers[kind]?.remove();
      layers[kind] ??= marker(place(at), { icon: pin(kind), keyboard: false, interactive: false });
      layers[kind].setLatLng(place(at)).addTo(map);
    };
    pieces.current = ({ rider, ...places }) => {
      const [store, door] = beside(places.store, places.door);
      put('store', store);
      put('door', door);
      put('rider', rider);
      const ends = [store, door].filter(Boolean).map(place);
      layers.way ??= polyline([], { renderer, weight: 4, dashArray: '2 9', lineCap: 'round', interactive: false }).addTo(map);
      layers.way.setLatLngs(ends).setStyle({ color: colour('accent') });
      // The picture moves only when the way does, not with every step of the rider.
      if (shown !== String(ends)) show(map, rider ? [...ends, place(rider)] : ends, 13.5);
      shown = String(ends);
    };
    draw();
    return () => { pieces.current = null; };
  };
  return html`<${MapView} detail class="map-track" label=${label} setUp=${setUp} />`;
}
