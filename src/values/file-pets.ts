import { type AssetKey, petKey } from '../bank/engine/pets.ts';
import type { FileContent } from './file.ts';
import { ValuesFileError } from './file-error.ts';
import type { FileReading } from './revise.ts';

/** What a file says of each of its pets. Throws ValuesFileError with every line that is wrong. */
export function toReadings({ word, lines, errors }: FileContent): readonly FileReading[] {
  const readings = new Map<AssetKey, { at: number; reading: FileReading }>();
  const found = [...errors];
  for (const { at, pet, facts } of lines) {
    const asset = petKey(pet);
    const earlier = readings.get(asset);
    if (earlier) found.push({ at, what: `the same pet as in ${word} ${earlier.at}` });
    else readings.set(asset, { at, reading: { asset, ...facts } });
  }
  if (found.length > 0) throw new ValuesFileError(found, word);
  return [...readings.values()].map(({ reading }) => reading);
}
