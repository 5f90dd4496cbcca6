/** How a rule is shown, wherever it is. */
import { html, nothing } from 'lit';
import { access } from '../core/access.js';
import { isStatic, remove, setEnabled, setShadow } from '../core/rule-actions.js';
import { href } from '../core/router.js';
import { furtherText, matchText } from '../core/rule-text.js';
import { t } from '../core/words.js';
import { icon } from './icons.js';

/** What is special about a rule. */
export const chips = (rule) => html`
  ${rule.broken ? html`<span class="chip bad" title=${rule.broken.reason}>${t('rule.broken')}</span>` : nothing}
  ${rule.enabled === false ? html`<span class="chip warn">${t('rule.disabled')}</span>` : nothing}
  ${rule.shadow ? html`<span class="chip warn" title=${t('rule.shadow.text')}>${t('rule.shadow')}</span>` : nothing}
  ${isStatic(rule) ? html`<span class="chip" title=${t('rule.static.text')}>${icon('lock')}<span class="hidden-text">${t('rule.static')}</span></span>` : nothing}`;

/** Its name and what it looks for. */
export const ruleName = (rule) => html`<div class="row"><a class="name" href=${href(['rules', rule.id])}>${rule.id}</a>
    <span class="chip accent">${t(`kind.${rule.strategy}`)}</span>${chips(rule)}</div>
  <div class="detail two-lines"><span class="mono">${matchText(rule.strategy, rule.match)}</span>${furtherText(rule)
  ? html` · ${furtherText(rule)}` : nothing}</div>`;

/** Why a rule cannot be changed here; nothing if it can. */
export function lockedBecause(rule) {
  if (!access.mayChange) {
    return t(access.reason);
  }
  return isStatic(rule) ? t('rule.static.text') : undefined;
}

/** A button that is dead with a reason, or does something. */
export function guarded(text, reason, run, { symbol, look = '' } = {}) {
  return html`<button type="button" class="button tiny ${look}" aria-disabled=${reason ? 'true' : 'false'} title=${reason ?? nothing}
    @click=${() => !reason && run()}>${symbol ? icon(symbol) : nothing}${text}</button>`;
}

/** What can be done with a rule, as buttons. */
export function ruleActions(rule, afterwards = () => {}) {
  const locked = lockedBecause(rule);
  return html`
    ${guarded(rule.enabled === false ? t('enable') : t('disable'), locked, () => setEnabled(rule, rule.enabled === false))}
    ${guarded(rule.shadow ? t('promote') : t('make-shadow'), locked, () => setShadow(rule, !rule.shadow))}
    ${guarded(t('edit'), locked, () => { location.hash = href(['edit-rule', rule.id]); }, { symbol: 'edit' })}
    ${guarded(t('copy'), access.mayChange ? undefined : t(access.reason), () => { location.hash = href(['new-rule'], { copy: rule.id }); }, { symbol: 'copy' })}
    ${guarded(t('delete'), locked, async () => await remove(rule) && afterwards(), { symbol: 'trash', look: 'danger' })}`;
}
