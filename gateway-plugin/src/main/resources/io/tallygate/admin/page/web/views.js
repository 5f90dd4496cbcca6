/** Which view an address stands for. */
import { html } from 'lit';
import { t } from './core/words.js';
import './views/changes.js';
import './views/cluster.js';
import './views/import.js';
import './views/match.js';
import './views/node.js';
import './views/nodes.js';
import './views/overview.js';
import './views/routes.js';
import './views/rule-form.js';
import './views/rule.js';
import './views/rules.js';

/** The views that are always one step away, in this order. */
export const NAVIGATION = ['overview', 'rules', 'nodes', 'routes', 'match', 'changes', 'cluster'];

const at = (section, view, title = t(`nav.${section}`)) => ({ section, title, view });

/**
 * @param {string[]} parts of the address
 * @param {Record<string, string>} query
 * @returns {{section: string, title: string, view: unknown}}
 */
export function viewAt([section, first, second], query) {
  switch (section) {
    case 'rules':
      return first === undefined ? at(section, html`<tg-rules .query=${query}></tg-rules>`)
        : at(section, html`<tg-rule .ruleId=${first} .query=${query}></tg-rule>`, first);
    case 'nodes':
      return second === undefined ? at(section, html`<tg-nodes .query=${query}></tg-nodes>`)
        : at(section, html`<tg-node .service=${first} .node=${second} .query=${query}></tg-node>`, second);
    case 'routes':
      return first === undefined ? at(section, html`<tg-routes .query=${query}></tg-routes>`)
        : at(section, html`<tg-route .routeId=${first} .query=${query}></tg-route>`, first);
    case 'new-rule': return at('rules', html`<tg-rule-form .query=${query}></tg-rule-form>`, t('rules.new'));
    case 'edit-rule': return at('rules', html`<tg-rule-form .ruleId=${first} .query=${query}></tg-rule-form>`, first);
    case 'import': return at('rules', html`<tg-import></tg-import>`, t('rules.import'));
    case 'match': return at(section, html`<tg-match .query=${query}></tg-match>`);
    case 'changes': return at(section, html`<tg-changes .query=${query}></tg-changes>`);
    case 'cluster': return at(section, html`<tg-cluster .query=${query}></tg-cluster>`);
    default: return at('overview', html`<tg-overview .query=${query}></tg-overview>`);
  }
}
