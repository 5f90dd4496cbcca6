/** A chart's numbers as a table: for those who cannot see it, and for those who want the figures. */
import { html } from 'lit';
import { count } from '../core/numbers.js';
import { period, utc } from '../core/times.js';
import { t } from '../core/words.js';

const MOST = 500;

/** The newest points first; those in which nothing happened are left out. */
export function tableOfPoints(model, label) {
  const shown = [];
  for (let i = model.points.length - 1; i >= 0 && shown.length < MOST; i -= 1) {
    if (model.points[i].state !== 'complete' || model.series.some((series) => series.values[i] > 0)) {
      shown.push(i);
    }
  }
  return html`<details class="more">
    <summary>${t('chart.table')}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${label}>
      <table class="plain"><caption class="hidden-text">${label}</caption>
        <thead><tr><th scope="col">${t('time')}</th>
          ${model.series.map((series) => html`<th scope="col" class="num">${series.name}</th>`)}
          <th scope="col">${t('state')}</th></tr></thead>
        <tbody>${shown.map((i) => html`<tr>
          <th scope="row" title=${utc(model.points[i].from)}>${period(model.points[i].from, model.points[i].to)}</th>
          ${model.series.map((series) => html`<td class="num">${model.points[i].state === 'absent' ? '–' : count(series.values[i])}</td>`)}
          <td>${t(`state.${model.points[i].state}`)}</td></tr>`)}</tbody>
      </table>
    </div></details>`;
}
