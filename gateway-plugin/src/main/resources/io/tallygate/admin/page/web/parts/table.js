/** A table that becomes cards where there is little room, and stays a table for a screen reader. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../core/words.js';

const looks = (column) => `${column.num ? 'num' : ''} ${column.spare ? 'spare' : ''}`;

/**
 * @typedef {{label: string, cell: (row: any) => unknown, num?: boolean, head?: boolean, wide?: boolean, sort?: string,
 *   hide?: boolean, spare?: boolean}} Column spare: there only where there is room
 * @param {{label: string, columns: Column[], rows: any[], id: (row: any) => string, sort?: string,
 *   sortBy?: (sort: string) => void, rowClass?: (row: any) => string}} table
 */
export function table({ label, columns, rows, id, sort, sortBy, rowClass = () => '' }) {
  const title = (column) => (column.sort && sortBy
    ? html`<button class="sort" type="button" title=${t('sort.by', { what: column.label })} @click=${() => sortBy(column.sort)}>${column.label}</button>`
    : column.label);
  const cell = (column, row) => (column.head
    ? html`<th scope="row" role="rowheader" class="main-cell">${column.cell(row)}</th>`
    : html`<td role="cell" class="${looks(column)} ${column.wide ? 'wide' : ''}" data-label=${column.hide ? nothing : column.label}>${column.cell(row)}</td>`);
  return html`<table class="grid" role="table"><caption>${label}</caption>
    <thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th scope="col" role="columnheader" class=${looks(column)}
      aria-sort=${column.sort && column.sort === sort ? (column.ascending ? 'ascending' : 'descending') : nothing}>${column.hide
  ? html`<span class="hidden-text">${column.label}</span>` : title(column)}</th>`)}</tr></thead>
    <tbody role="rowgroup">${repeat(rows, id, (row) => html`<tr role="row" class=${rowClass(row)}>${columns.map((column) => cell(column, row))}</tr>`)}</tbody>
  </table>`;
}
