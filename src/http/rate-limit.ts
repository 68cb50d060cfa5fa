import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const WINDOW_SECONDS = 60;

export interface Allowance {
  readonly isAllowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts requests in windows of a minute, each caller for itself. */
export interface RateLimit {
  take(caller: string): Promise<Allowance>;
}

/** `perMinute` 0 is no limit. `name` is what the headers call the policy. */
export function createRateLimit(name: string, perMinute: number): RateLimit {
  if (perMinute === 0) return { take: async () => ({ isAllowed: true, headers: {} }) };
  const limiter = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS });
  return {
    async take(caller) {
      try {
        return allowance(name, perMinute, await limiter.consume(caller));
      } catch (refused) {
        // The library refuses by rejecting with its count; anything else is a fault.
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return allowance(name, perMinute, refused, false);
      }
    },
  };
}

/** The fields of draft-ietf-httpapi-ratelimit-headers: what is left, and for how many seconds. */
function allowance(name: string, quota: number, counted: RateLimiterRes, isAllowed = true): Allowance {
  const seconds = Math.max(1, Math.ceil(counted.msBeforeNext / 1000));
  const headers = {
    'ratelimit-policy': `"${name}";q=${quota};w=${WINDOW_SECONDS}`,
    ratelimit: `"${name}";r=${Math.max(0, counted.remainingPoints)};t=${seconds}`,
  };
  return { isAllowed, headers: isAllowed ? headers : { ...headers, 'retry-after': String(seconds) } };
}

/**
 * The caller's address. Behind proxies of one's own it is the entry that the outermost of them added to
 * X-Forwarded-For: what stands before it came from outside, and is not believed.
 */
export function addressOf(socketAddress: string, forwardedFor: string | null, proxyHops: number): string {
  if (proxyHops === 0 || forwardedFor === null) return socketAddress;
  const hops = forwardedFor.split(',').map((hop) => hop.trim());
  return hops.at(-proxyHops) ?? hops[0] ?? socketAddress;
}
