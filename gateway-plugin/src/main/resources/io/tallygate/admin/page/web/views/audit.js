/** The audit: both sides of the equations that every hit obeys. Asked for by hand, for it reads a lot. */
import { html, nothing } from 'lit';
import { get } from '../core/api.js';
import { Element } from '../core/element.js';
import { count } from '../core/numbers.js';
import { moment } from '../core/times.js';
import { t } from '../core/words.js';
import { time } from '../parts/show.js';
import { reason } from '../core/reason.js';
import { table } from '../parts/table.js';

const FIGURES = ['decided', 'inFlight', 'waiting', 'unanswered', 'acknowledged', 'lost'];
const NOT_HEARD_OF = ['silent', 'presumed-dead'];
const MOST_NAMED = 10;
const UNDER_WAY = ['inFlight', 'waiting', 'unanswered'];

class Audit extends Element {
  static properties = { audit: { state: true }, problem: { state: true }, running: { state: true } };

  render() {
    return html`<section class="card"><header><h2>${t('audit')}</h2>
        <button class="button" ?disabled=${this.running} @click=${this.#run}>${this.running ? t('audit.running') : t('audit.run')}</button></header>
      <div class="stack" aria-live="polite"><p class="small muted">${t('audit.text')}</p>
        ${this.problem ? html`<div class="notice bad" role="alert">${reason(this.problem)}</div>` : nothing}
        ${this.audit ? this.#result(this.audit) : nothing}</div></section>`;
  }

  #run = async () => {
    this.running = true;
    try {
      this.audit = await get('audit');
      this.problem = undefined;
    } catch (problem) {
      this.problem = problem;
    }
    this.running = false;
  };

  #result(audit) {
    const good = audit.difference === 0;
    const live = audit.shards.flatMap((shard) => Object.values(shard.live));
    const sum = (side) => live.reduce((all, balance) => all + balance[side], 0);
    const unknown = this.#unknown(audit.streams);
    const tone = !good ? 'bad' : unknown.length > 0 ? 'warn' : '';
    return html`<div class="notice ${tone}"><span class="dot ${tone || 'good'}"></span>
        <span class="grow">${[good ? t('audit.good') : t('audit.bad', { n: audit.difference }),
    ...audit.moving ? [t('audit.moving')] : [], ...unknown].join(' ')} <span class="muted">${time(audit.at)}</span></span></div>
      ${table({
    label: t('audit.streams'), rows: audit.streams, id: (one) => one.id, columns: [
      { label: t('instance'), head: true, cell: (one) => html`<span class="name">${one.name}</span><div class="detail mono">${one.id}</div>` },
      ...FIGURES.map((figure) => ({ label: t(`figures.${figure}`), num: true, spare: UNDER_WAY.includes(figure), cell: (one) => count(one.figures[figure] ?? 0) })),
      { label: t('audit.stored'), num: true, cell: (one) => `${count(one.stored.due)} / ${count(one.stored.found)}` },
      { label: t('difference'), num: true, cell: (one) => html`<span class=${one.difference || one.stored.difference ? 'bad' : 'muted'}>${count(one.difference + one.stored.difference)}</span>` },
    ],
  })}
      <p class="small">${t('audit.shards', { n: audit.shards.length, due: sum('due'), found: sum('found') })}</p>`;
  }

  /** What the equations cannot know of, or know to be gone. */
  #unknown(streams) {
    const silent = streams.filter(({ state }) => NOT_HEARD_OF.includes(state));
    const names = silent.slice(0, MOST_NAMED).map(({ name, lastReport }) => t('audit.since', { name, time: moment(lastReport) }));
    const lost = streams.reduce((all, { figures }) => all + figures.lost, 0);
    return [
      ...silent.length > 0 ? [t('audit.silent', { names: [...names, ...silent.length > MOST_NAMED ? ['…'] : []].join(', ') })] : [],
      ...lost > 0 ? [t('audit.lost', { n: lost })] : [],
    ];
  }
}

customElements.define('tg-audit', Audit);
