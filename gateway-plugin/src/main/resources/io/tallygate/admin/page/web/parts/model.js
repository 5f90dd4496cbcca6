/** Makes what a chart draws of what the API answers. */
import { t } from '../core/words.js';

export const OUTCOMES = ['success', 'failure', 'cancelled'];

const byOutcome = (points) => OUTCOMES.map((outcome) => ({
  name: t(`outcome.${outcome}`), tone: outcome, values: points.map((point) => point[outcome]),
}));

/** Of a series or a trend: success, failure and cancelled stacked. */
export const outcomes = (series, marks = []) => ({
  from: series.from, to: series.to, points: series.points, runs: series.windows, marks,
  series: byOutcome(series.points),
});
