import type { Leader, Leadership } from '../storage/leadership.ts';
import { createExchange, type Exchange, type MessageResult } from './exchange.ts';
import type { PostOptions } from './post.ts';

/** For how long nothing is handed to a leader that could not be reached: longer each time, up to a minute. */
const AVOID_MS = 2_000;
const MAX_AVOID_MS = 60_000;

export interface RouteOptions extends PostOptions {
  readonly leadership: Pick<Leadership, 'leader' | 'unreached'>;
  /** Told of each message to a leader, and how many operations were in it. */
  readonly onMessage?: (result: MessageResult, operations: number) => void;
}

/** The way to whoever leads. */
export interface Route {
  /** Where to hand operations over; null where this process commits them itself. */
  find(): Exchange | null;
  /** A request has arrived, of any kind. */
  arrived(): void;
}

export function createRoute(options: RouteOptions): Route {
  const { leadership, onMessage } = options;
  let current: { readonly term: number; readonly exchange: Exchange } | undefined;
  let avoidMs = AVOID_MS;
  let avoidedUntil = Number.NEGATIVE_INFINITY;

  function note(term: number, result: MessageResult): void {
    if (current?.term !== term) return;
    if (result === 'answered') {
      avoidMs = AVOID_MS;
      return;
    }
    const now = performance.now();
    // Of many messages that were under way together, one counts.
    if (now < avoidedUntil) return;
    avoidedUntil = now + avoidMs;
    avoidMs = Math.min(2 * avoidMs, MAX_AVOID_MS);
    // Where that fails, so will the commit that follows, which says so.
    leadership.unreached(term).catch(() => undefined);
  }
  function open(leader: Leader): Exchange {
    const { term } = leader;
    const exchange = createExchange(leader, options, (result, operations) => {
      onMessage?.(result, operations);
      note(term, result);
    });
    current = { term, exchange };
    avoidMs = AVOID_MS;
    avoidedUntil = Number.NEGATIVE_INFINITY;
    return exchange;
  }
  return {
    find() {
      const leader = leadership.leader();
      if (!leader) return null;
      if (current?.term !== leader.term) return open(leader);
      return performance.now() < avoidedUntil ? null : current.exchange;
    },
    arrived: () => current?.exchange.arrived(),
  };
}
