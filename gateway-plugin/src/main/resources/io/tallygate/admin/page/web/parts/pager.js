/** Steps through the pages of a list. */
import { html, nothing } from 'lit';
import { router } from '../core/router.js';
import { t } from '../core/words.js';
import { icon } from './icons.js';

/** @param {{page: number, size: number, total: number, items: unknown[]}} list */
export function pager(list) {
  const from = list.page * list.size;
  const last = Math.max(0, Math.ceil(list.total / list.size) - 1);
  const go = (page) => router.ask({ page: page === 0 ? '' : page }, { keep: false });
  return html`<div class="pager"><span>${list.total === 0 ? '' : t('pager.shown', { from: from + 1, to: from + list.items.length, n: list.total })}</span>
    ${last === 0 ? nothing : html`<nav class="row" aria-label=${t('pager')}>
      <button class="button tiny" ?disabled=${list.page === 0} @click=${() => go(list.page - 1)}>${icon('left')}${t('pager.back')}</button>
      <span>${t('pager.page', { page: list.page + 1, last: last + 1 })}</span>
      <button class="button tiny" ?disabled=${list.page >= last} @click=${() => go(list.page + 1)}>${t('pager.on')}${icon('right')}</button></nav>`}</div>`;
}
