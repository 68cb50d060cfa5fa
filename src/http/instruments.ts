/** What is measured, beside the values that tell it apart, such as a status. */
type Labels = Readonly<Record<string, string | number>>;

interface Sample {
  /** Behind the family's name. */
  readonly suffix?: string;
  readonly labels: Labels;
  readonly value: number;
}

interface Family {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly name: string;
  readonly help: string;
  readonly read: () => readonly Sample[];
}

/** Counts how often something took how long. */
export interface HistogramRow {
  observe(seconds: number): void;
}

/** The upper bounds of a histogram's buckets, in seconds. */
const BUCKETS = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3];
const NO_LABELS = {};

export type Instruments = ReturnType<typeof createInstruments>;

/**
 * Instruments that cost next to nothing to move, since every request moves some. What has no labels is shown
 * from the start, as 0. All names begin with the prefix.
 */
export function createInstruments(prefix: string) {
  const families: Family[] = [];
  const describe = (type: Family['type'], name: string, help: string, read: Family['read']): void =>
    void families.push({ type, name: `${prefix}_${name}`, help, read });
  return {
    /** Returns what adds to it. */
    counter(name: string, help: string, { isLabelled = false } = {}) {
      const { read, move } = createValues(isLabelled);
      describe('counter', name, help, read);
      return (by: number, labels: Labels = NO_LABELS): void => move(labels, (value) => value + by);
    },
    /** Returns what sets it. */
    gauge(name: string, help: string, { isLabelled = false } = {}) {
      const { read, move } = createValues(isLabelled);
      describe('gauge', name, help, read);
      return (to: number, labels: Labels = NO_LABELS): void => move(labels, () => to);
    },
    /** Shows what is read whenever somebody asks. */
    shown(type: 'counter' | 'gauge', name: string, help: string, read: () => number): void {
      describe(type, name, help, () => [{ labels: NO_LABELS, value: read() }]);
    },
    /** Returns what makes a row of it for these labels. */
    histogram(name: string, help: string) {
      const rows: { readonly read: () => readonly Sample[] }[] = [];
      describe('histogram', name, help, () => rows.flatMap(({ read }) => read()));
      return (labels: Labels = NO_LABELS): HistogramRow => {
        const row = createRow(labels);
        rows.push(row);
        return row;
      };
    },
    /** All of them in Prometheus' text format. */
    text: (): string => families.map(writeFamily).join('\n'),
  };
}

function createValues(isLabelled: boolean) {
  const samples = new Map<string, { readonly labels: Labels; value: number }>();
  function move(labels: Labels, change: (value: number) => number): void {
    const name = Object.values(labels).join('\n');
    const sample = samples.get(name) ?? { labels, value: 0 };
    sample.value = change(sample.value);
    samples.set(name, sample);
  }
  if (!isLabelled) move(NO_LABELS, () => 0);
  return { move, read: () => [...samples.values()] };
}

function createRow(labels: Labels): HistogramRow & { readonly read: () => readonly Sample[] } {
  const counts = BUCKETS.map(() => 0);
  let count = 0;
  let sum = 0;
  return {
    observe(seconds) {
      count += 1;
      sum += seconds;
      const bucket = BUCKETS.findIndex((bound) => seconds <= bound);
      if (bucket !== -1) counts[bucket] = (counts[bucket] ?? 0) + 1;
    },
    read() {
      let below = 0;
      const buckets = BUCKETS.map((bound, at) => {
        below += counts[at] ?? 0;
        return { suffix: '_bucket', labels: { ...labels, le: bound }, value: below };
      });
      return [
        ...buckets,
        { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
        { suffix: '_sum', labels, value: sum },
        { suffix: '_count', labels, value: count },
      ];
    },
  };
}

function writeFamily({ type, name, help, read }: Family): string {
  const lines = read().map(
    ({ suffix = '', labels, value }) => `${name}${suffix}${writeLabels(labels)} ${value}`,
  );
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n');
}

function writeLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(String(value))}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

const escapeLabel = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
