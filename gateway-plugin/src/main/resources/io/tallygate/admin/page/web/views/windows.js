/** Which windows are whole, as a band in time. */
import { html, nothing, svg } from 'lit';
import { count } from '../core/numbers.js';
import { duration, period, utc } from '../core/times.js';
import { t } from '../core/words.js';
import { key, time } from '../parts/show.js';

const MOST = 30;

const length = (run) => new Date(run.to) - new Date(run.from);

/** What is missing in a run, in words. */
function lacks(run) {
  const parts = [];
  if (run.missing) {
    parts.push(t('windows.missing', { names: [...run.missing, ...(run.moreMissing ? [`+${run.moreMissing}`] : [])].join(', ') }));
  }
  if (run.lost) {
    parts.push(t('windows.lost', { n: run.lost }));
  }
  if (run.merged) {
    parts.push(t('windows.merged', { n: run.merged }));
  }
  return parts.join(' · ');
}

/** @param {{from: string, to: string, windows: any[]}} answer */
export function windowsCard({ from, to, windows }) {
  const begin = new Date(from).getTime();
  const all = new Date(to) - begin;
  const flawed = windows.filter((run) => run.state === 'partial' || run.state === 'absent').reverse();
  const share = (state) => windows.filter((run) => run.state === state).reduce((sum, run) => sum + length(run), 0);
  return html`<section class="card"><header><h2>${t('windows')}</h2><span class="small muted">${period(from, to)}</span></header>
    <div class="stack-s">
      <svg class="states" viewBox="0 0 1000 22" preserveAspectRatio="none" role="img" aria-label=${t('windows.label', {
    complete: duration(share('complete')), partial: duration(share('partial')), absent: duration(share('absent')),
  })}>${windows.map((run) => svg`<rect class=${run.state} x=${(new Date(run.from) - begin) / all * 1000}
        width=${Math.max(1.5, length(run) / all * 1000)} height="22"></rect>`)}</svg>
      <ul class="legend"><li>${key('success')}${t('state.complete')}</li><li>${key('partial')}${t('state.partial')}</li>
        <li>${key('gap')}${t('state.absent')}</li><li>${key('cancelled')}${t('state.open')}</li></ul>
      ${flawed.length === 0 ? html`<p class="small muted">${t('windows.whole')}</p>`
    : html`<details class="more" ?open=${flawed.length < 6}><summary>${t('windows.flawed', { n: flawed.length })}</summary>
      <table class="plain"><caption class="hidden-text">${t('windows')}</caption>
        <thead><tr><th scope="col">${t('time')}</th><th scope="col">${t('state')}</th><th scope="col">${t('windows.lacks')}</th></tr></thead>
        <tbody>${flawed.slice(0, MOST).map((run) => html`<tr><td title=${utc(run.from)}>${time(run.from)} · ${duration(length(run))}</td>
          <td>${t(`state.${run.state}`)}</td><td>${lacks(run) || '–'}</td></tr>`)}</tbody></table>
      ${flawed.length > MOST ? html`<p class="small muted">${t('windows.more', { n: count(flawed.length - MOST) })}</p>` : nothing}</details>`}
    </div></section>`;
}
