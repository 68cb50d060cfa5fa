import type { Operation } from './engine/operation.ts';
import { notifyOperator } from './events.ts';

interface ChangedValues {
  /** What they came from, in a few words. */
  readonly source: string;
  /** How many forms of pets. */
  readonly pets: number;
  readonly reason: string;
}

/**
 * Keeps in the log that somebody set what pets are worth, and tells staff: values bound what each of them and
 * each teller moves alone. Refuses nothing.
 */
export const noteChangedValues: Operation<ChangedValues, null> = {
  readKeys: () => [],
  decide(step, { source, pets, reason }) {
    const note = `${pets} from ${source}: ${reason}`;
    step.post({ kind: 'values_changed', status: 'imported', note });
    notifyOperator(step, 'values_changed', `${step.by} set what pets are worth, ${note}`);
    return null;
  },
};
