import { z } from 'zod';
import { type Book, type Caller, QueueFull, StorageUnavailable } from '../bank/engine/book.ts';
import type { Operation } from '../bank/engine/operation.ts';
import { isRefusal } from '../bank/engine/refusal.ts';
import type { Exchanged } from './exchange.ts';
import { toError, writeCall } from './messages.ts';
import { forwardedName } from './operations.ts';
import { createRoute, type RouteOptions } from './route.ts';

export interface ForwardingOptions extends RouteOptions {
  /** How many operations may wait; one more is refused with QueueFull. */
  readonly queueLimit: number;
}

/** A book of this process, as `openBook` makes it. */
interface OwnBook extends Book {
  drain(): Promise<void>;
  arrived(): void;
}

/**
 * The book of a process among several. Operations go to the leader, whose commits all processes then share;
 * where none is known or reached, this process commits them itself.
 */
export function createForwardingBook<Own extends OwnBook>(own: Own, options: ForwardingOptions): Own {
  const route = createRoute(options);
  const underWay = new Set<Promise<void>>();

  async function noteUntilDone<Answer>(answer: Promise<Answer>): Promise<Answer> {
    const { promise, resolve } = Promise.withResolvers<void>();
    underWay.add(promise);
    try {
      return await answer;
    } finally {
      underWay.delete(promise);
      resolve();
    }
  }
  return {
    ...own,
    perform<Input, Answer>(operation: Operation<Input, Answer>, input: Input, caller: Caller) {
      const performHere = () => own.perform(operation, input, caller);
      const name = forwardedName(operation);
      const exchange = name === undefined || caller.condition ? null : route.find();
      if (!exchange || name === undefined) return performHere();
      if (exchange.waiting() >= options.queueLimit) {
        return Promise.reject(new QueueFull('too many operations wait'));
      }
      const sent = exchange.send(writeCall(name, input, caller));
      return noteUntilDone(sent.then((outcome) => settle(outcome, performHere, caller)));
    },
    arrived() {
      route.arrived();
      own.arrived();
    },
    async drain() {
      await Promise.all(underWay);
      await own.drain();
    },
  };
}

/**
 * The leader's answer. Where it is lost, the leader may have done the operation, or do it yet. What spends a
 * nonce is tried here, with the same one: so it is decided once, whoever does. The rest isn't tried again.
 */
async function settle<Answer>(
  outcome: Exchanged,
  performHere: () => Promise<Answer>,
  { nonce }: Caller,
): Promise<Answer> {
  if (outcome === 'declined') return performHere();
  if (outcome === 'lost') return nonce ? decideOnce(performHere) : failLost();
  if (outcome.kind !== 'answer') throw toError(outcome);
  return z.custom<Answer>().parse(outcome.answer);
}

/** Where the leader decided it, a retry with the operation's id finds the answer. */
async function decideOnce<Answer>(performHere: () => Promise<Answer>): Promise<Answer> {
  try {
    return await performHere();
  } catch (error) {
    if (isRefusal(error, 'replayed')) return failLost();
    throw error;
  }
}

const failLost = (): never => {
  throw new StorageUnavailable('the answer of the process that leads was lost');
};
