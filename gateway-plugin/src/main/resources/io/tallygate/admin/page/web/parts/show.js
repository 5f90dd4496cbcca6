/** Small things that are shown everywhere. */
import { html, nothing, svg } from 'lit';
import { compact, count, hits, percent } from '../core/numbers.js';
import { ago, moment, utc, windowAgo } from '../core/times.js';
import { t } from '../core/words.js';

/** A time in the reader's zone; UTC is its tooltip. */
export const time = (instant) => (instant
  ? html`<time datetime=${new Date(instant).toISOString()} title=${utc(instant)}>${moment(instant)}</time>` : html`–`);

/** How long ago a time was; itself and UTC are its tooltip. */
export const since = (instant) => html`<time class="nowrap" datetime=${new Date(instant).toISOString()}
  title="${moment(instant)} · ${utc(instant)}">${ago(instant)}</time>`;

/** In which window something was last hit. @param {string} [instant] when that began */
export const lastHit = (instant) => (instant ? html`<time class="nowrap" datetime=${new Date(instant).toISOString()}
  title="${t('last-hit.window', { time: moment(instant) })} · ${utc(instant)}">${windowAgo(instant)}</time>`
  : html`<span class="chip line">${t('never')}</span>`);

/** How many hits ended how, as a bar; the numbers stand beside it. */
export function outcomeBar(counts, of = hits(counts)) {
  const scale = (n) => (of === 0 ? 0 : n / of * 100);
  const [success, failure] = [scale(counts.success), scale(counts.failure)];
  const widthOf = (n, width) => (n > 0 ? Math.max(width, 0.8) : 0);
  return html`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="rest" width="100" height="6"></rect>
    <rect class="tone-success" width=${success} height="6"></rect>
    <rect class="tone-cancelled" x=${success} width=${scale(counts.cancelled)} height="6"></rect>
    <rect class="tone-failure" x=${Math.min(success + scale(counts.cancelled), 99.2)}
      width=${widthOf(counts.failure, failure)} height="6"></rect>
  </svg>`;
}

/** The last hour in little: a bar for each minute, failures on top. */
export function spark(trend) {
  if (!trend) {
    return nothing;
  }
  const most = Math.max(1, ...trend.success.map((n, i) => n + trend.failure[i]));
  const total = trend.success.reduce((a, b) => a + b, 0) + trend.failure.reduce((a, b) => a + b, 0);
  const height = (n) => (n === 0 ? 0 : Math.max(1, n / most * 24));
  return html`<svg class="spark" viewBox="0 0 120 26" role="img" aria-label=${t('spark.label', { n: total })}>
    <path class="base" d="M0 25.5h120"/>
    ${trend.success.map((n, i) => {
    const [good, bad] = [height(n), height(trend.failure[i])];
    return svg`<rect class="tone-success" x=${i * 2} y=${25 - good} width="1.6" height=${good}></rect>
      <rect class="tone-failure" x=${i * 2} y=${Math.max(0, 25 - good - bad)} width="1.6" height=${bad}></rect>`;
  })}
  </svg>`;
}

/** A number of failures: red where there are any. */
export const failures = (n) => html`<span class=${n > 0 ? 'bad' : 'muted'}>${count(n)}</span>`;

export const rate = (share) => html`<span class=${share === undefined ? 'muted' : ''}>${percent(share)}</span>`;

/** A large number, whole in its tooltip. */
export const big = (n) => html`<span title=${count(n)}>${n < 1_000_000 ? count(n) : compact(n)}</span>`;

/** A kind of hit: a strategy, or what no rule took. */
export const kind = (word) => html`<span class="chip">${t(`kind.${word}`)}</span>`;

/** @param {string} tone of success, failure, cancelled, accent, gap, partial */
export const key = (tone) => html`<svg class="key tone-${tone} ${tone}" viewBox="0 0 10 10" aria-hidden="true"><rect
  width="10" height="10" rx="2.5"></rect></svg>`;

/** What the shaded stretches of a chart mean, where it has any. @param {{state: string}[]} runs */
export const gaps = (runs = []) => ['absent', 'partial'].filter((state) => runs.some((run) => run.state === state))
  .map((state) => html`<li>${key(state === 'absent' ? 'gap' : 'partial')}${t(`state.${state}`)}</li>`);
