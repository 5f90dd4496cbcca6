/** How live the page is, what the reader may do, language and theme. */
import { html, nothing } from 'lit';
import { access } from '../core/access.js';
import { Element } from '../core/element.js';
import { live } from '../core/live.js';
import { settings } from '../core/settings.js';
import { zone } from '../core/times.js';
import { token } from '../core/token.js';
import { t } from '../core/words.js';
import { segments } from './segments.js';

const DOTS = { live: 'good', polling: 'warn', connecting: '' };

class Preferences extends Element {
  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('state', () => this.requestUpdate());
  }

  render() {
    return html`
      <div class="status" title=${t(`live.${live.state}.text`)}><span class="dot ${DOTS[live.state]}"></span>
        <span role="status">${t(`live.${live.state}`)}</span></div>
      ${this.#access()}
      ${segments(t('theme'), settings.theme, ['auto', 'light', 'dark'].map((theme) => [theme, t(`theme.${theme}`)]),
    (theme) => { settings.theme = theme; })}
      ${segments('Language / 语言', settings.language, [['en', 'English'], ['zh', '中文']],
    (language) => { settings.language = language; })}
      <p class="small muted" title=${t('zone.text')}>${t('zone', { zone: zone() })}</p>`;
  }

  #access() {
    if (!access.is) {
      return nothing;
    }
    const may = access.mayChange ? 'change' : 'read';
    return html`<div class="status row between"><span>${t(`access.${may}`)}${access.is.principal
      ? html` · <span class="muted">${access.is.principal}</span>` : nothing}</span>
      ${token.value
    ? html`<button class="button quiet tiny" @click=${() => { token.value = null; }}>${t('access.forget')}</button>`
    : access.mayChange || access.is.mode === 'read-only' ? nothing
      : html`<button class="button quiet tiny" @click=${() => access.ask()}>${t('access.enter')}</button>`}</div>`;
  }
}

customElements.define('tg-preferences', Preferences);
