/** The history of one rule, route or node: range, chart, causes, nodes, and the figures as a table and as a file. */
import { html, nothing } from 'lit';
import { get } from '../core/api.js';
import { Element } from '../core/element.js';
import { Loader } from '../core/loader.js';
import { count, hits, percent } from '../core/numbers.js';
import { withEveryPeriod } from '../core/periods.js';
import { asked, lengthOfWindow, seriesQuery } from '../core/ranges.js';
import { router } from '../core/router.js';
import { save } from '../core/save.js';
import { period } from '../core/times.js';
import { t, word } from '../core/words.js';
import './chart.js';
import { apartByNode, nodeLegend, nodeName, stackedByNode } from './by-node.js';
import { icon } from './icons.js';
import { outcomes } from './model.js';
import { lookAt, rangeBar } from './range-bar.js';
import { segments } from './segments.js';
import { gaps, key, outcomeBar } from './show.js';
import { loaded, skeleton } from './states.js';
import { tableOfPoints } from './table-of-points.js';

const VIEWS = ['outcome', 'stacked', 'apart'];

class History extends Element {
  /** path of the call, csv: what it is called with, marks: [{at, label}], nodes: whether it has any */
  static properties = {
    query: { attribute: false }, path: {}, ask: { attribute: false }, csv: { attribute: false },
    marks: { attribute: false }, nodes: { type: Boolean },
  };

  #series = new Loader(
    this,
    () => [this.path, this.ask, this.query.range, this.query.from, this.query.to, this.query.step, this.#by()],
    async (signal) => this.#named(withEveryPeriod(
      await get(this.path, { ...this.ask, ...await seriesQuery(this.query), by: this.#by() }, signal), await lengthOfWindow())),
  );

  /** Hits that a rule had as a shadow rule have neither service nor node; those of a route may just as well have none. */
  #named(series) {
    const isShadow = ({ service, node }) => Boolean(this.csv.rule) && service === '-' && node === '-';
    return { ...series, ...(series.nodes ? { nodes: series.nodes.map((node) => ({ ...node, shadow: isShadow(node) })) } : {}) };
  }

  #by() {
    return this.nodes && this.#view() !== 'outcome' ? 'node' : undefined;
  }

  #view() {
    return VIEWS.includes(this.query.by) ? this.query.by : 'outcome';
  }

  updated() {
    this.dispatchEvent(new CustomEvent('series', { detail: this.#series.data }));
  }

  render() {
    return html`<section class="card stack" aria-label=${t('history')}>
      ${rangeBar(this.query)}
      ${loaded(this.#series, (series) => this.#content(series), skeleton(true))}</section>`;
  }

  #content(series) {
    const label = t('history.of', { period: period(series.from, series.to) });
    const model = outcomes(series, this.marks);
    const byNode = this.#view() !== 'outcome' && series.nodes?.every((node) => node.points) ? this.#view() : 'outcome';
    const shown = byNode === 'stacked' ? stackedByNode(series, model) : model;
    return html`<div class="stack">
      <div class="row between">
        <ul class="legend">${model.series.map((one) => html`<li>${key(one.tone)}${one.name}
          <b>${count(series.totals[one.tone])}</b></li>`)}
          <li>${t('success-rate')} <b>${percent(series.totals.successRate)}</b></li>
          ${gaps(series.windows)}</ul>
        ${this.nodes ? segments(t('history.view'), this.#view(), VIEWS.map((view) => [view, t(`history.${view}`)]),
    (view) => router.ask({ by: view === 'outcome' ? '' : view })) : nothing}
      </div>
      ${this.#chart(series, shown, byNode)}
      <div class="row between">
        ${tableOfPoints(shown, label)}
        <div class="row"><span class="small muted">${t('history.zoom')} · ${t(`step.${series.step}.each`)}</span>
          <button class="button tiny" @click=${() => this.#save(series)}>${icon('download')}CSV</button></div>
      </div>
      ${this.#causes(series.totals)}${this.#nodes(series)}</div>`;
  }

  #chart(series, model, view) {
    const said = t('history.chart', { ...series.totals, period: period(series.from, series.to) });
    return view === 'apart' ? apartByNode(series, said)
      : html`<tg-chart zoomable .model=${model} .label=${said} @zoom=${(event) => lookAt(event.detail.from, event.detail.to)}></tg-chart>
        ${view === 'stacked' ? nodeLegend(model) : nothing}`;
  }

  #causes(totals) {
    const causes = Object.entries(totals.causes ?? {}).sort((a, b) => b[1] - a[1]);
    return causes.length === 0 ? nothing : html`<div class="stack-s"><h3>${t('history.causes')}</h3>
      <ul class="legend">${causes.map(([cause, n]) => html`<li title=${t(`cause.${cause}.text`)}>${word('cause', cause)}
        <b class="bad">${count(n)}</b></li>`)}</ul></div>`;
  }

  #nodes(series) {
    const nodes = series.nodes ?? [];
    const most = Math.max(1, ...nodes.map((node) => hits(node.totals)));
    return nodes.length === 0 ? nothing : html`<div class="stack-s"><h3>${t('history.nodes')}</h3>
      <ul class="ranking">${nodes.map((node) => html`<li><div class="line"><span>${node.shadow ? nodeName(node) : html`${node.service}
        <span class="muted">/</span> ${node.node === '-' ? t('node.none') : node.node}`}</span><span class="num">${count(hits(node.totals))}
        <span class="muted">· ${percent(node.totals.successRate)}</span></span></div>${outcomeBar(node.totals, most)}</li>`)}</ul></div>`;
  }

  #save(series) {
    const { from, to } = asked(this.query);
    save('hits.csv', {
      ...this.csv, from: from.toISOString(), to: to.toISOString(), step: series.step, by: this.#by(),
    }, `${Object.values(this.csv).join('-')}.csv`);
  }
}

customElements.define('tg-history', History);
