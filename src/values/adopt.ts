import { type AssetKey, mapAssetId } from '../bank/engine/pets.ts';
import type { PetValue } from '../bank/pet-values.ts';
import { parsePet } from './parse-pet.ts';

/** When the newest list was read that has any of these rows; 0: none has. */
export const findNewestList = (rows: readonly PetValue[]): number =>
  rows.reduce((latest, { listedAt }) => Math.max(latest, listedAt ?? 0), 0);

/**
 * The rows as the newest list sees them: what only files named till then is the pet that it shows under that
 * name. A file's value goes on counting, unless the pet has one of a file by now. A name of several pets is
 * none of them, as if it had left the list.
 */
export function adoptFileNames(rows: readonly PetValue[], newestList: number): readonly PetValue[] {
  const listed = rows.filter(({ listedAt }) => listedAt === newestList && newestList > 0);
  const listedIds = new Set(listed.map(idOf));
  const byName = Map.groupBy(listed, ({ name }) => name);
  const adopted = new Map(rows.map((row) => [row.asset, row]));
  for (const row of rows) {
    const [id, ...others] = new Set(byName.get(idOf(row))?.map(idOf));
    if (row.listedAt !== null || id === undefined || listedIds.has(idOf(row))) continue;
    adopted.delete(row.asset);
    const asset = others.length > 0 ? row.asset : mapAssetId(row.asset, () => id);
    adopted.set(asset, joinRows({ ...row, asset, listedAt: 0 }, adopted.get(asset)));
  }
  return [...adopted.values()];
}

const idOf = ({ asset }: { readonly asset: AssetKey }): string => parsePet(asset).id;

function joinRows(row: PetValue, known: PetValue | undefined): PetValue {
  if (known === undefined) return row;
  if (row.source !== 'file' || known.source === 'file') return known;
  const { value, valuedAt, source, flags } = row;
  return { ...known, value, valuedAt, source, flags };
}
