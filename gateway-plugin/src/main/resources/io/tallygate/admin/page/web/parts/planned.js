/** What changing many rules at once would come to. */
import { html, nothing } from 'lit';
import { t } from '../core/words.js';
import { fieldChanges } from './differences.js';

const list = (title, ids) => (ids.length ? html`<div><h3>${title} (${ids.length})</h3><p class="small">${ids.join(', ')}</p></div>` : nothing);

/** @param {any} plan the answer of a dry run */
export const planned = ({ added, changed, removed, unchanged, more }) => html`
  ${list(t('import.added'), added)}${list(t('import.removed'), removed)}
  ${changed.map(({ id, changes }) => html`<div><h3>${id}</h3>${fieldChanges(changes ?? [])}</div>`)}
  ${more ? html`<p class="small">${t('import.more')}</p>` : nothing}
  <p class="small muted">${t('import.unchanged', { n: unchanged })}</p>`;
