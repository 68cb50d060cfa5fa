import { createWindowCounter } from '../window-counter.ts';
import { problem } from './problem.ts';
import type { AuthenticatedRequest } from './request.ts';

/** How often one address may try to sign in. */
const MAX_TRIES = 10;
const TRIES_MS = 5 * 60_000;

/** Counts tries to sign in by address. Answers the one that is too many; null: it may go on. */
export function createSignInLimit(): (request: AuthenticatedRequest) => Response | null {
  const countTry = createWindowCounter({ windowMs: TRIES_MS });
  return ({ raw }) => {
    const { count, msToEnd } = countTry(raw.address());
    if (count <= MAX_TRIES) return null;
    const seconds = Math.ceil(msToEnd / 1000);
    return problem('rate_limited', raw.requestId, {
      detail: `Too many tries. Wait ${seconds} seconds, then try again.`,
      headers: { 'retry-after': String(seconds), 'cache-control': 'no-store' },
    });
  };
}
