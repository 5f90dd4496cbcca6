/** The nodes of a series: on top of each other in one chart, or each in one of its own. */
import { html } from 'lit';
import { hits } from '../core/numbers.js';
import { t } from '../core/words.js';
import { OUTCOMES, outcomes } from './model.js';

/** Colours that are told apart by their lightness too. */
const COLORS = ['#1d6f8a', '#7fb24a', '#8a5bb0', '#d39a2c', '#3f9e8f', '#c2617a', '#5a74c9', '#8f8a3a'];
const MOST_APART = 12;

const sum = (point) => OUTCOMES.reduce((all, outcome) => all + point[outcome], 0);

/** What took hits: a node, none of a service, or nothing but a shadow rule's count. */
export const nodeName = ({ service, node, shadow }) => (shadow ? t('node.shadow')
  : `${service}/${node === '-' ? t('node.none') : node}`);

const busiestFirst = (series) => [...series.nodes].sort((a, b) => hits(b.totals) - hits(a.totals));

/** A model in which each node is a series. */
export const stackedByNode = (series, model) => ({
  ...model,
  series: busiestFirst(series).map((node, i) => ({
    name: nodeName(node), color: COLORS[i % COLORS.length], values: node.points.map(sum),
  })),
});

/** Which colour is which node. */
export const nodeLegend = (model) => html`<ul class="legend">${model.series.map((one) => html`<li><svg class="key" viewBox="0 0 10 10"
  aria-hidden="true"><rect width="10" height="10" rx="2.5" fill=${one.color}></rect></svg>${one.name}</li>`)}</ul>`;

/** A small chart for each of the busiest nodes, all to one scale. */
export function apartByNode(series, said) {
  const most = Math.max(1, ...series.nodes.flatMap((node) => node.points.map(sum)));
  return html`<div class="apart">${busiestFirst(series).slice(0, MOST_APART).map((node) => html`<figure class="stack-s">
    <figcaption class="small">${nodeName(node)}</figcaption>
    <tg-chart small .model=${{ ...outcomes({ ...series, points: node.points }), most }} .label="${nodeName(node)}: ${said}"></tg-chart>
  </figure>`)}</div>`;
}
