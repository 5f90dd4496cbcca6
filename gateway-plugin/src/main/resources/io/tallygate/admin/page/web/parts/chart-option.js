/** What ECharts is told to draw. */
import { compact } from '../core/numbers.js';
import { DAY, HOUR, MINUTE, clock, clockSeconds, date } from '../core/times.js';
import { tip } from './chart-tip.js';

const MOST_BARS = 190;

/** The colours in force now, as the style sheets say. */
function palette() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

const time = (text) => new Date(text).getTime();

/** A value where there is one: a window in which nobody counted has none, and zero is not none. */
const valueAt = (series, points) => (i) => (points[i].state === 'absent' ? null : series.values[i]);

function bars(series, points, of) {
  return points.map((point, i) => [(time(point.from) + time(point.to)) / 2, of(i)]);
}

function steps(series, points, of) {
  const data = points.map((point, i) => [time(point.from), of(i)]);
  const last = points.length - 1;
  return last < 0 ? data : [...data, [time(points[last].to), of(last)]];
}

function drawn(model, series, color, asBars) {
  const of = valueAt(series, model.points);
  const common = { name: series.name, stack: 'hits', silent: true, emphasis: { disabled: true }, animation: false };
  return asBars
    ? { ...common, type: 'bar', barCategoryGap: '18%', itemStyle: { color }, data: bars(series, model.points, of) }
    : {
      ...common, type: 'line', step: 'end', symbol: 'none', lineStyle: { width: 0 },
      areaStyle: { color, opacity: 0.9 }, data: steps(series, model.points, of),
    };
}

function areas(runs, color) {
  const shown = (runs ?? []).filter((run) => run.state === 'absent' || run.state === 'partial');
  return {
    silent: true,
    data: shown.map((run) => [
      { xAxis: time(run.from), itemStyle: { color: color(run.state === 'absent' ? 'gap' : 'partial'), opacity: run.state === 'absent' ? 0.45 : 0.22 } },
      { xAxis: time(run.to) },
    ]),
  };
}

function lines(marks, color) {
  return {
    silent: true,
    symbol: ['none', 'none'],
    animation: false,
    lineStyle: { color: color('ink-2'), type: 'dashed', width: 1 },
    label: { color: color('ink-2'), fontSize: 11, position: 'end', distance: 2, formatter: (line) => line.name },
    data: (marks ?? []).map((mark) => ({ xAxis: time(mark.at), name: mark.label })),
  };
}

function axisLabel(length) {
  if (length > 3 * DAY) {
    return date;
  }
  return (value) => {
    const at = new Date(value);
    const midnight = at.getHours() === 0 && at.getMinutes() === 0 && at.getSeconds() === 0;
    if (midnight && length > 6 * HOUR) {
      return date(value);
    }
    return length < 10 * MINUTE ? clockSeconds(value) : clock(value);
  };
}

/** The option for a model of tg-chart. */
export function chartOption(model, { small, zoomable }) {
  const color = palette();
  const asBars = model.points.length <= MOST_BARS;
  const series = model.series.map((one) => drawn(model, one, one.color ?? color(one.tone), asBars));
  if (series.length > 0) {
    series[0].markArea = areas(model.runs, color);
    series[0].markLine = lines(model.marks, color);
  }
  const length = time(model.to) - time(model.from);
  const font = { color: color('ink-3'), fontSize: 11.5, fontFamily: getComputedStyle(document.body).fontFamily };
  return {
    animation: false,
    textStyle: font,
    grid: { left: 2, right: 10, top: (model.marks ?? []).length > 0 ? 24 : 10, bottom: 2, containLabel: true },
    xAxis: {
      type: 'time', min: time(model.from), max: time(model.to),
      axisLine: { lineStyle: { color: color('line-strong') } }, axisTick: { show: false },
      axisLabel: { ...font, formatter: axisLabel(length), hideOverlap: true }, splitLine: { show: false },
      splitNumber: small ? 3 : 6,
    },
    yAxis: {
      type: 'value', minInterval: 1, splitNumber: small ? 2 : 4,
      max: model.most,
      axisLabel: { ...font, formatter: compact }, splitLine: { lineStyle: { color: color('line') } },
    },
    tooltip: {
      trigger: 'axis', confine: true, transitionDuration: 0,
      axisPointer: { type: asBars ? 'shadow' : 'line', shadowStyle: { color: color('ink-3'), opacity: 0.1 }, lineStyle: { color: color('line-strong') } },
      backgroundColor: color('card'), borderColor: color('line-strong'), padding: [8, 11],
      formatter: (shown) => tip(model, shown[0]?.dataIndex, color),
    },
    toolbox: zoomable
      ? { show: true, itemSize: 0, showTitle: false, top: -40, feature: { dataZoom: { yAxisIndex: 'none', brushStyle: { color: color('accent'), opacity: 0.18 } } } }
      : undefined,
    series,
  };
}
