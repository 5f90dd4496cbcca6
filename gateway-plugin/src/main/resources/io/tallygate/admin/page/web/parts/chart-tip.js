/** What is said of one point of a chart: built as elements, so that no name can be markup. */
import { html, nothing, render, svg } from 'lit';
import { count } from '../core/numbers.js';
import { period, utc } from '../core/times.js';
import { t, word } from '../core/words.js';

const box = document.createElement('div');
box.className = 'tip';

/** @returns {HTMLElement|string} what ECharts shows */
export function tip(model, index, color) {
  const point = model.points[Math.min(index ?? -1, model.points.length - 1)];
  if (!point) {
    return '';
  }
  const at = model.points.indexOf(point);
  const dot = (series) => html`<svg viewBox="0 0 8 8" aria-hidden="true">${svg`<rect width="8" height="8" rx="2"
    fill=${series.color ?? color(series.tone)}></rect>`}</svg>`;
  const causes = Object.entries(point.causes ?? {});
  render(html`<b>${period(point.from, point.to)}</b><span class="utc">${utc(point.from)}</span>
    ${point.state === 'absent' ? html`<em>${t('state.absent.text')}</em>` : html`<table><tbody>${model.series.map((series) => html`
      <tr><th>${dot(series)}${series.name}</th><td>${count(series.values[at])}</td></tr>`)}</tbody></table>
      ${causes.length ? html`<em>${causes.map(([cause, n]) => `${word('cause', cause)} ${count(n)}`).join(', ')}</em>` : nothing}
      ${point.state === 'complete' ? nothing : html`<em>${t(`state.${point.state}.text`)}</em>`}`}`, box);
  return box;
}
