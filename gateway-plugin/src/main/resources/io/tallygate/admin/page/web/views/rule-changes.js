/** What was changed in a rule, and how it did before and after each change. */
import { html } from 'lit';
import { count, hits, percent, successRate } from '../core/numbers.js';
import { href } from '../core/router.js';
import { MINUTE } from '../core/times.js';
import { t } from '../core/words.js';
import { time } from '../parts/show.js';
import { table } from '../parts/table.js';

const NONE = { success: 0, failure: 0, cancelled: 0 };

/** The counts of the points that lie between two times, and for how long anybody counted. */
function between(series, from, to) {
  const points = series.points.filter((point) => point.state !== 'absent'
    && new Date(point.from) >= from && new Date(point.to) <= to);
  const counts = points.reduce((all, point) => ({
    success: all.success + point.success, failure: all.failure + point.failure, cancelled: all.cancelled + point.cancelled,
  }), NONE);
  return { counts, minutes: points.reduce((all, point) => all + (new Date(point.to) - new Date(point.from)), 0) / MINUTE };
}

function said({ counts, minutes }) {
  return minutes === 0 ? '–' : html`${percent(successRate(counts))}
    <span class="muted">· ${t('per-minute', { n: Math.round(hits(counts) / minutes * 10) / 10 })}</span>`;
}

/** @param {any[]} changes the newest first */
export function ruleChanges(changes, series) {
  const rows = changes.map((change, i) => {
    const at = new Date(change.at);
    const next = i === 0 ? new Date(8e15) : new Date(changes[i - 1].at);
    const last = i === changes.length - 1 ? new Date(0) : new Date(changes[i + 1].at);
    return { change, before: series && between(series, last, at), after: series && between(series, at, next) };
  });
  return html`<section class="card flush"><header><h2>${t('rule.changes')}</h2>
    <span class="small muted">${t('rule.changes.text', { n: count(changes.length) })}</span></header>
    ${table({
    label: t('rule.changes'), rows, id: (row) => String(row.change.version), columns: [
      { label: t('time'), cell: ({ change }) => time(change.at) },
      { label: t('change'), cell: ({ change }) => html`<a href=${href(['changes'], { rule: change.rules?.[0]?.id })}>${t(`action.${change.action}`)}</a>
        <span class="muted">${change.by}</span>` },
      { label: t('before'), cell: ({ before }) => (before ? said(before) : '–') },
      { label: t('after'), cell: ({ after }) => (after ? said(after) : '–') },
    ],
  })}</section>`;
}
