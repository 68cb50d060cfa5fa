/** By these a proxy tells for whom it asks. */
const FORWARDING = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'] as const;
/** How long nobody is told again. */
const SILENCE_MS = 3_600_000;

/** Whether a proxy says that it passed the request on. */
export function isForwarded(headers: Headers): boolean {
  if (FORWARDING.some((name) => headers.has(name))) return true;
  for (const name of headers.keys()) if (name.startsWith('x-forwarded-')) return true;
  return false;
}

/** The names of this machine, as the `Host` of a request, with any port. */
const LOCAL_HOST = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d+)?$/i;

/** Whether the request was addressed to this machine by a name that only programs on it can use. */
export const isForLocalHost = (headers: Headers): boolean => LOCAL_HOST.test(headers.get('host') ?? '');

/**
 * Notices requests through a proxy at a bank that expects none, which then takes all visitors for one. Calls
 * `onUnexpected` with the header that gave it away: at the first, and then at most once an hour.
 */
export function watchForProxies(
  proxyHops: number,
  onUnexpected: (header: string) => void,
  now: () => number = () => performance.now(),
): (headers: Headers) => void {
  if (proxyHops > 0) return () => undefined;
  let silentUntil = Number.NEGATIVE_INFINITY;
  return (headers) => {
    const header = FORWARDING.find((name) => headers.has(name));
    if (header === undefined || now() < silentUntil) return;
    silentUntil = now() + SILENCE_MS;
    onUnexpected(header);
  };
}
