import { html } from './view.js';

// Drawn for Baedal, on a grid of 24.
const shapes = {
  bowl: 'M3 11h18a9 9 0 0 1-5 8v1H8v-1a9 9 0 0 1-5-8Zm5-3c0-2 1.5-2 1.5-4M12 8c0-2 1.5-2 1.5-4M16 8c0-2 1.5-2 1.5-4',
  store: 'M4 10v10h16V10M3 10l2-6h14l2 6a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0Zm7 10v-5h4v5',
  scooter: 'M5 20a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm14 0a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-11.5-2.5h6l2-7h-3m3 0L14.5 6H12m3.5 4.5L19 15M3 11h6l1 4',
  pulse: 'M3 12h4l2.5-6 4 12 2.5-6h5',
  home: 'M4 11 12 4l8 7v9h-5v-5H9v5H4Z',
  door: 'M6 21V3h12v18M4 21h16M14.5 12v1',
  bag: 'M5 8h14l-1 12H6L5 8Zm4 0V6a3 3 0 0 1 6 0v2',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15L6 17Zm4 4h4',
  mute: 'M6 17V11a6 6 0 0 1 9-5.2M18 11v6l1.5 1.5h-15L6 17m4 4h4M4 4l16 16',
  back: 'M14 5l-7 7 7 7',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  close: 'M6 6l12 12M18 6 6 18',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4 4',
  pin: 'M12 21s7-6 7-11a7 7 0 1 0-14 0c0 5 7 11 7 11Zm0-8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  check: 'M5 12.5 10 17l9-10',
  star: 'M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.500 9.700l5.900-.8Z',
  phone: 'M7 3h3l1.500 5-2 1.500a12 12 0 0 0 5 5l1.500-2 5 1.500v3a2 2 0 0 1-2 2A16 16 0 0 1 5 5a2 2 0 0 1 2-2Z',
  pause: 'M8 5v14M16 5v14',
  play: 'M7 5l11 7-11 7Z',
};

export const Icon = ({ name, fill = false }) => html`
  <svg class=${fill ? 'icon icon-fill' : 'icon'} viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${shapes[name]} /></svg>`;
