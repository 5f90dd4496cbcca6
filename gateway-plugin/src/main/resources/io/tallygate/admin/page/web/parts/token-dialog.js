/** Asks for a token. */
import { html, nothing } from 'lit';
import { access } from '../core/access.js';
import { Element } from '../core/element.js';
import { token } from '../core/token.js';
import { t } from '../core/words.js';

class TokenDialog extends Element {
  static properties = { problem: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    access.addEventListener('ask', () => this.#open());
  }

  async #open() {
    this.requestUpdate();
    await this.updateComplete;
    const dialog = this.querySelector('dialog');
    if (!dialog.open) {
      dialog.showModal();
    }
  }

  render() {
    return html`<dialog aria-labelledby="token-title">
      <form class="form" @submit=${this.#take}>
        <div><h2 id="token-title">${t('token.title')}</h2><p class="small muted">${t('token.text')}</p></div>
        <div class="field"><label for="token">${t('token.label')}</label>
          <input id="token" type="password" autocomplete="off" spellcheck="false" required
            aria-invalid=${this.problem ? 'true' : nothing} aria-describedby="token-wrong">
          <span class="wrong" id="token-wrong" role="alert">${this.#wrong()}</span></div>
        <div class="field"><label for="token-by">${t('token.by')}</label>
          <input id="token-by" autocomplete="off" spellcheck="false" maxlength="64" .value=${token.by} aria-describedby="token-by-hint">
          <span class="hint" id="token-by-hint">${t('token.by.hint')}</span></div>
        <footer><button type="button" class="button" @click=${() => this.querySelector('dialog').close()}>${t('cancel')}</button>
          <button class="button primary">${t('token.take')}</button></footer>
      </form></dialog>`;
  }

  #wrong() {
    return this.problem?.status === 401 ? t('token.wrong') : this.problem?.message ?? '';
  }

  async #take(event) {
    event.preventDefault();
    const input = this.querySelector('#token');
    try {
      token.by = this.querySelector('#token-by').value;
      await access.take(input.value.trim());
      this.problem = undefined;
      this.querySelector('dialog').close();
    } catch (problem) {
      this.problem = problem;
    }
    input.value = '';
  }
}

customElements.define('tg-token-dialog', TokenDialog);
