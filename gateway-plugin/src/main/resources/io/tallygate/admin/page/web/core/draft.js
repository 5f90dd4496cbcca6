/** A rule as it is being written: what the form holds, and what is sent. */

export const STRATEGIES = ['api', 'param', 'cookie', 'header', 'body'];
export const PICKS = ['default', 'random', 'round-robin', 'weighted', 'sticky'];
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
export const PATH_MODES = ['pattern', 'exact', 'prefix', 'regex'];
export const BODY_MODES = ['json', 'contains', 'exact', 'regex'];
export const TESTS = ['values', 'regex', 'present'];

const lines = (text = '') => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** A condition as the form holds it: every field there, values one a line. */
function heldCondition(strategy, match = {}) {
  const test = match.present ? 'present' : match.regex ? 'regex' : 'values';
  return {
    strategy, test,
    mode: match.mode ?? (strategy === 'body' ? 'json' : 'pattern'),
    path: match.path ?? '', key: match.key ?? '', values: (match.values ?? []).join('\n'), regex: match.regex ?? '',
    value: match.value ?? '', pointer: match.pointer ?? '',
  };
}

export const newCondition = (strategy = 'header') => heldCondition(strategy);

/** What the form holds of a rule. */
export function held(rule = {}) {
  const [[stickyOf, stickyName] = ['cookie', '']] = Object.entries(rule.target?.stickyBy ?? {});
  return {
    id: rule.id ?? '',
    enabled: rule.enabled ?? true,
    shadow: rule.shadow ?? false,
    priority: String(rule.priority ?? 0),
    host: rule.host === '*' ? '' : rule.host ?? '',
    methods: rule.methods ?? [],
    match: heldCondition(rule.strategy ?? 'api', rule.match),
    and: (rule.and ?? []).map((condition) => heldCondition(...Object.entries(condition)[0])),
    service: rule.target?.service ?? '', node: rule.target?.node ?? '', pick: rule.target?.pick ?? 'default',
    stickyOf, stickyName,
    stripPrefix: String(rule.rewrite?.stripPrefix || ''),
  };
}

function writtenCondition(condition) {
  const { strategy, test, mode, path, key, values, regex, value, pointer } = condition;
  if (strategy === 'api') {
    return mode === 'pattern' ? { path } : { path, mode };
  }
  if (strategy === 'body') {
    return mode === 'json' ? { mode, pointer, values: lines(values) } : { mode, value };
  }
  return { key, ...{ values: { values: lines(values) }, regex: { regex }, present: { present: true } }[test] };
}

/** A number as it was typed: the server says what is wrong with one that is none. */
const number = (text) => (/^-?\d+$/.test(text.trim()) ? Number(text) : text.trim() || undefined);

/** The rule as it is sent. */
export function written(form) {
  const sticky = form.pick === 'sticky' ? { stickyBy: { [form.stickyOf]: form.stickyName } } : {};
  const target = form.node ? { service: form.service, node: form.node }
    : { service: form.service, ...(form.pick === 'default' ? {} : { pick: form.pick }), ...sticky };
  return {
    id: form.id.trim(),
    strategy: form.match.strategy,
    enabled: form.enabled,
    shadow: form.shadow,
    priority: number(form.priority) ?? 0,
    ...(form.host.trim() ? { host: form.host.trim() } : {}),
    ...(form.methods.length ? { methods: form.methods } : {}),
    match: writtenCondition(form.match),
    ...(form.and.length ? { and: form.and.map((one) => ({ [one.strategy]: writtenCondition(one) })) } : {}),
    target,
    ...(form.stripPrefix.trim() ? { rewrite: { stripPrefix: number(form.stripPrefix) } } : {}),
  };
}
