/** Every rule, and what became of it in a dry run. */
import { html } from 'lit';
import { verdictReason } from '../core/reason.js';
import { href } from '../core/router.js';
import { t } from '../core/words.js';
import { pager } from '../parts/pager.js';
import { table } from '../parts/table.js';

const TONES = { won: 'accent', shadow: 'warn', lost: 'line', broken: 'bad' };

/** @param {{items: any[], page: number, size: number, total: number}} list */
export const candidates = (list) => html`<section class="card flush"><header><h2>${t('match.candidates')}</h2>
    <span class="small muted">${t('match.candidates.text')}</span></header>
  ${table({
    label: t('match.candidates'), rows: list.items, id: (one) => one.id, columns: [
      { label: t('rule'), head: true, cell: (one) => html`<div class="row"><a class="name" href=${href(['rules', one.id])}>${one.id}</a>
        <span class="chip">${t(`kind.${one.strategy}`)}</span></div>` },
      { label: t('match.verdict'), cell: (one) => html`<span class="chip ${TONES[one.verdict] ?? ''}">${t(`verdict.${one.verdict}`)}</span>` },
      { label: t('match.why'), wide: true, cell: (one) => verdictReason(one.why) },
    ],
  })}${pager(list)}</section>`;
