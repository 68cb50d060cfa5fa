import type { Caller } from '../bank/book.ts';
import { type Call, decideOne, nonceNeeds, type Operation } from '../bank/operation.ts';
import type { Rules } from '../bank/rules.ts';
import type { Need, Reader, View } from '../bank/view.ts';

/** The time and the rules of a batch: the same for each of its decisions. */
export interface Moment {
  readonly at: number;
  readonly rules: Rules;
}

/** An operation that waits for its commit, whatever its input and answer are. */
export interface Job {
  needs(moment: Moment): Need[];
  needsMore(reader: Reader, moment: Moment): Need[];
  /** Decides into the view. Gives what is to be done once that is durable. May throw Unloaded. */
  decide(view: View, moment: Moment): () => void;
  reject(error: unknown): void;
}

export function createJob<Input, Answer>(
  operation: Operation<Input, Answer>,
  input: Input,
  caller: Caller,
  settle: { readonly resolve: (answer: Answer) => void; readonly reject: (error: unknown) => void },
): Job {
  const callAt = (moment: Moment): Call => ({ ...moment, by: caller.by });
  return {
    needs: (moment) => [...operation.needs(input, callAt(moment)), ...nonceNeeds(caller.nonce)],
    needsMore: (reader, moment) => operation.needsMore?.(reader, input, callAt(moment)) ?? [],
    decide(view, moment) {
      const outcome = decideOne(view, operation, input, callAt(moment), caller.nonce);
      if (outcome.kind === 'answer') return () => settle.resolve(outcome.answer);
      return () => settle.reject(outcome.refusal);
    },
    reject: settle.reject,
  };
}
