import { createWindowCounter, type WindowCount } from '../window-counter.ts';

export const WINDOW_SECONDS = 60;

export interface Allowance {
  readonly isAllowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts requests in windows of a minute, each caller for itself. */
export interface RateLimit {
  take(caller: string): Allowance | Promise<Allowance>;
}

/** The count at a request: whether it is within the quota, how many are left, and when the window ends. */
export interface Count {
  readonly isWithin: boolean;
  readonly left: number;
  readonly msToEnd: number;
}

/** Counts a request of this caller. */
export type Counter = (caller: string) => Count | Promise<Count>;
/** Makes the counter of a policy, such as `key`, for this many requests a minute. */
export type CreateCounter = (policy: string, perMinute: number) => Counter;

const UNLIMITED: Allowance = { isAllowed: true, headers: {} };

/**
 * `perMinute` 0 is no limit. `policy` is what the headers call it. Without a counter of several processes it
 * counts its own.
 */
export function createRateLimit(
  policy: string,
  perMinute: number,
  createCounter: CreateCounter = createOwnCounter,
): RateLimit {
  if (perMinute === 0) return { take: () => UNLIMITED };
  const count = createCounter(policy, perMinute);
  const toAllowance = (counted: Count): Allowance => allowance(policy, perMinute, counted);
  return {
    take(caller) {
      const counted = count(caller);
      return counted instanceof Promise ? counted.then(toAllowance) : toAllowance(counted);
    },
  };
}

/** Counts the requests to this process alone. */
function createOwnCounter(_policy: string, perMinute: number): Counter {
  const countOwn = createWindowCounter({ windowMs: WINDOW_SECONDS * 1000 });
  return (caller) => toCount(countOwn(caller), perMinute);
}

/** What the number of a request in its window says, where so many are allowed in each. */
export const toCount = ({ count, msToEnd }: WindowCount, perMinute: number): Count => ({
  isWithin: count <= perMinute,
  left: Math.max(0, perMinute - count),
  msToEnd,
});

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
