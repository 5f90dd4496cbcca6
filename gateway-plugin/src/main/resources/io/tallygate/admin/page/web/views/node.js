/** One node: its attempts over time. */
import { html, nothing } from 'lit';
import { get } from '../core/api.js';
import { Element } from '../core/element.js';
import { Loader } from '../core/loader.js';
import { href } from '../core/router.js';
import { t } from '../core/words.js';
import { head } from '../parts/head.js';
import '../parts/history.js';
import { nodeChips, nodeSwitch } from './nodes.js';

class Node extends Element {
  static properties = { service: { attribute: false }, node: { attribute: false }, query: { attribute: false } };

  #node = new Loader(this, () => [this.service, this.node], async (signal) => {
    const list = await get('nodes', { service: this.service, q: this.node, size: 500 }, signal);
    return list.items.find((item) => item.service === this.service && item.node === this.node);
  });

  render() {
    const found = this.#node.data;
    return html`${head(
      html`${this.node} ${found ? nodeChips(found) : nothing}`, t('node.lead', { service: this.service }),
      found ? nodeSwitch(found) : nothing, html`<p class="crumb"><a href=${href(['nodes'])}>${t('nav.nodes')}</a></p>`,
    )}
      <tg-history .query=${this.query} .path=${'nodes/hits'} .ask=${{ service: this.service, node: this.node }}
        .csv=${{ service: this.service, node: this.node }}></tg-history>`;
  }
}

customElements.define('tg-node', Node);
