/** The page: where the reader is, what surrounds it, and the view itself. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { access } from './core/access.js';
import { Element } from './core/element.js';
import { live } from './core/live.js';
import { href, router } from './core/router.js';
import { settings } from './core/settings.js';
import { t } from './core/words.js';
import { brand, icon } from './parts/icons.js';
import './parts/preferences.js';
import './parts/toasts.js';
import './parts/token-dialog.js';
import { NAVIGATION, viewAt } from './views.js';

class App extends Element {
  static properties = { open: { state: true } };

  constructor() {
    super();
    this.open = false;
  }

  connectedCallback() {
    super.connectedCallback();
    router.addEventListener('move', (event) => this.#moved(event.detail.sameView));
    settings.changed();
    access.start();
    live.start();
  }

  async #moved(sameView) {
    this.open = false;
    this.requestUpdate();
    if (!sameView) {
      await this.updateComplete;
      scrollTo(0, 0);
      (this.querySelector('main h1') ?? this.querySelector('main')).focus({ preventScroll: true });
    }
  }

  render() {
    const { view, section, title } = viewAt(router.parts, router.query);
    document.title = `${title} · Tallygate`;
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>${t('skip')}</a>
      <div class="shell">
        <header class="side ${this.open ? 'open' : ''}"><div class="side-inner">
          <a class="brand" href=${href(['overview'])}>${brand()}<span>Tallygate</span></a>
          <button class="button quiet icon menu-button" aria-expanded=${this.open} aria-controls="nav"
            @click=${() => { this.open = !this.open; }}>${icon('menu')}<span class="hidden-text">${t('menu')}</span></button>
          <nav class="nav" id="nav" aria-label=${t('nav.label')}>
            ${NAVIGATION.map((name) => html`<a href=${href([name])}
              aria-current=${section === name ? 'page' : nothing}>${icon(name)}<span>${t(`nav.${name}`)}</span></a>`)}
          </nav>
          <tg-preferences class="side-foot"></tg-preferences>
        </div></header>
        <main class="main" id="main" tabindex="-1">${keyed(router.parts.join('/'), view)}</main>
      </div>
      <tg-toasts></tg-toasts>
      <tg-token-dialog></tg-token-dialog>`;
  }

  #skip(event) {
    event.preventDefault();
    document.getElementById('main').focus();
  }
}

customElements.define('tg-app', App);
