/** Why something failed, or came out as it did, in the reader's language; what the gateway quotes stays as it is. */
import { t, word } from './words.js';

const KNOWN = [0, 400, 401, 403, 404, 409, 412, 413, 415, 428, 429, 503];

/** @param {import('./api.js').Problem} problem */
export function reason(problem) {
  return t(KNOWN.includes(problem.status) ? `problem.${problem.status}` : 'problem.other', { detail: problem.message });
}

/** What became of a rule in a dry run. @param {{what: string}} why */
export function verdictReason({ what, ...quoted }) {
  const { strategy, theirs, ours, mode, values = [] } = quoted;
  return t(`why.${what}`, {
    ...quoted,
    strategy: word('kind', strategy), mode: word('mode', mode),
    theirs: word('kind', theirs), ours: word('kind', ours),
    values: values.map((value) => `"${value}"`).join(` ${t('or')} `),
  });
}
