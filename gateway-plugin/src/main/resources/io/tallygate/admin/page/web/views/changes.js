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
import { planned } from '../parts/planned.js';
import { guarded } from '../parts/rule-parts.js';
import { search } from '../parts/search.js';
import { time } from '../parts/show.js';
import { empty, loaded } from '../parts/states.js';

const TONES = { create: 'accent', delete: 'bad', rollback: 'warn', import: 'accent' };

const MOST_NAMED = 10;

/** What was changed since, so that taking a change back would overwrite it. @param {import('../core/api.js').Problem} problem */
const changedSince = (problem) => problem.body?.conflicts;

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
  /** back: what is to be taken back once the reader has seen what that comes to, and what of it others changed since: {change, plan, conflict} */
  static properties = { query: { attribute: false }, back: { state: true } };

  #changes = new Loader(this, () => this.#ask(), (signal) => get('changes', this.#ask(), signal));

  #ask() {
    return { rule: this.query.rule, page: this.query.page, size: 25 };
  }

  render() {
    return html`${head(t('nav.changes'), t('changes.lead'))}<div class="stack">
      <div class="toolbar" role="search">${search('rule', t('changes.rule'), this.query.rule, t('any'))}</div>
      ${loaded(this.#changes, (list) => this.#list(list))}</div>
      <dialog aria-labelledby="back-title" @close=${() => { this.back = undefined; }}>${this.back ? this.#asked(this.back) : nothing}</dialog>`;
  }

  updated() {
    const dialog = this.querySelector('dialog');
    if (this.back && !dialog.open) {
      dialog.showModal();
    }
  }

  #asked({ change, plan, conflict }) {
    return html`<h2 id="back-title">${t('changes.back', { version: change.version })}</h2>
      <div class="stack">${conflict ? this.#conflict(conflict) : nothing}
        ${change.node ? html`<div>${subject(change)}</div><p class="small">${t(`changes.back.${change.node.state}`)}</p>` : planned(plan)}</div>
      <footer><button type="button" class="button" @click=${this.#close}>${t('cancel')}</button>
        <button type="button" class="button ${conflict ? 'danger' : 'primary'}" @click=${this.#takeBack}>${conflict ? t('changes.force') : t('take-back')}</button></footer>`;
  }

  #conflict(conflict) {
    const ids = changedSince(conflict);
    return html`<div class="notice warn" role="alert"><span>${reason(conflict)}: <b>${ids.slice(0, MOST_NAMED).join(', ')}${ids.length > MOST_NAMED ? ', …' : ''}</b></span></div>`;
  }

  #close = () => this.querySelector('dialog').close();

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
          ${guarded(t('take-back'), access.mayChange ? undefined : t(access.reason), () => this.#askBack(change))}</div></div>
      ${rules.length ? html`<details class="more"><summary>${t('changes.what')}</summary>
        <div class="stack-s">${rules.map((rule) => html`<div>${rules.length > 1 ? ruleLink(rule) : nothing}
          ${differences(rule.before, rule.after)}</div>`)}</div></details>` : nothing}</li>`;
  }

  /** Asks, with what it would come to; if it was changed since, what that would overwrite. */
  async #askBack(change, conflict) {
    try {
      const plan = await this.#rollBack(change, { dryRun: true, force: Boolean(conflict) || undefined });
      this.back = { change, plan, conflict };
    } catch (problem) {
      await this.#refused(change, conflict, problem);
    }
  }

  /** What others have changed since the reader looked is overwritten only if he has seen it. */
  async #refused(change, conflict, problem) {
    if (changedSince(problem) && !conflict) {
      await this.#askBack(change, problem);
    } else {
      toast(reason(problem), { bad: true });
    }
  }

  #takeBack = async () => {
    const { change, conflict } = this.back;
    this.#close();
    try {
      await this.#rollBack(change, { force: Boolean(conflict) || undefined });
      toast(t('changes.taken-back', { version: change.version }));
    } catch (problem) {
      await this.#refused(change, conflict, problem);
    }
    refresh();
  };

  async #rollBack({ version }, query) {
    return (await call(`changes/${version}:rollback`, { method: 'POST', query, json: {} })).data;
  }
}

customElements.define('tg-changes', Changes);
