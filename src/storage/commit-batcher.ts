import type { Caller } from '../bank/engine/book.ts';
import type { Rules } from '../bank/engine/operation.ts';
import { type Call, decideOperation, nonceReadKeys, type Operation } from '../bank/engine/operation.ts';
import type { Reader, ReadKey, View } from '../bank/engine/view.ts';

/** The longest wait for others to share a commit, in milliseconds. */
const MAX_GATHER_MS = 5;
/** Which part of the last commit's time a batch waits at most for those who were with that one. */
const GATHER_SHARE = 1 / 8;
/** Timers are no finer than this. */
const MIN_PAUSE_MS = 1;

/**
 * What stands between two commits: a moment in which operations come together that will share the next one.
 */
export interface CommitBatcher {
  /** Resolves when a batch should begin, of which so many operations wait already. */
  wait(waiting: number): Promise<void>;
  /** Another operation waits. */
  joined(waiting: number): void;
  /**
   * A request has arrived, whatever it is. While more than a thousand connections have something to say,
   * Bun's event loop comes to no `setImmediate` for seconds: then the next request to arrive ends the wait.
   */
  arrived(): void;
  /** A commit is over: so many were in it or waited behind it, and are likely to ask again. */
  committed(last: { companions: number; durationMs: number }): void;
}

export function createCommitBatcher(): CommitBatcher {
  let last = { companions: 0, durationMs: 0 };
  let open: { readonly since: number; readonly isPause: boolean; readonly end: () => void } | undefined;
  return {
    async wait(waiting) {
      const pauseMs = Math.min(last.durationMs * GATHER_SHARE, MAX_GATHER_MS);
      const { promise, resolve: end } = Promise.withResolvers<void>();
      const isPause = pauseMs >= MIN_PAUSE_MS && waiting < last.companions;
      open = { since: performance.now(), isPause, end };
      // The requests whose bytes are there already come before the immediate.
      if (isPause) setTimeout(end, pauseMs);
      else setImmediate(end);
      await promise;
      open = undefined;
    },
    joined(waiting) {
      if (open?.isPause && waiting === last.companions) open.end();
    },
    arrived() {
      if (open && performance.now() - open.since > MAX_GATHER_MS) open.end();
    },
    committed(commit) {
      last = commit;
    },
  };
}

/** The time and the rules of a batch: the same for each of its decisions. */
export interface DecisionContext {
  readonly at: number;
  readonly rules: Rules;
}

/** An operation that waits for its commit, whatever its input and answer are. */
export interface PendingOperation {
  readKeys(context: DecisionContext): ReadKey[];
  moreReadKeys(reader: Reader, moment: DecisionContext): ReadKey[];
  /** Decides into the view. Gives what is to be done once that is durable. May throw Unloaded. */
  decide(view: View, moment: DecisionContext): () => void;
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
    readKeys: (moment) => [...operation.readKeys(input, callAt(moment)), ...nonceReadKeys(caller.nonce)],
    moreReadKeys: (reader, moment) => operation.moreReadKeys?.(reader, input, callAt(moment)) ?? [],
    decide(view, context) {
      const outcome = decideOperation(view, operation, input, callAt(context), caller.nonce);
      if (outcome.kind === 'answer') return () => settle.resolve(outcome.answer);
      return () => settle.reject(outcome.refusal);
    },
    reject: settle.reject,
  };
}
