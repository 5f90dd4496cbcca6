/** Which stretch of time is looked at, and in which steps. */
import { get } from './api.js';
import { DAY, HOUR } from './times.js';

/** The ranges that end now, by their names in addresses. */
export const RANGES = { '1h': HOUR, '6h': 6 * HOUR, '24h': DAY, '7d': 7 * DAY, '30d': 30 * DAY, '1y': 365 * DAY };
export const STEPS = ['window', 'hour', 'day'];

const MOST_POINTS = 5000;
let windowLength;

/** How long a window is, in milliseconds: asked once. */
export async function lengthOfWindow() {
  if (windowLength === undefined) {
    const second = Math.floor(Date.now() / 1000) * 1000;
    const [from, to] = [new Date(second).toISOString(), new Date(second + 1).toISOString()];
    const windows = await get('windows', { step: 'window', from, to });
    windowLength = new Date(windows.to) - new Date(windows.from);
  }
  return windowLength;
}

/** The finest step that a chart can still show. */
async function stepFor(length) {
  if (length / await lengthOfWindow() <= MOST_POINTS) {
    return 'window';
  }
  return length / HOUR <= MOST_POINTS / 4 ? 'hour' : 'day';
}

/** What an address asks for: a named range that ends now, or two times. */
export function asked(query) {
  if (query.from && query.to && new Date(query.from) < new Date(query.to)) {
    return { from: new Date(query.from), to: new Date(query.to), fixed: true };
  }
  const now = Date.now();
  return { from: new Date(now - (RANGES[query.range] ?? HOUR)), to: new Date(now), fixed: false };
}

/** The parameters of a call for a series. */
export async function seriesQuery(query) {
  const { from, to, fixed } = asked(query);
  const step = STEPS.includes(query.step) ? query.step : await stepFor(to - from);
  return { from: from.toISOString(), to: fixed ? to.toISOString() : undefined, step };
}
