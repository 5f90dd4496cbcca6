/** Overview: how things are now, and how they were lately. */
import { html, nothing } from 'lit';
import { get } from '../core/api.js';
import { Element } from '../core/element.js';
import { Loader } from '../core/loader.js';
import { count, hits, percent } from '../core/numbers.js';
import { href, router } from '../core/router.js';
import { period } from '../core/times.js';
import { t } from '../core/words.js';
import { head } from '../parts/head.js';
import { big, failures, outcomeBar } from '../parts/show.js';
import { empty, loaded, skeleton } from '../parts/states.js';
import './first-steps.js';
import './trend.js';
import { ranking } from './ranking.js';

class Overview extends Element {
  static properties = { query: { attribute: false } };

  #now = new Loader(this, () => 'overview', (signal) => get('overview', {}, signal));

  render() {
    return html`${head(t('nav.overview'), t('overview.lead'))}
      <div class="stack">${loaded(this.#now, (now) => this.#content(now), skeleton(true))}</div>`;
  }

  #content(now) {
    if (hits(now.today) === 0 && !now.rules?.total) {
      return html`<tg-first-steps></tg-first-steps>`;
    }
    return html`
      <section class="figures" aria-label=${t('overview.figures')}>
        ${this.#counted(t('overview.today'), now.today)}
        ${this.#counted(t('overview.hour'), now.hour)}
        <div class="card figure"><span class="what">${t('success-rate')}</span>
          <span class="value">${percent(now.successRate)}</span>
          <span class="under">${t('overview.rate.under')} ${failures(now.today.failure)}</span></div>
        <div class="card figure"><span class="what">${t('unmatched')}</span>
          <span class="value">${big(now.unmatched.today)}</span>
          <span class="under">${t('overview.unmatched.under', { n: now.unmatched.hour })}</span></div>
      </section>
      ${this.#whole(now)}
      ${now.rules?.broken ? html`<div class="notice bad"><span class="grow">${t('overview.broken', { n: now.rules.broken })}</span>
        <a href=${href(['rules'], { state: 'broken' })}>${t('nav.rules')}</a></div>` : nothing}
      <tg-trend .range=${this.query.range ?? 'minute'}
        @choose=${(event) => router.ask({ range: event.detail })}></tg-trend>
      <section class="columns">
        ${ranking(t('overview.hot'), now.hotRules, 'hits', href(['rules'], { sort: 'hits' }))}
        ${ranking(t('overview.failing'), now.hotFailures ?? [], 'failure', href(['rules'], { sort: 'failures' }))}
        ${this.#byKind(now.today)}
      </section>`;
  }

  #counted(title, counts) {
    return html`<div class="card figure"><span class="what">${title}</span>
      <span class="value">${big(hits(counts))}</span>${outcomeBar(counts)}
      <span class="under" title=${period(counts.from, counts.to)}>${t('overview.counted', {
  failure: count(counts.failure), cancelled: count(counts.cancelled),
})}</span></div>`;
  }

  #whole(now) {
    if (!now.windows) {
      return nothing;
    }
    const { complete, partial, absent, missing = [] } = now.windows;
    const good = partial === 0 && now.instances.silent === 0;
    return html`<div class="notice ${good ? '' : 'warn'}"><span class="dot ${good ? 'good' : 'warn'}"></span>
      <span class="grow">${partial === 0 ? t('whole.all', { n: complete }) : t('whole.partial', { n: partial })}${absent > 0
  ? t('whole.absent', { n: absent }) : nothing}${missing.length ? t('whole.missing', { names: missing.join(', ') }) : nothing}
        · ${t('instances.counting', { n: now.instances.counting })}${now.instances.silent
  ? html` · ${t('instances.silent', { n: now.instances.silent })}` : nothing}</span>
      <a href=${href(['cluster'])}>${t('nav.cluster')}</a></div>`;
  }

  #byKind(today) {
    const all = hits(today);
    const kinds = Object.entries(today.byStrategy).filter(([, counts]) => hits(counts) > 0);
    return html`<section class="card"><header><h2>${t('overview.by-kind')}</h2></header>
      ${kinds.length === 0 ? empty('pulse', t('overview.no-hits')) : html`<ul class="ranking">${kinds.map(([kind, counts]) => html`<li>
        <div class="line"><span>${t(`kind.${kind}`)}</span>
          <span class="num">${count(hits(counts))} <span class="muted">· ${percent(hits(counts) / all)}</span></span></div>
        ${outcomeBar(counts, all)}</li>`)}</ul>`}</section>`;
  }
}

customElements.define('tg-overview', Overview);
