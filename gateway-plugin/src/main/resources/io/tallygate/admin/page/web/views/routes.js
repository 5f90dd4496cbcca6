/** Routes: the gateway's own, which took what no rule did. */
import { html } from 'lit';
import { get } from '../core/api.js';
import { Element } from '../core/element.js';
import { Loader } from '../core/loader.js';
import { hits } from '../core/numbers.js';
import { href, router } from '../core/router.js';
import { t } from '../core/words.js';
import { head } from '../parts/head.js';
import '../parts/history.js';
import { pager } from '../parts/pager.js';
import { choice, search } from '../parts/search.js';
import { big, failures, lastHit, outcomeBar, rate } from '../parts/show.js';
import { empty, loaded, skeleton } from '../parts/states.js';
import { steady } from '../parts/steady.js';
import { table } from '../parts/table.js';

const SORTS = ['name', 'hits', 'failures', 'lastHit'];

class Routes extends Element {
  static properties = { query: { attribute: false } };

  #routes = new Loader(this, () => this.#ask(), async (signal, shown) => steady(shown, await get('routes', this.#ask(), signal), (route) => route.id));

  #ask() {
    const { q, sort, page } = this.query;
    return { q, sort, page, size: 50 };
  }

  willUpdate(changed) {
    if (changed.has('query') && changed.get('query')) {
      this.#routes.forget();
    }
  }

  render() {
    return html`${head(t('nav.routes'), t('routes.lead'))}<div class="stack">
      <div class="toolbar" role="search">${search('q', t('routes.search'), this.query.q, t('routes.search.hint'))}
        ${choice('sort', t('sort'), this.query.sort, SORTS.map((sort) => [sort === 'name' ? '' : sort, t(`sort.${sort}`)]))}</div>
      ${loaded(this.#routes, (list) => this.#list(list), skeleton(true))}</div>`;
  }

  #list(list) {
    if (list.items.length === 0) {
      return html`<div class="card">${empty('routes', t('routes.none'), t('routes.none.text'))}</div>`;
    }
    const most = Math.max(1, ...list.items.map((route) => hits(route.today)));
    return html`<section class="card flush" aria-label=${t('nav.routes')}>${table({
      label: t('nav.routes'), rows: list.items, id: (route) => route.id,
      sort: this.query.sort ?? 'name', sortBy: (sort) => router.ask({ sort: sort === 'name' ? '' : sort, page: '' }),
      columns: [
        { label: t('route'), head: true, sort: 'name', ascending: true, cell: (route) => html`<a class="name" href=${href(['routes', route.id])}>${route.id}</a>` },
        { label: t('share'), wide: true, cell: (route) => outcomeBar(route.today, most) },
        { label: t('hits-today'), num: true, sort: 'hits', cell: (route) => big(hits(route.today)) },
        { label: t('failures'), num: true, sort: 'failures', cell: (route) => failures(route.today.failure) },
        { label: t('success-rate'), num: true, cell: (route) => rate(route.today.successRate) },
        { label: t('last-hit'), sort: 'lastHit', cell: (route) => lastHit(route.lastHit) },
      ],
    })}${pager(list)}</section>`;
  }
}

class Route extends Element {
  static properties = { routeId: { attribute: false }, query: { attribute: false } };

  render() {
    return html`${head(this.routeId, t('route.lead'), undefined, html`<p class="crumb"><a href=${href(['routes'])}>${t('nav.routes')}</a></p>`)}
      <tg-history nodes .query=${this.query} .path=${'routes/hits'} .ask=${{ id: this.routeId }} .csv=${{ route: this.routeId }}></tg-history>`;
  }
}

customElements.define('tg-routes', Routes);
customElements.define('tg-route', Route);
