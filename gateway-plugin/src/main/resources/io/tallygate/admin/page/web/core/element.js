/** What every element of the page is made from. */
import { LitElement } from 'lit';
import { settings } from './settings.js';

/**
 * An element that renders into the page itself, so that labels, focus and styles reach across elements, and again
 * when language or theme changes.
 */
export class Element extends LitElement {
  #again = () => this.requestUpdate();

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    settings.addEventListener('change', this.#again);
  }

  disconnectedCallback() {
    settings.removeEventListener('change', this.#again);
    super.disconnectedCallback();
  }
}
