/** Changes: who changed which rule when, and taking it back. */
import { html, nothing } from 'lit';
import { access } from '../core/access.js';
import { call, get } from '../core/api.js';
import { Element } from '../core/element.js';
import { Loader } from '../core/loader.js';
import { reason } from '../core/reason.js';
import { refresh } from '../core/rule-actions.js';
import { href } from '../core/router.js';
import { toast } from '../core/toast.js';
import { t } from '../core/words.js';
import { changesBetween, differences } from '../parts/differences.js';
import { head } from '../parts/head.js';
import { pager } from '../parts/pager.js';
import { guarded } from '../parts/rule-parts.js';
import { search } from '../parts/search.js';
import { time } from '../parts/show.js';
import { empty, loaded } from '../parts/states.js';

const TONES = { create: 'accent', delete: 'bad', rollback: 'warn', import: 'accent' };

const ruleLink = ({ id }) => html`<a class="name" href=${href(['rules', id])}>${id}</a>`;

/** What was changed: a node, a rule and its fields, or so many rules. */
function subject({ action, node, rules = [], count = rules.length, summary }) {
  if (node) {
    return html`<a class="name" href=${href(['nodes', node.service, node.node])}>${node.service}/${node.node}</a>
      <span class="small muted">${t(`changes.node.${node.state}`)}</span>`;
  }
  const [, version] = /^rollback of version (\d+)/.exec(summary) ?? [];
  return html`${count === 1 && rules.length === 1 ? ruleLink(rules[0]) : html`<b>${t('changes.rules', { n: count })}</b>`}
    ${version ? html`<span class="small muted">#${version}</span>` : nothing}
    ${action === 'change' && rules.length === 1 ? html`<span class="small muted">${changesBetween(rules[0].before, rules[0].after)
    .map(({ field }) => field).join(', ')}</span>` : nothing}`;
}

class Changes extends Element {
  static properties = { query: { attribute: false } };

  #changes = new Loader(this, () => this.#ask(), (signal) => get('changes', this.#ask(), signal));

  #ask() {
    return { rule: this.query.rule, page: this.query.page, size: 25 };
  }

  render() {
    return html`${head(t('nav.changes'), t('changes.lead'))}<div class="stack">
      <div class="toolbar" role="search">${search('rule', t('changes.rule'), this.query.rule, t('any'))}</div>
      ${loaded(this.#changes, (list) => this.#list(list))}</div>`;
  }

  #list(list) {
    return list.items.length === 0
      ? html`<div class="card">${empty('changes', t('changes.none'), t('changes.none.text'))}</div>`
      : html`<section class="card flush" aria-label=${t('nav.changes')}><ol class="timeline">${list.items.map((change) => this.#change(change))}</ol>${pager(list)}</section>`;
  }

  #change(change) {
    const rules = change.rules ?? [];
    return html`<li><div class="line"><div class="row" title=${change.summary}>
        <span class="chip ${TONES[change.action] ?? ''}">${t(`action.${change.action}`)}</span>${subject(change)}</div>
        <div class="row"><span class="small muted">${time(change.at)}${change.by ? html` · ${change.by}` : nothing} · #${change.version}</span>
          ${guarded(t('take-back'), access.mayChange ? undefined : t(access.reason), () => this.#takeBack(change, false))}</div></div>
      ${rules.length ? html`<details class="more"><summary>${t('changes.what')}</summary>
        <div class="stack-s">${rules.map((rule) => html`<div>${rules.length > 1 ? ruleLink(rule) : nothing}
          ${differences(rule.before, rule.after)}</div>`)}</div></details>` : nothing}</li>`;
  }

  async #takeBack(change, force) {
    try {
      await call(`changes/${change.version}:rollback`, { method: 'POST', query: { force: force || undefined }, json: {} });
      toast(t('changes.taken-back', { version: change.version }));
    } catch (problem) {
      toast(reason(problem), {
        bad: true,
        action: problem.status === 409 && !force ? { text: t('changes.force'), run: () => this.#takeBack(change, true) } : undefined,
      });
    }
    refresh();
  }
}

customElements.define('tg-changes', Changes);
