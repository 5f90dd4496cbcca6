/** Times in the reader's zone, with UTC at hand. */
import { settings } from './settings.js';
import { t } from './words.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const formats = new Map();

function format(options) {
  const key = settings.language + JSON.stringify(options);
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(settings.language === 'zh' ? 'zh-CN' : 'en-GB', options));
  }
  return formats.get(key);
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const SECONDS = { ...CLOCK, second: '2-digit' };
const DATE = { day: 'numeric', month: 'short' };

/** @param {string|number|Date} instant */
export const clock = (instant) => format(CLOCK).format(new Date(instant));
export const clockSeconds = (instant) => format(SECONDS).format(new Date(instant));
export const date = (instant) => format(DATE).format(new Date(instant));

/** As much of a time as is needed to know it from now. */
export function moment(instant) {
  const time = new Date(instant);
  const now = new Date();
  if (time.toDateString() === now.toDateString()) {
    return format(SECONDS).format(time);
  }
  const year = time.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' };
  return format({ ...DATE, ...year, ...CLOCK }).format(time);
}

/** The same in UTC, for a tooltip. */
export const utc = (instant) => `${new Date(instant).toISOString().replace('T', ' ').replace(/\.\d+Z$/, '')} UTC`;

const isMidnight = (time) => time.getHours() + time.getMinutes() + time.getSeconds() === 0;

/** A stretch of time: as much as it takes to say; whole days of the reader's are named by their dates. */
export function period(from, to) {
  const begin = new Date(from);
  const end = new Date(to);
  if (isMidnight(begin) && isMidnight(end)) {
    const last = new Date(end - 1);
    return last.toDateString() === begin.toDateString() ? date(begin) : `${date(begin)} – ${date(last)}`;
  }
  const precise = end - begin < MINUTE ? clockSeconds : clock;
  const day = begin.toDateString() === new Date().toDateString() ? '' : `${date(begin)}, `;
  const other = end.toDateString() === begin.toDateString() ? '' : `${date(end)}, `;
  return `${day}${precise(begin)} – ${other}${precise(end)}`;
}

/** A length of time in one unit: 350 ms, 4 s, 12 min. */
export function duration(millis) {
  const units = [['day', DAY], ['hour', HOUR], ['minute', MINUTE], ['second', 1000]];
  for (const [unit, length] of units) {
    if (millis >= length) {
      const n = Math.round(millis / length * 10) / 10;
      return t(`duration.${unit}`, { n: n >= 10 || length < MINUTE ? Math.round(n) : n });
    }
  }
  return t('duration.milli', { n: Math.round(millis) });
}

/** How long ago something was. */
export function ago(instant) {
  const millis = Date.now() - new Date(instant).getTime();
  return millis < 5000 ? t('time.now') : t('time.ago', { length: duration(millis) });
}

/** How long ago a window began, in whole units: when in it something happened is not known. */
export function windowAgo(instant) {
  const millis = Date.now() - new Date(instant).getTime();
  const unit = [DAY, HOUR, MINUTE].find((length) => millis >= length);
  return unit ? t('time.ago', { length: duration(Math.floor(millis / unit) * unit) }) : t('time.now');
}

/** The reader's zone, as its name says it. */
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
