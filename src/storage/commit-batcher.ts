import type { Caller } from '../bank/engine/book.ts';
import type { Call, Operation, Rules } from '../bank/engine/operation.ts';
import { decideOperation, signatureReadKeys } from '../bank/engine/operation.ts';
import type { ReadKey } from '../bank/engine/read-key.ts';
import type { Reader } from '../bank/engine/reader.ts';
import type { View } from '../bank/engine/view.ts';

/** The longest wait for others to share a commit, in milliseconds. */
const MAX_GATHER_MS = 5;
/** Which part of the last commit's time a batch waits at most for those who are likely to come. */
const GATHER_SHARE = 1 / 4;
/** Timers are no finer than this. */
const MIN_PAUSE_MS = 1;
/** After so many commits a batch waits for more than the last one had. */
const COMMITS_PER_PROBE = 16;

/** Gathers, between two commits, the operations that will share the next one. */
export interface CommitBatcher {
  /** Resolves when a batch should begin; so many operations wait for it already. */
  wait(waiting: number): Promise<void>;
  /** Another operation waits. */
  joined(waiting: number): void;
  /**
   * A request has arrived, of any kind. While more than a thousand connections send data, Bun's event loop
   * runs no `setImmediate` for seconds: then the next request to arrive ends the wait.
   */
  arrived(): void;
  /** A commit is over: so many callers were in it or waited for the next, and are likely to come again. */
  committed(last: { companions: number; durationMs: number }): void;
}

/**
 * Callers mostly come again once they are answered. Those who come while a commit holds up everything else
 * are not seen until it is over, and two halves could take turns for ever, each with a commit of its own: so
 * now and then a batch waits for more than came last, and finds whether there are more.
 */
export function createCommitBatcher(): CommitBatcher {
  let expected = 0;
  let pauseMs = 0;
  let commits = 0;
  let open: { readonly since: number; isPause: boolean; readonly end: () => void } | undefined;
  return {
    async wait(waiting) {
      const { promise, resolve: end } = Promise.withResolvers<void>();
      const isPause = pauseMs >= MIN_PAUSE_MS && waiting < expected;
      open = { since: performance.now(), isPause, end };
      // Requests whose bytes have arrived already are handled before the immediate.
      if (isPause) setTimeout(end, pauseMs);
      else setImmediate(end);
      await promise;
      open = undefined;
    },
    joined(waiting) {
      if (!open?.isPause || waiting < expected) return;
      open.isPause = false;
      setImmediate(open.end);
    },
    arrived() {
      if (open && performance.now() - open.since > MAX_GATHER_MS) open.end();
    },
    committed({ companions, durationMs }) {
      commits += 1;
      const isProbe = commits % COMMITS_PER_PROBE === 0;
      expected = isProbe ? companions + Math.ceil(companions / 2) : companions;
      pauseMs = Math.min(durationMs * GATHER_SHARE, MAX_GATHER_MS);
    },
  };
}

/** The time and the rules of a batch: the same for each of its decisions. */
export interface DecisionContext {
  readonly at: number;
  readonly rules: Rules;
}

/** An operation that waits for its commit, with its input and answer hidden. */
export interface PendingOperation {
  readKeys(context: DecisionContext): ReadKey[];
  moreReadKeys(reader: Reader, context: DecisionContext): ReadKey[];
  /** Decides, changes the view, and returns what settles it once durable. May throw MissingRowError. */
  decide(view: View, context: DecisionContext): () => void;
  reject(error: unknown): void;
}

export function createPendingOperation<Input, Answer>(
  operation: Operation<Input, Answer>,
  input: Input,
  caller: Caller,
  settle: { readonly resolve: (answer: Answer) => void; readonly reject: (error: unknown) => void },
): PendingOperation {
  const callAt = (context: DecisionContext): Call => ({ ...context, by: caller.by });
  return {
    readKeys: (context) => [
      ...operation.readKeys(input, callAt(context)),
      ...signatureReadKeys(caller.nonce),
      ...(caller.condition?.readKeys(callAt(context)) ?? []),
    ],
    moreReadKeys: (reader, context) => [
      ...(operation.moreReadKeys?.(reader, input, callAt(context)) ?? []),
      ...(caller.condition?.moreReadKeys(reader, callAt(context)) ?? []),
    ],
    decide(view, context) {
      const outcome = decideOperation(view, operation, input, callAt(context), caller);
      if (outcome.kind === 'answer') return () => settle.resolve(outcome.answer);
      return () => settle.reject(outcome.refusal);
    },
    reject: settle.reject,
  };
}
