/** What differs between two versions of a rule, field by field. */
import { html, nothing } from 'lit';
import { t } from '../core/words.js';

const text = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

const DEFAULTS = { enabled: true, shadow: false, priority: 0, host: '*', methods: [], and: [], rewrite: { stripPrefix: 0 } };

/** What a field comes to, so that one left out is the same as its default. */
const meant = (rule, name) => JSON.stringify(rule[name] ?? DEFAULTS[name]);

/** The fields of two versions that are not the same. */
export function changesBetween(before = {}, after = {}) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => meant(before, name) !== meant(after, name))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** @param {{field: string, before?: unknown, after?: unknown}[]} changes */
export const fieldChanges = (changes) => (changes.length === 0
  ? html`<p class="small muted">${t('diff.none')}</p>`
  : html`<ul class="diff">${changes.map(({ field, before, after }) => html`<li><b>${field}</b>
    ${before === undefined || before === null ? nothing : html`<del class="del mono">${text(before)}</del>`}
    ${after === undefined || after === null ? nothing : html`<ins class="ins mono">${text(after)}</ins>`}</li>`)}</ul>`);

export const differences = (before, after) => fieldChanges(changesBetween(before ?? {}, after ?? {}));
