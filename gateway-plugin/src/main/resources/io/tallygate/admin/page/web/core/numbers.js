/** Numbers as they are read. */
import { settings } from './settings.js';

const formats = new Map();

function format(options) {
  const key = settings.language + JSON.stringify(options);
  if (!formats.has(key)) {
    formats.set(key, new Intl.NumberFormat(settings.language, options));
  }
  return formats.get(key);
}

export const count = (n) => format({}).format(n);

/** A number where there is little room: 12,300 as 12.3K. */
export const compact = (n) => format({ notation: 'compact', maximumFractionDigits: 1 }).format(n);

/** A share of 1 in per cent; 0.99996 is not 100 %. */
export function percent(share) {
  if (share === undefined || share === null) {
    return '–';
  }
  const digits = (share > 0.995 && share < 1) || (share > 0 && share < 0.005) ? 2 : 1;
  const floor = Math.floor(share * 100 * 10 ** digits) / 10 ** digits / 100;
  const least = share > 0 && share < 1 ? digits : 0;
  return format({ style: 'percent', minimumFractionDigits: least, maximumFractionDigits: digits }).format(floor);
}

/** All hits of counts, however they ended. */
export const hits = (counts) => counts.success + counts.failure + counts.cancelled;

/** @returns {number|undefined} the share that succeeded of those that succeeded or failed */
export function successRate(counts) {
  const decided = counts.success + counts.failure;
  return decided === 0 ? undefined : counts.success / decided;
}
