import { createWindowCounter } from '../window-counter.ts';
import { problem } from './problem.ts';
import type { AuthenticatedRequest } from './request.ts';

/** How often one address may try to sign in. */
const MAX_TRIES = 10;
const TRIES_MS = 5 * 60_000;

type Raw = AuthenticatedRequest['raw'];

export interface TryLimit {
  /** Counts a try. Answers the one that is too many; null: it may go on. */
  refuse(raw: Raw, who: string): Response | null;
  /** Takes the last try back. */
  giveBack(who: string): void;
}

/** Lets each do something so often in five minutes. */
export function createTryLimit(maxTries: number): TryLimit {
  const countTry = createWindowCounter({ windowMs: TRIES_MS });
  return {
    refuse(raw, who) {
      const { count, msToEnd } = countTry(who);
      if (count <= maxTries) return null;
      const seconds = Math.ceil(msToEnd / 1000);
      return problem('rate_limited', raw.requestId, {
        detail: `Too many tries. Wait ${seconds} seconds, then try again.`,
        headers: { 'retry-after': String(seconds), 'cache-control': 'no-store' },
      });
    },
    giveBack: (who) => void countTry(who, -1),
  };
}

/** Counts tries to sign in by address. Answers the one that is too many; null: it may go on. */
export function createSignInLimit(): (request: AuthenticatedRequest) => Response | null {
  const limit = createTryLimit(MAX_TRIES);
  return ({ raw }) => limit.refuse(raw, raw.address());
}

/**
 * Counts, by address, the tries that fail: who signs in holds up nobody behind the same address. Each counts
 * until it has succeeded, so that many at once are no way around.
 */
export function createGuessLimit(): (
  request: AuthenticatedRequest,
  tryOnce: () => Promise<unknown>,
) => Promise<unknown> {
  const limit = createTryLimit(MAX_TRIES);
  return async ({ raw }, tryOnce) => {
    const address = raw.address();
    const tooMany = limit.refuse(raw, address);
    if (tooMany) return tooMany;
    const answer = await tryOnce();
    if (answer instanceof Response && answer.ok) limit.giveBack(address);
    return answer;
  };
}
