/** What is shown instead of content: it is on its way, there is none, it failed, or it may not be seen. */
import { html, nothing } from 'lit';
import { access } from '../core/access.js';
import { reason } from '../core/reason.js';
import { moment } from '../core/times.js';
import { t } from '../core/words.js';
import { icon } from './icons.js';

export const skeleton = (tall = false) => html`<div class="card skeleton" aria-hidden="true">
  <i class="short"></i>${tall ? html`<i class="tall"></i>` : nothing}<i></i><i></i><i class="short"></i></div>
  <span class="hidden-text" role="status">${t('loading')}</span>`;

/** Nothing is there yet: says so, and what to do. */
export const empty = (what, title, text, more = nothing) => html`<div class="empty">
  ${icon(what)}<h2>${title}</h2>${text ? html`<p>${text}</p>` : nothing}${more}</div>`;

/** A failure with what can be done about it. */
export function failed(problem, again) {
  if (problem.noAccess) {
    return html`<div class="card">${empty('lock', t('access.needed'), t('access.needed.text'),
    html`<button class="button primary" @click=${() => access.ask()}>${t('access.enter')}</button>`)}</div>`;
  }
  const title = problem.status === 404 ? t('problem.gone') : t('problem.title');
  return html`<div class="card" role="alert">${empty('warn', title, reason(problem),
    html`<button class="button" @click=${again}>${t('again')}</button>`)}</div>`;
}

/** What is shown is no longer fresh, and why. */
export const stale = (loader) => html`<div class="notice warn" role="status"><span class="grow">${loader.problem.passing
  ? t('stale', { time: moment(loader.since) }) : ''} ${reason(loader.problem)}</span>
  <button class="button tiny" @click=${loader.again}>${t('again')}</button></div>`;

/**
 * Shows what a loader has, or what there is to say while it has nothing.
 * @template T
 * @param {import('../core/loader.js').Loader<T>} loader
 * @param {(data: T) => unknown} render
 */
export function loaded(loader, render, waiting = skeleton()) {
  if (loader.data === undefined) {
    return loader.problem ? failed(loader.problem, loader.again) : waiting;
  }
  return html`${loader.problem ? stale(loader) : nothing}${render(loader.data)}`;
}
