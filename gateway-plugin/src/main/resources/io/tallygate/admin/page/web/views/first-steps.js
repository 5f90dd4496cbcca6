/** What to do on a gateway that has no rule and saw no request yet. */
import { html } from 'lit';
import { Element } from '../core/element.js';
import { href } from '../core/router.js';
import { t } from '../core/words.js';
import { icon } from '../parts/icons.js';

const EXAMPLE = `tallygate.rules:
  - id: canary
    strategy: header
    match: { key: X-Canary, values: [beta] }
    target: { service: order, node: order-2 }`;

class FirstSteps extends Element {
  render() {
    return html`<section class="card"><div class="empty">${icon('pulse')}
      <h2>${t('first.title')}</h2><p>${t('first.text')}</p>
      <p>${t('first.rule')}</p><pre class="code">${EXAMPLE}</pre>
      <div class="row"><a class="button primary" href=${href(['new-rule'])}>${t('rules.new')}</a>
        <a class="button" href=${href(['match'])}>${t('nav.match')}</a></div></div></section>`;
  }
}

customElements.define('tg-first-steps', FirstSteps);
