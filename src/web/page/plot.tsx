import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { type Amount, listLone, toData } from './plot-data.ts';

/** One line, or one row of bars. */
export interface Series {
  readonly label: string;
  /** A variable of the theme, such as `--accent`. */
  readonly color: string;
  /** As many as there are times. Where one is null, a line has a gap. */
  readonly values: readonly Amount[];
}

interface PlotProps {
  /** What it shows, in words, for those who can't see it. */
  readonly label: string;
  /** Milliseconds since 1970, none before the one before it. */
  readonly times: readonly number[];
  readonly series: readonly Series[];
  readonly kind?: 'line' | 'bars';
  readonly unit?: string;
  /** The tag of the language of the page, and its word before the newest amounts. */
  readonly language?: string;
  readonly newest?: string;
}

const HEIGHT = 210;
/** So wide that two dates do not touch, and an amount fits beside the plot. */
const DATE_WIDTH = 76;
const AMOUNT_WIDTH = 52;

/** How a language writes amounts and times. */
const createFormats = (language: string) => ({
  short: new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }),
  whole: new Intl.NumberFormat(language),
  dateAndTime: new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }),
  day: new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', timeZone: 'UTC' }),
  hour: new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  }),
});

/** Amounts over time. The times are UTC, as everything in the bank is. */
export function Plot(props: PlotProps) {
  const { label, times, series, unit = '', language = 'en', newest = 'Newest' } = props;
  const { whole } = createFormats(language);
  const container = useRef<HTMLDivElement>(null);
  const shown = JSON.stringify([times, series]);
  useEffect(() => (container.current ? draw(container.current, props) : undefined), [shown]);
  const amounts = series.map(
    ({ label: name, values }) => `${name} ${whole.format(values.findLast((amount) => amount !== null) ?? 0)}`,
  );
  return (
    <figure class="plot" role="img" aria-label={`${label}. ${newest}: ${amounts.join(', ')} ${unit}`.trim()}>
      <div ref={container} />
    </figure>
  );
}

/** Draws it, and again where there is another width or another scheme. Returns what takes it away. */
function draw(container: HTMLDivElement, props: PlotProps): () => void {
  const data = toData(props);
  let plot = new uPlot(plotOptions(container, props), data, container);
  const sizes = new ResizeObserver(() => plot.setSize({ width: container.clientWidth, height: HEIGHT }));
  sizes.observe(container);
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  const drawAnew = (): void => {
    plot.destroy();
    plot = new uPlot(plotOptions(container, props), data, container);
  };
  scheme.addEventListener('change', drawAnew);
  return () => {
    scheme.removeEventListener('change', drawAnew);
    sizes.disconnect();
    plot.destroy();
  };
}

function plotOptions(container: HTMLElement, props: PlotProps): uPlot.Options {
  const { series, kind = 'line', unit = '', language = 'en' } = props;
  const formats = createFormats(language);
  const { short, whole, dateAndTime } = formats;
  const style = getComputedStyle(container);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  const line = { stroke: color('--line'), width: 1 };
  const axis = { stroke: color('--muted'), grid: line, ticks: line, font: '12px system-ui' };
  const show = (amount: number | null): string =>
    amount === null ? '–' : `${whole.format(amount)} ${unit}`.trim();
  return {
    width: container.clientWidth,
    height: HEIGHT,
    cursor: { y: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    scales: {
      x: { range: ({ data: [times] }, low, high) => padTimes(low, times.length === 1 ? low : high) },
      y: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.1)] },
    },
    axes: [
      { ...axis, space: DATE_WIDTH, values: (_plot, times) => formatTimes(times, formats) },
      {
        ...axis,
        size: AMOUNT_WIDTH,
        incrs: WHOLE_STEPS,
        values: (_plot, amounts) => amounts.map((amount) => short.format(amount)),
      },
    ],
    series: [
      {
        label: 'UTC',
        value: (_plot, time) => (time === null ? '–' : dateAndTime.format(new Date(time * 1000))),
      },
      ...series.map((each, at) => ({
        label: each.label,
        stroke: color(each.color),
        ...(kind === 'bars' ? barsOf(at, series.length) : {}),
        ...(kind === 'bars'
          ? { fill: color(each.color), width: 0 }
          : { fill: `${color(each.color)}40`, width: 2, points: LONE_POINTS }),
        value: (_plot: uPlot, amount: number | null) => show(amount),
      })),
    ],
  };
}

/** Points as the plot has them by itself, or else those that no line would show. */
const LONE_POINTS: uPlot.Series.Points = {
  filter: (plot, at, isShown) => (isShown ? null : listLone(Array.from(plot.data[at] ?? []))),
};

/** Amounts are whole: half a pet is none. */
const WHOLE_STEPS = Array.from({ length: 18 }, (_, power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
).flat();

const DAY_SECONDS = 86_400;

/** Days by their date, and times within a day by the clock. */
const formatTimes = (
  times: readonly number[],
  { day, hour }: Pick<ReturnType<typeof createFormats>, 'day' | 'hour'>,
): string[] => times.map((time) => (time % DAY_SECONDS === 0 ? day : hour).format(new Date(time * 1000)));

/** Times that are too near to each other to be told apart stand in an hour around them. */
function padTimes(low: number, high: number): [number, number] {
  const missing = Math.max(0, MIN_SPAN - (high - low)) / 2;
  return [low - missing, high + missing];
}

/** Seconds. */
const MIN_SPAN = 3_600;

/** Bars of several series stand side by side. */
function barsOf(at: number, count: number): Pick<uPlot.Series, 'paths' | 'points'> {
  const paths = uPlot.paths.bars?.({
    size: [0.8 / count, 28],
    align: at === 0 && count > 1 ? -1 : count > 1 ? 1 : 0,
  });
  return { ...(paths ? { paths } : {}), points: { show: false } };
}
