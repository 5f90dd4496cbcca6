/** The fields of a condition: each strategy has its own. */
import { html } from 'lit';
import { BODY_MODES, PATH_MODES, STRATEGIES, TESTS } from '../core/draft.js';
import { t } from '../core/words.js';
import { selectField, textField } from './fields.js';

const options = (words, group) => words.map((word) => [word, t(`${group}.${word}`)]);

/**
 * @param {string} id what the ids of its fields begin with
 * @param {ReturnType<import('../core/draft.js').newCondition>} condition
 * @param {(changes: object) => void} set
 * @param {string} field what the server calls it
 */
export function conditionFields(id, condition, set, field) {
  const text = (name, label, more = {}) => textField({
    id: `${id}-${name}`, label, value: condition[name], set: (value) => set({ [name]: value }), field: `${field}.${name}`, ...more,
  });
  const select = (name, label, words, group) => selectField({
    id: `${id}-${name}`, label, value: condition[name], options: options(words, group), set: (value) => set({ [name]: value }),
  });
  return html`<div class="form-grid">
    ${select('strategy', t('strategy'), STRATEGIES, 'kind')}
    ${own(condition, text, select)}</div>`;
}

function own(condition, text, select) {
  if (condition.strategy === 'api') {
    return html`${select('mode', t('form.mode'), PATH_MODES, 'mode')}${text('path', t('form.path'), {
      placeholder: condition.mode === 'regex' ? '/orders/[0-9]+' : '/orders/**', hint: t(`form.path.${condition.mode}`),
    })}`;
  }
  const values = () => text('values', t('form.values'), { lines: true, hint: t('form.values.hint') });
  if (condition.strategy === 'body') {
    return html`${select('mode', t('form.mode'), BODY_MODES, 'body-mode')}${condition.mode === 'json'
      ? html`${text('pointer', t('form.pointer'), { placeholder: '/user/tier' })}${values()}`
      : text('value', t('form.value'), { lines: true })}`;
  }
  return html`${text('key', t('form.key'), { placeholder: condition.strategy === 'header' ? 'X-Canary' : '' })}
    ${select('test', t('form.test'), TESTS, 'test')}
    ${condition.test === 'values' ? values() : condition.test === 'regex' ? text('regex', t('form.regex'), { placeholder: 'v[0-9]+' }) : ''}`;
}
