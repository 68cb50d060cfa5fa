import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export const WINDOW_SECONDS = 60;

export interface Allowance {
  readonly isAllowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts requests in windows of a minute, each caller for itself. */
export interface RateLimit {
  take(caller: string): Promise<Allowance>;
}

/** The count at a request: whether it is within the quota, how many are left, and when the window ends. */
export interface Count {
  readonly isWithin: boolean;
  readonly left: number;
  readonly msToEnd: number;
}

/** Counts a request of this caller. */
export type Counter = (caller: string) => Promise<Count>;
/** Makes the counter of a policy, such as `key`, for this many requests a minute. */
export type CreateCounter = (policy: string, perMinute: number) => Counter;

/**
 * `perMinute` 0 is no limit. `policy` is what the headers call it. Without a counter of several processes it
 * counts its own.
 */
export function createRateLimit(
  policy: string,
  perMinute: number,
  createCounter: CreateCounter = createOwnCounter,
): RateLimit {
  if (perMinute === 0) return { take: async () => ({ isAllowed: true, headers: {} }) };
  const count = createCounter(policy, perMinute);
  return { take: async (caller) => allowance(policy, perMinute, await count(caller)) };
}

/** Counts the requests to this process alone. */
export function createOwnCounter(_policy: string, perMinute: number): Counter {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS });
  return async (caller) => {
    const { counted, isWithin } = await settle(limiter.consume(caller));
    return { isWithin, left: Math.max(0, counted.remainingPoints), msToEnd: counted.msBeforeNext };
  };
}

/** The library refuses by rejecting with its count; any other rejection is an error. */
export async function settle(
  consumed: Promise<RateLimiterRes>,
): Promise<{ counted: RateLimiterRes; isWithin: boolean }> {
  try {
    return { counted: await consumed, isWithin: true };
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return { counted: refused, isWithin: false };
  }
}

/** The fields of draft-ietf-httpapi-ratelimit-headers: what is left, and for how many seconds. */
function allowance(policy: string, quota: number, { isWithin, left, msToEnd }: Count): Allowance {
  const seconds = Math.max(1, Math.ceil(msToEnd / 1000));
  const headers = {
    'ratelimit-policy': `"${policy}";q=${quota};w=${WINDOW_SECONDS}`,
    ratelimit: `"${policy}";r=${left};t=${seconds}`,
  };
  return {
    isAllowed: isWithin,
    headers: isWithin ? headers : { ...headers, 'retry-after': String(seconds) },
  };
}

/**
 * Returns the client's address. Behind proxies of our own it is the entry that the outermost of them added to
 * X-Forwarded-For: what precedes it came from outside, and is not believed.
 */
export function clientAddress(socketAddress: string, forwardedFor: string | null, proxyHops: number): string {
  if (proxyHops === 0 || forwardedFor === null) return socketAddress;
  const hops = forwardedFor.split(',').map((hop) => hop.trim());
  return hops.at(-proxyHops) ?? hops[0] ?? socketAddress;
}
