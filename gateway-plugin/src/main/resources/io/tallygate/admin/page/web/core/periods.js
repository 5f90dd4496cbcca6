/** The periods of a series. The API leaves out those without a hit, which a chart must not. */
import { DAY, HOUR } from './times.js';

const at = (text) => new Date(text).getTime();

/** How long periods usually are: midnight and the change of the clocks make some shorter or longer. */
const lengthOf = (step, windowLength) => ({ window: windowLength, hour: HOUR, day: DAY })[step];

/** All points between the ends of a series, each in its state. */
function filled(points, { from, to, windows }, length) {
  const all = [];
  let run = 0;
  const empty = (begin, end) => {
    while (run < windows.length - 1 && at(windows[run].to) <= begin) {
      run += 1;
    }
    return {
      from: new Date(begin).toISOString(), to: new Date(end).toISOString(),
      success: 0, failure: 0, cancelled: 0, causes: {}, state: windows[run]?.state ?? 'complete',
    };
  };
  let reached = at(from);
  for (const point of [...points, { from: to }]) {
    const gap = at(point.from) - reached;
    const n = gap > 0 ? Math.max(1, Math.round(gap / length)) : 0;
    for (let i = 0; i < n; i += 1) {
      all.push(empty(reached + gap * i / n, reached + gap * (i + 1) / n));
    }
    if (point.to) {
      all.push(point);
      reached = at(point.to);
    }
  }
  return all;
}

/** The same series with a point for every period, also for each of its nodes. */
export function withEveryPeriod(series, windowLength) {
  const length = lengthOf(series.step, windowLength);
  const points = filled(series.points, series, length);
  const nodes = series.nodes?.map((node) => (node.points ? { ...node, points: filled(node.points, series, length) } : node));
  return { ...series, points, ...(nodes ? { nodes } : {}) };
}
