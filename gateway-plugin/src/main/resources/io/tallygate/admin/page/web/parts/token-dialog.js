/** Asks for a token. */
import { html, nothing } from 'lit';
import { access } from '../core/access.js';
import { Element } from '../core/element.js';
import { token } from '../core/token.js';
import { t } from '../core/words.js';

class TokenDialog extends Element {
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
            aria-invalid=${access.wrong ? 'true' : nothing} aria-describedby="token-wrong">
          <span class="wrong" id="token-wrong" role="alert">${access.wrong ? t('token.wrong') : ''}</span></div>
        <div class="field"><label for="token-by">${t('token.by')}</label>
          <input id="token-by" autocomplete="off" spellcheck="false" maxlength="64" .value=${token.by} aria-describedby="token-by-hint">
          <span class="hint" id="token-by-hint">${t('token.by.hint')}</span></div>
        <footer><button type="button" class="button" @click=${() => this.querySelector('dialog').close()}>${t('cancel')}</button>
          <button class="button primary">${t('token.take')}</button></footer>
      </form></dialog>`;
  }

  #take(event) {
    event.preventDefault();
    const input = this.querySelector('#token');
    const given = input.value.trim();
    input.value = '';
    this.querySelector('dialog').close();
    access.wrong = false;
    token.by = this.querySelector('#token-by').value;
    token.value = given;
  }
}

customElements.define('tg-token-dialog', TokenDialog);
