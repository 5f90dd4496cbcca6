/** What ECharts is told to draw. */
import { compact } from '../core/numbers.js';
import { DAY, HOUR, MINUTE, clock, clockSeconds, date, duration } from '../core/times.js';
import { t } from '../core/words.js';
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
  // After the window in progress nobody counted because it has not come yet.
  const past = (runs ?? []).slice(0, runs?.findLastIndex((run) => run.state === 'open') + 1 || undefined);
  const shown = past.filter((run) => run.state === 'absent' || run.state === 'partial');
  return {
    silent: true,
    data: shown.map((run) => [
      { xAxis: time(run.from), itemStyle: { color: color(run.state === 'absent' ? 'gap' : 'partial'), opacity: run.state === 'absent' ? 0.45 : 0.22 } },
      { xAxis: time(run.to) },
    ]),
  };
}

/** Marks in the order of time; one that is close behind another has no name, which would be written over it. */
function named(marks, length) {
  let last = -Infinity;
  return marks.map((mark) => {
    const apart = time(mark.at) - last > length * 0.07;
    last = apart ? time(mark.at) : last;
    return { xAxis: time(mark.at), name: apart ? mark.label : '' };
  });
}

function lines({ marks = [], from, to }, color) {
  const shown = marks.filter((mark) => time(mark.at) >= time(from) && time(mark.at) <= time(to)).sort((a, b) => time(a.at) - time(b.at));
  return {
    silent: true,
    symbol: ['none', 'none'],
    animation: false,
    lineStyle: { color: color('ink-2'), type: 'dashed', width: 1 },
    label: { color: color('ink-2'), fontSize: 11, position: 'end', distance: 2, formatter: (line) => line.name },
    data: named(shown, time(to) - time(from)),
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

/** What a bar as high as 1 stands for. The first and the last period may be cut short, those between are whole. */
function unit(points) {
  const middle = points[points.length >> 1];
  return middle ? t('chart.unit', { length: duration(time(middle.to) - time(middle.from)).replace(/^1 /, '') }) : '';
}

/** Two figures of a number, rounded up: where an axis may end. */
function rounded(most) {
  const ten = 10 ** Math.max(0, Math.floor(Math.log10(most)));
  return [1, 2, 4, 6, 8, 10].map((times) => times * ten).find((end) => end >= most);
}

/** The option for a model of tg-chart. */
export function chartOption(model, { small, zoomable }) {
  const color = palette();
  const asBars = model.points.length <= MOST_BARS;
  const series = model.series.map((one) => drawn(model, one, one.color ?? color(one.tone), asBars));
  if (series.length > 0) {
    series[0].markArea = areas(model.runs, color);
    series[0].markLine = lines(model, color);
  }
  const length = time(model.to) - time(model.from);
  const font = { color: color('ink-3'), fontSize: 11.5, fontFamily: getComputedStyle(document.body).fontFamily };
  return {
    animation: false,
    textStyle: font,
    title: { text: unit(model.points), left: 0, top: 0, padding: 0, textStyle: { ...font, fontWeight: 'normal' } },
    grid: { left: 2, right: 18, top: (model.marks ?? []).length > 0 ? 40 : 24, bottom: 2, containLabel: true },
    xAxis: {
      type: 'time', min: time(model.from), max: time(model.to),
      axisLine: { lineStyle: { color: color('line-strong') } }, axisTick: { show: false },
      axisLabel: { ...font, formatter: axisLabel(length), hideOverlap: true }, splitLine: { show: false },
      splitNumber: small ? 3 : 6, containShape: false,
    },
    yAxis: {
      type: 'value', min: 0, minInterval: 1, splitNumber: small ? 2 : 4,
      max: model.most ? rounded(model.most) : ({ max }) => (max > 0 ? undefined : 4), interval: model.most && rounded(model.most) / 2,
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
