/** Words in the reader's language. */
import en from '../words/en.js';
import zh from '../words/zh.js';
import { settings } from './settings.js';

const dictionaries = { en, zh };
const plurals = new Intl.PluralRules('en');

/**
 * The text of a key, with what stands in braces filled in. Texts that depend on a number n are objects of forms.
 * @param {string} key such as "nav.rules"
 * @param {Record<string, unknown>} [args]
 */
export function t(key, args = {}) {
  let text = dictionaries[settings.language][key];
  if (text === undefined) {
    console.error(`no ${settings.language} words for "${key}"`);
    return key;
  }
  if (typeof text === 'object') {
    text = text[plurals.select(Number(args.n))] ?? text.other;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in args ? shown(args[name]) : whole));
}

function shown(value) {
  return typeof value === 'number' ? value.toLocaleString(settings.language) : String(value);
}

/** The word of a key if there is one, else the word itself: for words that come from the API. */
export function word(group, value) {
  const key = `${group}.${value}`;
  return key in dictionaries.en ? t(key) : value;
}
