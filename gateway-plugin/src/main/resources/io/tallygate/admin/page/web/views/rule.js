/** A rule: what it is, what it did, and what was changed. */
import { html, nothing } from 'lit';
import { call, part } from '../core/api.js';
import { Element } from '../core/element.js';
import { Loader } from '../core/loader.js';
import { hits, percent } from '../core/numbers.js';
import { href, router } from '../core/router.js';
import { furtherText, matchText, targetText } from '../core/rule-text.js';
import { t } from '../core/words.js';
import { head } from '../parts/head.js';
import '../parts/history.js';
import { chips, ruleActions } from '../parts/rule-parts.js';
import { big, failures, lastHit, time } from '../parts/show.js';
import { loaded } from '../parts/states.js';
import { ruleChanges } from './rule-changes.js';

class Rule extends Element {
  static properties = { ruleId: { attribute: false }, query: { attribute: false }, series: { state: true } };

  /** A rule that was deleted still has its history. */
  #rule = new Loader(this, () => this.ruleId, async (signal) => {
    try {
      return (await call(`rules/${part(this.ruleId)}`, { signal })).data;
    } catch (problem) {
      if (problem.status === 404) {
        return { id: this.ruleId, gone: true };
      }
      throw problem;
    }
  });

  #changes = new Loader(this, () => ['changes', this.ruleId], async (signal) => (
    await call('changes', { query: { rule: this.ruleId, size: 50 }, signal })).data.items);

  render() {
    const rule = this.#rule.data;
    const crumb = html`<p class="crumb"><a href=${href(['rules'])}>${t('nav.rules')}</a></p>`;
    const title = html`${this.ruleId} ${rule && !rule.gone ? html`<span class="chip accent">${t(`kind.${rule.strategy}`)}</span> ${chips(rule)}` : nothing}`;
    const actions = rule && !rule.gone ? ruleActions(rule, () => router.go(['rules'])) : nothing;
    const marks = (this.#changes.data ?? []).map((change) => ({ at: change.at, label: t(`action.${change.action}`) }));
    return html`${head(title, nothing, actions, crumb)}
      <div class="stack">
        ${loaded(this.#rule, (loadedRule) => (loadedRule.gone
    ? html`<div class="notice warn">${t('rule.gone')}</div>` : this.#facts(loadedRule)))}
        <tg-history nodes .query=${this.query} .path="rules/${part(this.ruleId)}/hits" .csv=${{ rule: this.ruleId }} .marks=${marks}
          @series=${(event) => { this.series = event.detail; }}></tg-history>
        ${this.#changes.data?.length ? ruleChanges(this.#changes.data, this.series) : nothing}
        ${rule && !rule.gone ? html`<details class="more card"><summary>${t('rule.as-json')}</summary>
          <pre class="code">${JSON.stringify(definition(rule), null, 2)}</pre></details>` : nothing}
      </div>`;
  }

  #facts(rule) {
    return html`<section class="card columns" aria-label=${t('rule.what')}>
      <dl class="facts">
        <dt>${t('rule.takes')}</dt><dd><span class="mono">${matchText(rule.strategy, rule.match)}</span>
          ${furtherText(rule) ? html`<div class="muted">${furtherText(rule)}</div>` : nothing}</dd>
        <dt>${t('target')}</dt><dd>${targetText(rule.target)}</dd>
        ${rule.priority ? html`<dt>${t('priority')}</dt><dd>${rule.priority}</dd>` : nothing}
        ${rule.rewrite?.stripPrefix ? html`<dt>${t('rewrite')}</dt><dd class="mono">${JSON.stringify(rule.rewrite)}</dd>` : nothing}
        ${rule.changedAt ? html`<dt>${t('rule.changed')}</dt><dd>${time(rule.changedAt)}${rule.changedBy ? html` · ${rule.changedBy}` : nothing}</dd>` : nothing}
        ${rule.broken ? html`<dt>${t('rule.broken')}</dt><dd class="bad">${rule.broken.reason}</dd>` : nothing}
      </dl>
      <dl class="facts">
        <dt>${t('hits-today')}</dt><dd>${big(hits(rule.today))}</dd>
        <dt>${t('failures')}</dt><dd>${failures(rule.today.failure)}</dd>
        <dt>${t('success-rate')}</dt><dd>${percent(rule.today.successRate)}</dd>
        <dt>${t('last-hit')}</dt><dd>${lastHit(rule.lastHit)}</dd>
      </dl></section>`;
  }
}

const SEEN = ['today', 'lastHit', 'origin', 'version', 'changedAt', 'changedBy', 'broken', 'trend'];

/** The rule as it is written, without what is only said about it. */
export const definition = (rule) => Object.fromEntries(Object.entries(rule).filter(([name]) => !SEEN.includes(name)));

customElements.define('tg-rule', Rule);
