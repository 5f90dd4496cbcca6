/** Fields of a form, each with its label. */
import { html, nothing } from 'lit';

let wrongFields = [];

/** The fields that the server found wrong, for those drawn after this. */
export const markWrong = (fields) => { wrongFields = fields; };

const wrong = (field) => (wrongFields.includes(field) ? 'true' : nothing);

/**
 * @param {{id: string, label: string, value: string, set: (value: string) => void, field?: string, hint?: string,
 *   lines?: boolean, disabled?: boolean, required?: boolean, type?: string, placeholder?: string, list?: string[]}} field
 */
export function textField({ id, label, value, set, field = '', hint, lines, disabled, required, type = 'text', placeholder = '', list }) {
  const described = hint ? `${id}-hint` : nothing;
  const input = (event) => set(event.target.value);
  return html`<div class="field"><label for=${id}>${label}</label>
    ${lines ? html`<textarea id=${id} name=${field} rows="3" spellcheck="false" .value=${value} placeholder=${placeholder} ?disabled=${disabled}
      aria-invalid=${wrong(field)} aria-describedby=${described} @input=${input}></textarea>`
    : html`<input id=${id} name=${field} type=${type} spellcheck="false" autocomplete="off" .value=${value} placeholder=${placeholder}
      ?disabled=${disabled} ?required=${required} aria-invalid=${wrong(field)} aria-describedby=${described}
      list=${list ? `${id}-list` : nothing} @input=${input}>
      ${list ? html`<datalist id="${id}-list">${list.map((one) => html`<option value=${one}></option>`)}</datalist>` : nothing}`}
    ${hint ? html`<span class="hint" id="${id}-hint">${hint}</span>` : nothing}</div>`;
}

/** @param {{id: string, label: string, value: string, options: [string, string][], set: (value: string) => void, disabled?: boolean}} field */
export const selectField = ({ id, label, value, options, set, disabled }) => html`<div class="field"><label for=${id}>${label}</label>
  <select id=${id} ?disabled=${disabled} @change=${(event) => set(event.target.value)}>${options.map(([option, text]) => html`<option
    value=${option} ?selected=${option === value}>${text}</option>`)}</select></div>`;

export const checkField = ({ label, checked, set, hint }) => html`<label class="check"><input type="checkbox" .checked=${checked}
  @change=${(event) => set(event.target.checked)}><span>${label}${hint ? html`<br><span class="muted">${hint}</span>` : nothing}</span></label>`;
