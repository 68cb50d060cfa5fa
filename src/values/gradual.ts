import { VALUE_WAIT_MS, type ValuePoint } from '../bank/engine/catalogue.ts';
import { type AssetKey, parseAssetKey } from '../bank/engine/pets.ts';
import type { Instant } from '../bank/engine/rows.ts';
import type { PetValue, ValueStore } from '../bank/pet-values.ts';
import { readRows } from './load.ts';
import { type FileReading, reviseByFile } from './revise.ts';

/** How many pets the refusal names. */
const MAX_NAMED = 5;

interface FallOptions {
  readonly store: ValueStore;
  /** What a form is worth in the catalogue that is in use; null: nobody knows. */
  readonly valueInUse: (asset: AssetKey) => number | null;
  readonly at: Instant;
}

/**
 * Why these values may not be set at once, in words; null: they may. Values bound what staff and tellers move
 * alone, so nobody takes them away from afar: none goes below half of the most that its pet was worth within
 * a day. Of two changes at once, each is held to the same bound.
 */
export async function findSteepFalls(
  readings: readonly FileReading[],
  { store, valueInUse, at }: FallOptions,
): Promise<string | null> {
  const rows = new Map((await readRows(store)).rows.map((row) => [row.asset, row]));
  const steep: AssetKey[] = [];
  for (const reading of readings) {
    const { asset } = reading;
    const row = rows.get(asset);
    // What was just imported isn't in use yet.
    const now = valueInUse(asset) ?? row?.value ?? null;
    const after = findValueAfter(row, reading, at);
    // The history is read of those alone that fall, or that lost their value before and get one again. A line
    // without a value lets one fall, too: what a file said under the pet's other name ends with it.
    if (now === null ? !row || !hasValue(reading) : after >= now) continue;
    const highest = Math.max(now ?? 0, findHighest(await store.valuePoints(asset), at - VALUE_WAIT_MS));
    if (after * 2 < highest) steep.push(asset);
  }
  if (steep.length === 0) return null;
  const named = steep.slice(0, MAX_NAMED).map((asset) => parseAssetKey(asset));
  return describeFalls(
    named.map((pet) => (pet === 'gems' ? pet : pet.id)),
    steep.length,
  );
}

const hasValue = ({ value }: FileReading): boolean => value !== undefined && value !== null;

/** A value that is taken away counts as none. */
const findValueAfter = (row: PetValue | undefined, reading: FileReading, at: Instant): number =>
  reviseByFile(row && { ...row, points: [] }, reading, at).value ?? 0;

/** The most that a pet was worth since then, also by the value that it had had before. 0: it had none. */
function findHighest(points: readonly ValuePoint[], since: Instant): number {
  const first = Math.max(
    0,
    points.findLastIndex((point) => point.at <= since),
  );
  return points.slice(first).reduce((highest, { value }) => Math.max(highest, value), 0);
}

function describeFalls(named: readonly string[], count: number): string {
  const others = count > named.length ? ` and ${count - named.length} more` : '';
  return (
    `${named.join(', ')}${others}: no value may fall here below half of its highest within a day, ` +
    'since values bound what one person moves alone. On the machine, petbank values import has no such limit'
  );
}
