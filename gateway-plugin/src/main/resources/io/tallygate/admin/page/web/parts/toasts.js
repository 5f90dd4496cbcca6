/** Shows short messages, and reads them out. */
import { html, nothing } from 'lit';
import { Element } from '../core/element.js';
import { toasts } from '../core/toast.js';
import { t } from '../core/words.js';

const SHOWN = 12_000;

class Toasts extends Element {
  static properties = { list: { state: true } };

  constructor() {
    super();
    this.list = [];
    toasts.addEventListener('toast', (event) => this.#add(event.detail));
  }

  #add(toast) {
    this.list = [...this.list, toast].slice(-3);
    setTimeout(() => this.#drop(toast), SHOWN);
  }

  #drop(toast) {
    this.list = this.list.filter((other) => other !== toast);
  }

  render() {
    return html`<div class="toasts" role="status" aria-live="polite">${this.list.map((toast) => html`
      <div class="toast ${toast.bad ? 'bad' : ''}"><span class="grow">${toast.text}</span>
        ${toast.action ? html`<button class="button tiny" @click=${() => {
    this.#drop(toast);
    toast.action.run();
  }}>${toast.action.text}</button>` : nothing}
        <button class="button tiny" aria-label=${t('close')} @click=${() => this.#drop(toast)}>×</button></div>`)}</div>`;
  }
}

customElements.define('tg-toasts', Toasts);
