/** Nodes: every attempt at each, and taking one out or back. */
import { html, nothing } from 'lit';
import { access } from '../core/access.js';
import { call, get } from '../core/api.js';
import { Element } from '../core/element.js';
import { Loader } from '../core/loader.js';
import { hits } from '../core/numbers.js';
import { reason } from '../core/reason.js';
import { refresh } from '../core/rule-actions.js';
import { href, router } from '../core/router.js';
import { toast } from '../core/toast.js';
import { t } from '../core/words.js';
import { head } from '../parts/head.js';
import { pager } from '../parts/pager.js';
import { guarded } from '../parts/rule-parts.js';
import { choice, search } from '../parts/search.js';
import { big, failures, lastHit, outcomeBar, rate } from '../parts/show.js';
import { empty, loaded, skeleton } from '../parts/states.js';
import { steady } from '../parts/steady.js';
import { table } from '../parts/table.js';

const SORTS = ['name', 'hits', 'failures', 'lastHit'];

/** Takes a node out, or back, for all instances. */
export async function setNodeState({ service, node }, state) {
  try {
    await call('nodes/state', { method: 'PUT', query: { service, node }, json: { state } });
    const back = state === 'online' ? 'offline' : 'online';
    toast(t(`node.now.${state}`, { node }), { action: { text: t('undo'), run: () => setNodeState({ service, node }, back) } });
  } catch (problem) {
    toast(reason(problem), { bad: true });
  }
  refresh();
}

/** The host of a route to a plain URL belongs to no service: discovery does not know it, nor can it be taken out. */
const isDiscoverable = (node) => node.service !== '-';

/** What a node is, in chips. */
export const nodeChips = (node) => html`${node.state === 'offline' ? html`<span class="chip bad">${t('node.offline')}</span>` : nothing}
  ${node.discovered === false && isDiscoverable(node) ? html`<span class="chip line" title=${t('node.undiscovered.text')}>${t('node.undiscovered')}</span>` : nothing}`;

/** The button that takes a node out or back. */
export const nodeSwitch = (node) => (isDiscoverable(node) ? guarded(
  node.state === 'offline' ? t('node.take-back') : t('node.take-out'), access.mayChange ? undefined : t(access.reason),
  () => setNodeState(node, node.state === 'offline' ? 'online' : 'offline'),
) : nothing);

const idOf = (node) => `${node.service}/${node.node}`;

class Nodes extends Element {
  static properties = { query: { attribute: false } };

  #nodes = new Loader(this, () => this.#ask(), async (signal, shown) => steady(shown, await get('nodes', this.#ask(), signal), idOf));

  #ask() {
    const { q, service, sort, page } = this.query;
    return { q, service, sort, page, size: 50 };
  }

  willUpdate(changed) {
    if (changed.has('query') && changed.get('query')) {
      this.#nodes.forget();
    }
  }

  render() {
    return html`${head(t('nav.nodes'), t('nodes.lead'))}<div class="stack">
      <div class="toolbar" role="search">${search('q', t('nodes.search'), this.query.q, t('nodes.search.hint'))}
        ${search('service', t('service'), this.query.service, t('any'))}
        ${choice('sort', t('sort'), this.query.sort, SORTS.map((sort) => [sort === 'name' ? '' : sort, t(`sort.${sort}`)]))}</div>
      ${loaded(this.#nodes, (list) => this.#list(list), skeleton(true))}</div>`;
  }

  #list(list) {
    if (list.items.length === 0) {
      return html`<div class="card">${empty('nodes', t('nodes.none'), t('nodes.none.text'))}</div>`;
    }
    const most = Math.max(1, ...list.items.map((node) => hits(node.today)));
    return html`<section class="card flush" aria-label=${t('nav.nodes')}>${table({
      label: t('nav.nodes'), rows: list.items, id: idOf,
      sort: this.query.sort ?? 'name', sortBy: (sort) => router.ask({ sort: sort === 'name' ? '' : sort, page: '' }),
      columns: [
        { label: t('node'), head: true, sort: 'name', ascending: true, cell: (node) => html`<div class="row"><a class="name"
          href=${href(['nodes', node.service, node.node])}>${node.node}</a>${nodeChips(node)}</div><div class="detail">${node.service}</div>` },
        { label: t('share'), wide: true, spare: true, cell: (node) => outcomeBar(node.today, most) },
        { label: t('attempts-today'), num: true, sort: 'hits', cell: (node) => big(hits(node.today)) },
        { label: t('failures'), num: true, sort: 'failures', cell: (node) => failures(node.today.failure) },
        { label: t('success-rate'), num: true, cell: (node) => rate(node.today.successRate) },
        { label: t('last-hit'), sort: 'lastHit', cell: (node) => lastHit(node.lastHit) },
        { label: t('actions'), hide: true, cell: nodeSwitch },
      ],
    })}${pager(list)}</section>`;
  }
}

customElements.define('tg-nodes', Nodes);
