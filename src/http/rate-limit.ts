import { createWindowCounter, type WindowCount } from '../window-counter.ts';

export const WINDOW_SECONDS = 60;
/** A larger body counts as one request for each of these: what it takes to decide grows with it. */
const BYTES_OF_ONE = 65_536;
/** The largest counts as no more than this part of a window, however few requests it has. */
const MOST_OF_WINDOW = 1 / 20;

export interface Allowance {
  readonly isAllowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts requests in windows of a minute, each caller for itself, by what their bodies weigh. */
export interface RateLimit {
  take(caller: string, bodyBytes?: number): Allowance | Promise<Allowance>;
}

/** The count at a request: whether it is within the quota, how many are left, and when the window ends. */
export interface Count {
  readonly isWithin: boolean;
  readonly left: number;
  readonly msToEnd: number;
}

/** Counts a request of this caller that counts as so many. */
export type Counter = (caller: string, weight: number) => Count | Promise<Count>;
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
  const mostWeight = Math.max(1, Math.floor(perMinute * MOST_OF_WINDOW));
  return {
    take(caller, bodyBytes = 0) {
      const weight = Math.max(1, Math.min(mostWeight, Math.ceil(bodyBytes / BYTES_OF_ONE)));
      const counted = count(caller, weight);
      return counted instanceof Promise ? counted.then(toAllowance) : toAllowance(counted);
    },
  };
}

/** Counts the requests to this process alone. */
function createOwnCounter(_policy: string, perMinute: number): Counter {
  const countOwn = createWindowCounter({ windowMs: WINDOW_SECONDS * 1000 });
  return (caller, weight) => toCount(countOwn(caller, weight), perMinute);
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
