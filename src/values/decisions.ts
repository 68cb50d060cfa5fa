import type { PetDecision } from '../bank/engine/catalogue.ts';
import { isDecision, type PetValue, type PreparedDecision, type ValueStore } from '../bank/pet-values.ts';
import { findNewestList } from './adopt.ts';
import { parsePet } from './parse-pet.ts';
import type { PetDecisions } from './supported.ts';

/** What staff say of pets, by id: of all forms as of any, since a form may be newer; denied comes first. */
export function collectDecisions(rows: readonly PetValue[]): PetDecisions {
  const decisions = new Map<string, PetDecision>();
  const decided = rows.filter(({ flags }) => flags.some(isDecision));
  if (decided.length === 0) return decisions;
  const listIds = createListIds(rows);
  for (const row of decided) {
    for (const decision of row.flags.filter(isDecision)) {
      for (const id of listIds(row)) if (decisions.get(id) !== 'denied') decisions.set(id, decision);
    }
  }
  return decisions;
}

/**
 * Prepares to allow or deny a pet in all its forms; null: the settings say again whether it is taken.
 * Undefined where these rows, the newest of the database, know nothing of the pet.
 */
export function prepareDecision(
  store: Pick<ValueStore, 'importValues'>,
  rows: readonly PetValue[],
  { id, decision }: { readonly id: string; readonly decision: PetDecision | null },
): PreparedDecision | undefined {
  const listIds = createListIds(rows);
  const readings = rows.filter((row) => listIds(row).includes(id));
  if (readings.length === 0) return undefined;
  return {
    isNew: readings.some(({ flags }) => (flags.find(isDecision) ?? null) !== decision),
    async write() {
      await store.importValues({
        readings,
        // One that was removed meanwhile comes back without its history.
        revise(before, reading) {
          const row = before ?? { ...reading, points: [] };
          const flags = row.flags.filter((flag) => !isDecision(flag));
          return { ...row, flags: decision === null ? flags : [...flags, decision] };
        },
        nextAt: null,
      });
    },
  };
}

/**
 * The ids for which counts what is said of a row: its own, and where that isn't in the newest list, the only
 * id that the list shows under that very name. So a pet keeps what was said of it when it gets a new id.
 */
function createListIds(rows: readonly PetValue[]): (row: PetValue) => readonly string[] {
  const newestList = findNewestList(rows);
  const listed = rows.filter(({ listedAt }) => listedAt === newestList && newestList > 0);
  const listedIds = new Set(listed.map(idOf));
  const byName = Map.groupBy(listed, ({ name }) => name);
  return (row) => {
    const id = idOf(row);
    const now = listedIds.has(id) ? [] : [...new Set(byName.get(id)?.map(idOf))];
    return now.length === 1 ? [id, ...now] : [id];
  };
}

const idOf = ({ asset }: PetValue): string => parsePet(asset).id;
