import type { Instant } from '../bank/engine/rows.ts';

/** How many messages that failed are remembered, and how much of each reason. */
const MAX_FAILURES = 1_000;
const MAX_REASON = 200;

/** Why a message could not be sent, and when that was tried last. */
export interface Failure {
  readonly reason: string;
  readonly at: Instant;
}

/** What this process could not send, for staff to look at. */
export interface Failures {
  add(eventId: number, error: unknown, at: Instant): void;
  of(eventId: number): Failure | undefined;
}

/** In memory: a message that failed is tried again by whichever process comes next. */
export function createFailures(): Failures {
  const failures = new Map<number, Failure>();
  return {
    add(eventId, error, at) {
      const reason = error instanceof Error ? error.message : String(error);
      failures.delete(eventId);
      failures.set(eventId, { reason: reason.slice(0, MAX_REASON), at });
      const [oldest] = failures.keys();
      if (oldest !== undefined && failures.size > MAX_FAILURES) failures.delete(oldest);
    },
    of: (eventId) => failures.get(eventId),
  };
}
