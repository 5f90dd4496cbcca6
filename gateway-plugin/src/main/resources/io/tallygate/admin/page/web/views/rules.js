/** Rules: all of them, page by page. */
import { html, nothing } from 'lit';
import { access } from '../core/access.js';
import { get } from '../core/api.js';
import { Element } from '../core/element.js';
import { Loader } from '../core/loader.js';
import { hits } from '../core/numbers.js';
import { href, router } from '../core/router.js';
import { targetText } from '../core/rule-text.js';
import { save } from '../core/save.js';
import { t } from '../core/words.js';
import { head } from '../parts/head.js';
import { icon } from '../parts/icons.js';
import { pager } from '../parts/pager.js';
import { guarded, lockedBecause, ruleName } from '../parts/rule-parts.js';
import { choice, search } from '../parts/search.js';
import { big, failures, lastHit, rate, spark } from '../parts/show.js';
import { empty, loaded, skeleton } from '../parts/states.js';
import { steady } from '../parts/steady.js';
import { table } from '../parts/table.js';
import { setEnabled } from '../core/rule-actions.js';
import './first-steps.js';

const STRATEGIES = ['api', 'param', 'cookie', 'header', 'body'];
const STATES = ['enabled', 'disabled', 'shadow', 'broken', 'never-hit'];
const ORIGINS = ['configuration', 'dynamic'];
const SORTS = ['order', 'id', 'hits', 'failures', 'rate', 'lastHit'];
const ASCENDING = ['order', 'id', 'rate'];
const FILTERS = ['q', 'strategy', 'service', 'state', 'origin'];

class Rules extends Element {
  static properties = { query: { attribute: false } };

  #asked;

  #rules = new Loader(this, () => this.#ask(), async (signal, shown) => {
    const asked = JSON.stringify(this.#ask());
    const fresh = await get('rules', this.#ask(), signal);
    const list = asked === this.#asked ? steady(shown, fresh, (rule) => rule.id) : fresh;
    this.#asked = asked;
    return list;
  });

  #ask() {
    const { q, strategy, service, state, origin, sort, page } = this.query;
    return { q, strategy, service, state, origin, sort, page, size: 25, trend: true };
  }

  render() {
    const { query } = this;
    const options = (words, group) => [['', t('any')], ...words.map((word) => [word, t(`${group}.${word}`)])];
    return html`${head(t('nav.rules'), t('rules.lead'), this.#actions())}
      <div class="stack">
        <div class="toolbar" role="search">
          ${search('q', t('rules.search'), query.q, t('rules.search.hint'))}
          ${choice('strategy', t('strategy'), query.strategy, options(STRATEGIES, 'kind'))}
          ${search('service', t('service'), query.service, t('any'))}
          ${choice('state', t('state'), query.state, options(STATES, 'rules.state'))}
          ${choice('origin', t('origin'), query.origin, options(ORIGINS, 'origin'))}
          ${choice('sort', t('sort'), query.sort, SORTS.map((sort) => [sort === 'order' ? '' : sort, t(`sort.${sort}`)]))}
        </div>
        ${loaded(this.#rules, (list) => this.#list(list), skeleton(true))}
      </div>`;
  }

  #actions() {
    const locked = access.mayChange ? undefined : t(access.reason);
    return html`<button class="button" @click=${() => save('rules:export', { format: 'yaml' }, 'rules.yaml')}>${icon('download')}${t('rules.export')}</button>
      <a class="button" href=${locked ? nothing : href(['import'])} aria-disabled=${locked ? 'true' : 'false'} title=${locked ?? nothing}>${icon('upload')}${t('rules.import')}</a>
      <a class="button primary" href=${locked ? nothing : href(['new-rule'])} aria-disabled=${locked ? 'true' : 'false'} title=${locked ?? nothing}>${icon('plus')}${t('rules.new')}</a>`;
  }

  #list(list) {
    if (list.total === 0) {
      const filtered = FILTERS.some((name) => this.query[name]);
      return filtered
        ? html`<div class="card">${empty('rules', t('rules.none-found'), t('rules.none-found.text'), html`<button class="button"
          @click=${() => router.ask({ q: '', strategy: '', service: '', state: '', origin: '', page: '' })}>${t('rules.all')}</button>`)}</div>`
        : html`<tg-first-steps></tg-first-steps>`;
    }
    return html`<section class="card flush" aria-label=${t('nav.rules')}>
      ${list.moved ? html`<div class="notice"><span class="grow">${t('moved')}</span><button class="button tiny"
        @click=${this.#reorder}>${t('moved.show')}</button></div>` : nothing}
      ${table({
    label: t('nav.rules'), rows: list.items, id: (rule) => rule.id, columns: this.#columns(),
    sort: this.query.sort ?? 'order', sortBy: (sort) => router.ask({ sort: sort === 'order' ? '' : sort, page: '' }),
    rowClass: (rule) => (rule.enabled === false ? 'off' : ''),
  })}${pager(list)}</section>`;
  }

  #reorder = () => {
    this.#asked = undefined;
    this.#rules.again();
  };

  #columns() {
    return [
      { label: t('rule'), head: true, sort: 'id', cell: ruleName },
      { label: t('target'), cell: (rule) => targetText(rule.target) },
      { label: t('last-hour'), spare: true, cell: (rule) => spark(rule.trend) },
      { label: t('hits-today'), num: true, sort: 'hits', cell: (rule) => big(hits(rule.today)) },
      { label: t('failures'), num: true, sort: 'failures', cell: (rule) => failures(rule.today.failure) },
      { label: t('success-rate'), num: true, sort: 'rate', cell: (rule) => rate(rule.today.successRate) },
      { label: t('last-hit'), sort: 'lastHit', cell: (rule) => lastHit(rule.lastHit) },
      { label: t('actions'), hide: true, cell: (rule) => guarded(
        rule.enabled === false ? t('enable') : t('disable'), lockedBecause(rule),
        () => setEnabled(rule, rule.enabled === false),
      ) },
    ].map((column) => ({ ...column, ascending: ASCENDING.includes(column.sort) }));
  }
}

customElements.define('tg-rules', Rules);
