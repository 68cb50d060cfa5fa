import type { PetDecision } from './engine/catalogue.ts';
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

interface DecidedPet {
  readonly id: string;
  /** Null: the settings say again whether it is taken. */
  readonly decision: PetDecision | null;
  readonly reason: string;
}

/**
 * Keeps in the log that somebody of the staff allowed or denied a pet, or left it to the settings again, and
 * tells staff. It moves nothing, and nothing that the bank holds: it bars deposits alone. Refuses nothing.
 */
export const noteDecidedPet: Operation<DecidedPet, null> = {
  readKeys: () => [],
  decide(step, { id, decision, reason }) {
    const note = `${id}: ${reason}`;
    step.post({ kind: 'values_changed', status: decision ?? 'as_configured', note });
    const said = decision ?? 'left to the settings';
    notifyOperator(step, 'values_changed', `${step.by}: deposits of a pet are ${said} now. ${note}`);
    return null;
  },
};
