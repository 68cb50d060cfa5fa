import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How often one person may ask: this many times in this many seconds. */
const ASKS = 12;
const WINDOW_SECONDS = 10;

/** Counts what one person asks, so that nobody keeps the others waiting. */
export interface Cooldown {
  /** Counts one question. 0 when it may be asked now, else how many milliseconds to wait. */
  take(discordUserId: string): Promise<number>;
}

export function createCooldown(): Cooldown {
  const limiter = new RateLimiterMemory({ points: ASKS, duration: WINDOW_SECONDS });
  return {
    async take(discordUserId) {
      try {
        await limiter.consume(discordUserId);
        return 0;
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return Math.max(1, refused.msBeforeNext);
      }
    },
  };
}
