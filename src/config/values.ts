import { environment } from './environment.ts';
import type { Fault } from './fault.ts';

/** What can't go together about pets. Reads each variable by itself, so that a fault in one hides none in another. */
export function findValuesFaults(given: Readonly<Record<string, string>>): Fault[] {
  const { VALUES, PETS_MIN_VALUE } = environment.shape;
  const minValue = PETS_MIN_VALUE.safeParse(given.PETS_MIN_VALUE).data ?? 0;
  if (VALUES.safeParse(given.VALUES).data !== 'off' || minValue === 0) return [];
  const message = 'must be 0 with VALUES=off: no pet has a value then, and so none would be taken';
  return [{ variable: 'PETS_MIN_VALUE', message }];
}
