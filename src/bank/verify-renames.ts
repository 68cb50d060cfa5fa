import type { Reads } from './engine/book.ts';
import { type AssetKey, mapAssetId, parseAssetKey, sumAmounts } from './engine/pets.ts';
import { aliasId, type Entry, type Transaction } from './engine/rows.ts';

/** The renames that the log has decided so far, by `aliasId`. */
export type LoggedRenames = Set<string>;

/**
 * Why a transaction is no lawful rename, in words; undefined if it is, or is of another kind. One that
 * decides moves nothing; the others take from each account exactly what they give it under the new id.
 */
export function findRenameError(
  { kind, status, answer, entries }: Transaction,
  renames: LoggedRenames,
): string | undefined {
  if (kind !== 'renamed') return undefined;
  if (status === 'alias') {
    // Written as `aliasId` writes it.
    renames.add(answer ?? '');
    return entries.length === 0 ? undefined : 'it decides a rename, and moves something';
  }
  const rename = findDecided(entries, renames);
  if (!rename) return 'it renames a pet that the log has not renamed';
  const changes = entries.flatMap(({ asset, from, to, amount }) => {
    const renamed = mapAssetId(asset, (id) => (id === rename.oldId ? rename.newId : id));
    return [[`${from} ${renamed}`, -amount] as const, [`${to} ${renamed}`, amount] as const];
  });
  const isEven = [...sumAmounts(changes).values()].every((amount) => amount === 0n);
  return isEven ? undefined : 'it gives under the new id other than it takes under the old one';
}

interface Rename {
  readonly oldId: string;
  readonly newId: string;
}

/** The rename that the entries carry through: they name two ids, of which one became the other. */
function findDecided(entries: readonly Entry[], renames: LoggedRenames): Rename | undefined {
  const [first, second, ...others] = new Set(entries.map(({ asset }) => idOfAsset(asset)));
  if (first === undefined || second === undefined || others.length > 0) return undefined;
  const pairs = [
    { oldId: first, newId: second },
    { oldId: second, newId: first },
  ];
  return pairs.find(({ oldId, newId }) => renames.has(aliasId(oldId, newId)));
}

/** Gems have no id. */
function idOfAsset(asset: AssetKey): string {
  const pet = parseAssetKey(asset);
  return pet === 'gems' ? '' : pet.id;
}

/** Compares the stored aliases with those that the log decided. Returns the first difference, in words. */
export async function findAliasError(reads: Reads, logged: LoggedRenames): Promise<string | undefined> {
  const rows = await reads.aliases();
  const made = rows.find(({ id, seq }) => seq > 0 && !logged.has(id));
  if (made) return `${made.oldId} is stored as an old name of ${made.newId}, and the log has no such rename`;
  const stored = new Set(rows.map(({ id }) => id));
  const [lost] = logged.difference(stored);
  return lost && `the log renames ${lost}, and nothing is stored of it`;
}
