import { canvas as canvasRenderer, geoJSON, latLngBounds, map as leafletMap } from '../vendor/leaflet.js';
import { html, useEffect, useRef } from './view.js';

const seoul = [[37.428, 126.764], [37.701, 127.184]];
const attribution = '행정경계 © 국토지리정보원 (2023-09-15)';
const files = {};

/** The 25 districts ('gu') or the 467 neighbourhoods ('dong') of Seoul, fetched once a page. */
export const loadDistricts = (level) =>
  (files[level] ??= fetch(new URL(`../data/seoul_${level}.geojson`, import.meta.url)).then((answer) => answer.json()));

/** A colour of the design system, for what draws by itself. */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const darkness = matchMedia('(prefers-color-scheme: dark)');

/**
 * A map of Seoul drawn from its districts, on canvas.
 *
 * `setUp(map, renderer, layer, paint)` draws on it once, and returns a function that is called when the map goes; `paint`
 * gives the districts the colours of `districtStyle(feature)` anew.
 */
export function MapView({ label, setUp, interactive = true, detail = false, districtStyle, class: look = '' }) {
  const element = useRef(null);
  useEffect(() => {
    const renderer = canvasRenderer({ padding: 0.3 });
    const map = leafletMap(element.current, {
      renderer,
      zoomControl: false,
      minZoom: 9,
      maxZoom: 17,
      zoomSnap: 0.25,
      dragging: interactive,
      scrollWheelZoom: interactive,
      keyboard: interactive,
      doubleClickZoom: interactive,
      touchZoom: interactive,
    });
    map.attributionControl.setPrefix(false).addAttribution(attribution);
    map.fitBounds(seoul);
    let isSized = map.getSize().x > 0;
    const style = districtStyle ?? (() => ({ fillOpacity: 1 }));
    let layer;
    const paint = () => layer?.setStyle((feature) => ({
      color: colour('map-line'), weight: 1, fillColor: colour('map-land'), ...style(feature),
    }));
    let isGone = false;
    let tearDown;
    loadDistricts(detail ? 'dong' : 'gu').then((json) => {
      if (isGone) return;
      layer = geoJSON(json, { interactive: Boolean(districtStyle), attribution: null }).addTo(map);
      layer.bringToBack();
      if (detail) nameDistricts(layer);
      paint();
      tearDown = setUp?.(map, renderer, layer, paint);
    });
    darkness.addEventListener('change', paint);
    const resized = new ResizeObserver(() => {
      map.invalidateSize({ pan: false });
      // In a window that has just opened.
      if (!isSized && map.getSize().x > 0) map.fitBounds(seoul);
      isSized = map.getSize().x > 0;
    });
    resized.observe(element.current);
    return () => {
      isGone = true;
      resized.disconnect();
      darkness.removeEventListener('change', paint);
      tearDown?.();
      map.remove();
    };
  }, []);
  return html`<div ref=${element} class=${`map ${look}`} role=${interactive ? 'region' : 'img'} aria-label=${label}></div>`;
}

/** Writes each district's name in its middle; the style sheet hides them where they would stand too close. */
export function nameDistricts(layer) {
  layer.eachLayer((district) => {
    const name = document.createElement('span');
    name.textContent = district.feature.properties.n;
    // For eyes alone: a reader of the page hears the map's label and the list beside it, and no empty tooltips.
    district.on('tooltipopen', ({ tooltip }) => {
      tooltip.getElement().removeAttribute('role');
      tooltip.getElement().setAttribute('aria-hidden', 'true');
    });
    district.bindTooltip(name, { permanent: true, direction: 'center', className: 'district-name' });
  });
}

/** Shows all the points, with some room around them. */
export function show(map, points, maxZoom = 14) {
  if (!points.length) return;
  map.fitBounds(latLngBounds(points).pad(0.3), { maxZoom, animate: false });
}
