const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** `in 5 minutes`, `3 hours ago`: a distance in milliseconds, negative for what has been. */
export function relative(distanceMs: number): string {
  const [unit, size] = UNITS.find(([, ms]) => Math.abs(distanceMs) >= ms) ?? ['second', 1000];
  return format.format(Math.round(distanceMs / size), unit);
}
