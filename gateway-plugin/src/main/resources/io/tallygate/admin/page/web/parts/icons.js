/** Line icons on a 20 x 20 grid. They only repeat what a text beside them, or a label, says. */
import { svg, html } from 'lit';

const shapes = {
  overview: svg`<path d="M3 16V9m5 7V4m5 12v-5m4 5V7"/>`,
  rules: svg`<path d="M4 5h6l3 5h4M4 15h6l3-5M4 10h4"/>`,
  nodes: svg`<rect x="3" y="3.5" width="14" height="5" rx="1.5"/><rect x="3" y="11.5" width="14" height="5" rx="1.5"/><path d="M6 6h.01M6 14h.01"/>`,
  routes: svg`<circle cx="5" cy="15" r="2"/><circle cx="15" cy="5" r="2"/><path d="M7 15h5a3 3 0 0 0 0-6H8a2.5 2.5 0 0 1 0-4h5"/>`,
  match: svg`<circle cx="9" cy="9" r="5.5"/><path d="m13.2 13.2 3.8 3.8M7.4 7.6a1.7 1.7 0 1 1 2.2 1.9c-.4.2-.6.4-.6.9M9 12h.01"/>`,
  changes: svg`<path d="M3.5 10a6.5 6.5 0 1 1 2 4.7M3.5 10H2m1.5 0 2-2M10 6.5V10l2.5 1.8"/>`,
  cluster: svg`<circle cx="10" cy="4.5" r="2"/><circle cx="4.5" cy="14.5" r="2"/><circle cx="15.5" cy="14.5" r="2"/><path d="m9 6.3-3.6 6.4M11 6.3l3.6 6.4M6.5 14.5h7"/>`,
  menu: svg`<path d="M3 6h14M3 10h14M3 14h14"/>`,
  plus: svg`<path d="M10 4v12M4 10h12"/>`,
  download: svg`<path d="M10 3v9m0 0 3.5-3.5M10 12 6.5 8.5M4 16h12"/>`,
  upload: svg`<path d="M10 13V4m0 0L6.5 7.5M10 4l3.5 3.5M4 16h12"/>`,
  edit: svg`<path d="m4 16 .8-3.4L13.2 4.200a1.4 1.4 0 0 1 2 0l.6.600a1.4 1.4 0 0 1 0 2L7.4 15.200Z"/>`,
  trash: svg`<path d="M4 6h12M8 6V4h4v2m-6.5 0 .7 10h5.600l.7-10"/>`,
  copy: svg`<rect x="7" y="7" width="9" height="9" rx="1.5"/><path d="M13 7V5.500A1.5 1.5 0 0 0 11.5 4h-6A1.5 1.5 0 0 0 4 5.500v6A1.5 1.5 0 0 0 5.5 13H7"/>`,
  zoomOut: svg`<circle cx="9" cy="9" r="5.5"/><path d="m13.2 13.2 3.8 3.800M6.5 9h5"/>`,
  left: svg`<path d="m12 5-5 5 5 5"/>`,
  right: svg`<path d="m8 5 5 5-5 5"/>`,
  lock: svg`<rect x="4.5" y="9" width="11" height="7.5" rx="1.5"/><path d="M7 9V6.500a3 3 0 0 1 6 0V9"/>`,
  warn: svg`<path d="M10 3.5 17.5 16.500h-15ZM10 8.500v3.500m0 2.200h.01"/>`,
  pulse: svg`<path d="M2.5 10H6l2-5.5 4 11 2-5.500h3.5"/>`,
};

/** @param {keyof typeof shapes} name */
export const icon = (name) => html`<svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6"
  stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${shapes[name]}</svg>`;

/** The brand: four strokes and one across, as tallies are kept. */
export const brand = () => html`<svg viewBox="0 0 24 24" fill="none" stroke-width="2.4" stroke-linecap="round"
  aria-hidden="true" focusable="false"><path class="post" d="M5 5v14M10 5v14M15 5v14"/><path class="bar"
  d="M20.5 6 2.5 18"/></svg>`;
