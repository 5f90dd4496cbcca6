/** Chooses the stretch of time and its step: by name, by two times, or by moving what is shown. */
import { html } from 'lit';
import { RANGES, STEPS, asked } from '../core/ranges.js';
import { router } from '../core/router.js';
import { t } from '../core/words.js';
import { icon } from './icons.js';
import { segments } from './segments.js';

const MOST = 400 * 24 * 3600_000;

/** The value of a datetime-local field, which is in the reader's zone. */
function local(time) {
  const pad = (n) => String(n).padStart(2, '0');
  return `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}T${pad(time.getHours())}:${pad(time.getMinutes())}`;
}

/** Looks at the time between two instants. */
export function lookAt(from, to) {
  const end = Math.min(to, Date.now());
  const begin = Math.max(from, end - MOST);
  router.ask({ range: '', from: new Date(begin).toISOString(), to: new Date(end).toISOString() }, { keep: false });
}

/** Shifts or widens what is looked at, in parts of its length. */
function move(query, left, right) {
  const { from, to } = asked(query);
  const length = to - from;
  lookAt(from.getTime() + left * length, to.getTime() + right * length);
}

/** @param {Record<string, string>} query of the address */
export function rangeBar(query) {
  const { from, to, fixed } = asked(query);
  const chosen = fixed ? '' : RANGES[query.range] ? query.range : '1h';
  const edited = (event) => {
    const [begin, end] = [...event.target.closest('.row').querySelectorAll('input')].map((input) => new Date(input.value).getTime());
    if (begin < end) {
      lookAt(begin, end);
    }
  };
  return html`<div class="stack-s">
    <div class="row between">
      ${segments(t('range'), chosen, Object.keys(RANGES).map((range) => [range, t(`range.${range}`)]),
    (range) => router.ask({ range, from: '', to: '' }, { keep: false }))}
      <div class="row">
        <button class="button quiet icon" @click=${() => move(query, -0.5, -0.5)} aria-label=${t('range.earlier')} title=${t('range.earlier')}>${icon('left')}</button>
        <button class="button quiet icon" @click=${() => move(query, 0.5, 0.5)} ?disabled=${!fixed} aria-label=${t('range.later')} title=${t('range.later')}>${icon('right')}</button>
        <button class="button quiet icon" @click=${() => move(query, -0.5, 0.5)} aria-label=${t('range.wider')} title=${t('range.wider')}>${icon('zoomOut')}</button>
      </div>
    </div>
    <details class="more"><summary>${t('range.exact')}</summary>
      <div class="row"><div class="field"><label for="range-from">${t('range.from')}</label>
          <input id="range-from" type="datetime-local" .value=${local(from)} @change=${edited}></div>
        <div class="field"><label for="range-to">${t('range.to')}</label>
          <input id="range-to" type="datetime-local" .value=${local(to)} @change=${edited}></div>
        <div class="field"><label for="range-step">${t('range.step')}</label>
          <select id="range-step" @change=${(event) => router.ask({ step: event.target.value })}>
            ${['', ...STEPS].map((step) => html`<option value=${step} ?selected=${step === (query.step ?? '')}>${t(`step.${step || 'auto'}`)}</option>`)}
          </select></div></div></details>
  </div>`;
}
