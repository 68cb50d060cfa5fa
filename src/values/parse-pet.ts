import { invariant } from '../bank/engine/assert.ts';
import { type AssetKey, type Pet, parseAssetKey } from '../bank/engine/pets.ts';

/** The pet of a row. */
export function parsePet(asset: AssetKey): Pet {
  const pet = parseAssetKey(asset);
  return invariant(pet === 'gems' ? undefined : pet, 'a pet with a value');
}
