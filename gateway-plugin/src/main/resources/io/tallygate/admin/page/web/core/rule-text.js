/** A rule in one line, as an operator would say it. */
import { t } from './words.js';

const list = (values) => values.join(` ${t('or')} `);

function value(test) {
  if (test.values) {
    return `${test.key}: ${list(test.values)}`;
  }
  return test.regex ? `${test.key} ~ ${test.regex}` : t('match.present', { key: test.key });
}

function body(test) {
  switch (test.mode) {
    case 'json': return `${test.pointer} = ${list(test.values ?? [])}`;
    case 'regex': return `~ ${test.value}`;
    case 'contains': return t('match.contains', { value: test.value });
    default: return `= ${test.value}`;
  }
}

/** What a condition looks for. */
export function matchText(strategy, match = {}) {
  if (strategy === 'api') {
    return `${match.mode && match.mode !== 'pattern' ? `${t(`mode.${match.mode}`)} ` : ''}${match.path ?? ''}`;
  }
  return strategy === 'body' ? body(match) : value(match);
}

/** What else must hold. */
export function furtherText(rule) {
  const texts = [];
  if (rule.methods?.length) {
    texts.push(list(rule.methods));
  }
  if (rule.host && rule.host !== '*') {
    texts.push(t('match.host', { host: rule.host }));
  }
  for (const condition of rule.and ?? []) {
    const [[strategy, match]] = Object.entries(condition);
    texts.push(`${t(`kind.${strategy}`)} ${matchText(strategy, match)}`);
  }
  return texts.join(' · ');
}

/** Where a rule sends what it takes. */
export function targetText(target = {}) {
  if (target.node) {
    return `${target.service} / ${target.node}`;
  }
  const pick = target.pick && target.pick !== 'default' ? ` (${t(`pick.${target.pick}`)})` : '';
  return `${target.service ?? ''}${pick}`;
}
