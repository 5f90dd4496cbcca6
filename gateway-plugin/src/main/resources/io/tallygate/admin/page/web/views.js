/** Which view an address stands for. */
import { html } from 'lit';
import { t } from './core/words.js';
import './views/overview.js';

/** The views that are always one step away, in this order. */
export const NAVIGATION = ['overview', 'rules', 'nodes', 'routes', 'match', 'changes', 'cluster'];

/**
 * @param {string[]} parts of the address
 * @param {Record<string, string>} query
 */
export function viewAt(parts, query) {
  const [section = 'overview', ...rest] = parts;
  return { section, title: t('nav.overview'), view: html`<tg-overview .query=${query}></tg-overview>` };
}
