/** The last 60 minutes, 24 hours or 30 days of everything. */
import { html } from 'lit';
import { get } from '../core/api.js';
import { Element } from '../core/element.js';
import { Loader } from '../core/loader.js';
import { count, percent } from '../core/numbers.js';
import { t } from '../core/words.js';
import '../parts/chart.js';
import { outcomes } from '../parts/model.js';
import { segments } from '../parts/segments.js';
import { gaps, key } from '../parts/show.js';
import { loaded, skeleton } from '../parts/states.js';
import { tableOfPoints } from '../parts/table-of-points.js';

const RANGES = ['minute', 'hour', 'day'];

class Trend extends Element {
  static properties = { range: {} };

  #trend = new Loader(this, () => this.range, (signal) => get('trend', { range: this.range }, signal));

  render() {
    const label = t(`trend.${this.range}`);
    return html`<section class="card"><header><h2>${t('trend.title')}</h2>
      ${segments(t('trend.range'), this.range, RANGES.map((range) => [range, t(`trend.${range}`)]),
    (range) => this.dispatchEvent(new CustomEvent('choose', { detail: range })))}</header>
      ${loaded(this.#trend, (trend) => {
    const model = outcomes(trend);
    return html`<div class="stack-s">
        <ul class="legend">${model.series.map((series) => html`<li>${key(series.tone)}${series.name}
          <b>${count(trend.totals[series.tone])}</b></li>`)}
          <li>${t('success-rate')} <b>${percent(trend.totals.successRate)}</b></li>
          ${gaps(trend.windows)}</ul>
        <tg-chart .model=${model} .label=${t('trend.chart', {
  range: label, success: trend.totals.success, failure: trend.totals.failure, cancelled: trend.totals.cancelled,
})}></tg-chart>
        ${tableOfPoints(model, label)}</div>`;
  }, skeleton(true))}</section>`;
  }
}

customElements.define('tg-trend', Trend);
