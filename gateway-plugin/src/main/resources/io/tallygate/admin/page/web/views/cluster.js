/** Cluster: who counts, whether every window is whole, and whether every hit is accounted for. */
import { html, nothing } from 'lit';
import { get } from '../core/api.js';
import { Element } from '../core/element.js';
import { Loader } from '../core/loader.js';
import { count } from '../core/numbers.js';
import { lengthOfWindow } from '../core/ranges.js';
import { DAY, duration } from '../core/times.js';
import { t } from '../core/words.js';
import { head } from '../parts/head.js';
import { pager } from '../parts/pager.js';
import { since, time } from '../parts/show.js';
import { loaded } from '../parts/states.js';
import { table } from '../parts/table.js';
import './audit.js';
import { windowsCard } from './windows.js';

const TONES = { counting: 'accent', silent: 'warn', left: 'line' };
const LATE = 10_000;
const MOST_WINDOWS = 19_000;

class Cluster extends Element {
  static properties = { query: { attribute: false } };

  #instances = new Loader(this, () => ['instances', this.query.page], (signal) => get('instances', { page: this.query.page, size: 50 }, signal));

  /** Those of the last day, or as many as one answer may hold. */
  #windows = new Loader(this, () => 'windows', async (signal) => get('windows', {
    step: 'window', from: new Date(Date.now() - Math.min(DAY, MOST_WINDOWS * await lengthOfWindow())).toISOString(),
  }, signal));

  render() {
    return html`${head(t('nav.cluster'), t('cluster.lead'))}<div class="stack">
      ${loaded(this.#instances, (list) => this.#list(list))}
      ${loaded(this.#windows, windowsCard)}
      <tg-audit></tg-audit></div>`;
  }

  #list(list) {
    return html`<section class="card flush"><header><h2>${t('instances')}</h2></header>
      ${table({
    label: t('instances'), rows: list.items, id: (one) => one.id, rowClass: (one) => (one.state === 'left' ? 'off' : ''),
    columns: [
      { label: t('instance'), head: true, cell: (one) => html`<div class="row"><span class="name">${one.name}</span>
        <span class="chip ${TONES[one.state] ?? 'bad'}">${t(`instance.${one.state}`)}</span></div>
        <div class="detail mono">${one.id}</div>` },
      { label: t('instance.since'), spare: true, cell: (one) => time(one.since) },
      { label: t('instance.report'), cell: (one) => since(one.lastReport) },
      { label: t('instance.lag'), num: true, cell: (one) => (one.lagMillis === undefined ? '–'
        : html`<span class=${one.lagMillis > LATE ? 'bad' : ''}>${duration(one.lagMillis)}</span>`) },
      { label: t('figures.decided'), spare: true, num: true, cell: (one) => count(one.figures.decided) },
      { label: t('figures.waiting'), num: true, cell: (one) => count(one.figures.waiting + one.figures.unanswered) },
      { label: t('figures.lost'), num: true, cell: (one) => html`<span class=${one.figures.lost ? 'bad' : 'muted'}>${count(one.figures.lost)}</span>` },
      { label: t('difference'), num: true, cell: (one) => html`<span class=${one.difference ? 'bad' : 'muted'}>${count(one.difference)}</span>` },
    ],
  })}${list.total > list.size ? pager(list) : nothing}</section>`;
  }
}

customElements.define('tg-cluster', Cluster);
