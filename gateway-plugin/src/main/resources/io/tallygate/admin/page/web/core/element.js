/** What every element of the page is made from. */
import { LitElement } from 'lit';
import { access } from './access.js';
import { settings } from './settings.js';

/**
 * An element that renders into the page itself, so that labels, focus and styles reach across elements, and again
 * when language, theme or what the reader may do changes.
 */
export class Element extends LitElement {
  #again = () => this.requestUpdate();

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    settings.addEventListener('change', this.#again);
    access.addEventListener('change', this.#again);
  }

  disconnectedCallback() {
    settings.removeEventListener('change', this.#again);
    access.removeEventListener('change', this.#again);
    super.disconnectedCallback();
  }
}
