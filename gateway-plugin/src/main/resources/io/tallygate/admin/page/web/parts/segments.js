/** A few choices side by side, of which one is in force. */
import { html } from 'lit';

/**
 * @param {string} label
 * @param {string} chosen
 * @param {[string, unknown][]} choices value and text of each
 * @param {(value: string) => void} choose
 */
export const segments = (label, chosen, choices, choose) => html`<div class="segments" role="group" aria-label=${label}>
  ${choices.map(([value, text]) => html`<button type="button" aria-pressed=${value === chosen}
    @click=${() => choose(value)}>${text}</button>`)}</div>`;
