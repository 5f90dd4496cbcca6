/** The first few of a list of rules, by hits or by failures. */
import { html } from 'lit';
import { count, hits, percent } from '../core/numbers.js';
import { href } from '../core/router.js';
import { t } from '../core/words.js';
import { outcomeBar } from '../parts/show.js';
import { empty } from '../parts/states.js';

/** @param {'hits'|'failure'} by */
export function ranking(title, items, by, all) {
  const ranked = items.filter((item) => item.today[by] !== 0);
  const number = (item) => (by === 'hits' ? hits(item.today) : item.today.failure);
  const most = Math.max(1, ...ranked.map((item) => hits(item.today)));
  return html`<section class="card"><header><h2>${title}</h2><a class="small" href=${all}>${t('all')}</a></header>
    ${ranked.length === 0 ? empty('pulse', t(`overview.none.${by}`)) : html`<ol class="ranking">${ranked.map((item) => html`<li>
      <div class="line"><a class="clip" href=${href(['rules', item.id])} title=${item.id}>${item.id}</a>
        <span class="num"><span class=${by === "hits" ? "" : "bad"}>${count(number(item))}</span>
          <span class="muted">· ${percent(item.today.successRate)}</span></span></div>
      ${outcomeBar(item.today, by === 'hits' ? most : hits(item.today))}</li>`)}</ol>`}</section>`;
}
