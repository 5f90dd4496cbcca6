/** What would change if a rule were saved as it is written, and what to do where two have changed it. */
import { html, nothing } from 'lit';
import { href } from '../core/router.js';
import { t } from '../core/words.js';
import { differences, fieldChanges } from '../parts/differences.js';
import { reason } from '../core/reason.js';

/**
 * @param {any} check the answer of a dry run
 * @param {any[]} problems those fields that are wrong of which the reader is to know
 */
export function preview(check, problem, problems) {
  if (problem && (problems.length > 0 || !problem.body.problems)) {
    return problems.length === 0 ? html`<div class="notice bad">${reason(problem)}</div>`
      : html`<div class="notice bad"><ul>${problems.map(({ field, value, expected }) => html`<li><b>${field}</b> ${t('problem.must', { expected })}${value
        ? html`: “${value}”` : nothing}</li>`)}</ul></div>`;
  }
  if (!check) {
    return html`<p class="small muted">${t('preview.waiting')}</p>`;
  }
  const { changes = [], beatenBy = [], warnings = [] } = check;
  return html`<div class="stack-s">
    <div class="notice"><span class="dot good"></span><span class="grow">${t('preview.good', { position: check.position, n: check.total })}</span></div>
    ${beatenBy.length ? html`<div class="notice warn"><span class="grow">${t('preview.beaten')} ${beatenBy.map((id, i) => html`${i ? ', ' : ''}<a
      href=${href(['rules', id])}>${id}</a>`)}</span></div>` : nothing}
    ${warnings.map((warning) => html`<div class="notice warn">${warning}</div>`)}
    <h3>${check.before ? t('preview.changes') : t('preview.new')}</h3>${fieldChanges(changes)}</div>`;
}

const WRITTEN = ['id', 'strategy', 'enabled', 'shadow', 'priority', 'host', 'methods', 'match', 'and', 'target', 'rewrite'];

const only = (rule) => Object.fromEntries(WRITTEN.filter((name) => rule[name] !== undefined).map((name) => [name, rule[name]]));

/** Both versions, and a choice. */
export const conflict = (current, yours, takeTheirs, overwrite) => html`<div class="stack-s" role="alert">
  <div class="notice warn">${t('conflict', { by: current.changedBy ?? '' })}</div>
  <h3>${t('conflict.yours')}</h3>${differences(only(current), only(yours))}
  <div class="row"><button type="button" class="button" @click=${takeTheirs}>${t('conflict.take')}</button>
    <button type="button" class="button danger" @click=${overwrite}>${t('conflict.overwrite')}</button></div>
  <h3>${t('conflict.theirs')}</h3><pre class="code">${JSON.stringify(only(current), null, 2)}</pre></div>`;
