/** A search field that asks once the reader stops typing. */
import { html } from 'lit';
import { router } from '../core/router.js';

const PAUSE = 250;
const timers = new WeakMap();

/** @param {string} name of the parameter in the address */
export const search = (name, label, value, hint) => html`<div class="field search"><label for="search-${name}">${label}</label>
  <input id="search-${name}" type="search" placeholder=${hint} autocomplete="off" spellcheck="false" .value=${value ?? ''}
    @input=${({ target }) => {
    clearTimeout(timers.get(target));
    // Who has gone on to another view in the meantime does not search there.
    timers.set(target, setTimeout(() => target.isConnected && router.ask({ [name]: target.value, page: '' }), PAUSE));
  }}></div>`;

/** A choice among some words; the first is none. */
export const choice = (name, label, value, options) => html`<div class="field"><label for="choice-${name}">${label}</label>
  <select id="choice-${name}" @change=${(event) => router.ask({ [name]: event.target.value, page: '' })}>
    ${options.map(([option, text]) => html`<option value=${option} ?selected=${option === (value ?? '')}>${text}</option>`)}
  </select></div>`;
