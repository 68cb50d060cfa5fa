import type { Aliases } from '../bank/engine/aliases.ts';
import type { Catalogue } from '../bank/engine/catalogue.ts';
import { type AssetKey, petKey } from '../bank/engine/pets.ts';
import type { FileContent, FileLine } from './file.ts';
import { type LineError, MAX_NAMED, ValuesFileError } from './file-error.ts';
import { createNameResolver, quoteName, type ResolvedName } from './file-names.ts';
import type { FileReading } from './revise.ts';

/** What a file says of each of its pets, by their ids. */
export interface ResolvedFile {
  readonly readings: readonly FileReading[];
  /** How many lines have another name of the pet where the id belongs. */
  readonly named: number;
  /** What the list doesn't have, as it is written. */
  readonly unknown: readonly string[];
}

export interface ListOptions {
  /** The pets that there are; null where no list is there yet. */
  readonly list: Catalogue | null;
  /** What pets were called before. */
  readonly aliases: Aliases;
  /** Takes a name that the list doesn't have as the id of a pet. */
  readonly allowUnknown: boolean;
}

const NO_LIST =
  'there is no list of pets yet to check its names against. Read one first (bun run petbank values sync), ' +
  'or take each name as an id with --allow-unknown';

/** Resolves the names in a file. Throws ValuesFileError with every line that is wrong. */
export function resolveFile({ word, lines, errors }: FileContent, options: ListOptions): ResolvedFile {
  const { ids, unknown, errors: ofNames } = resolveNames(lines, options);
  const readings = new Map<AssetKey, { at: number; reading: FileReading }>();
  const found = [...errors, ...ofNames];
  for (const { at, pet, facts } of lines) {
    const id = ids.get(pet.id) ?? pet.id;
    const taken = options.list && facts.name !== undefined && findOwner(options.list, facts.name, id);
    if (taken) found.push({ at, what: `name: is that of ${quoteName(taken)}, another pet` });
    const asset = petKey({ ...pet, id });
    const earlier = readings.get(asset);
    if (earlier) found.push({ at, what: `the same pet as in ${word} ${earlier.at}` });
    else readings.set(asset, { at, reading: { asset, ...facts } });
  }
  if (found.length > 0) throw new ValuesFileError(found, word);
  const named = lines.filter(({ pet }) => (ids.get(pet.id) ?? pet.id) !== pet.id).length;
  return { readings: [...readings.values()].map(({ reading }) => reading), named, unknown };
}

/** Whose name it is in the list, where it is not this pet's: with two such pets, it would find neither. */
function findOwner(list: Catalogue, name: string, id: string): string | undefined {
  const owners = [list.find(name)?.id, ...list.idsNamed(name)];
  return owners.includes(id) ? undefined : owners.find((owner) => owner !== undefined);
}

interface ResolvedNames {
  /** The ids of the names that are known. */
  readonly ids: ReadonlyMap<string, string>;
  readonly unknown: readonly string[];
  readonly errors: readonly LineError[];
}

function resolveNames(lines: readonly FileLine[], options: ListOptions): ResolvedNames {
  const { list, aliases, allowUnknown } = options;
  const resolve = list ? createNameResolver(list, aliases) : null;
  const ids = new Map<string, string>();
  const unknown = new Set<string>();
  const errors: LineError[] = resolve || allowUnknown ? [] : [{ at: 0, what: NO_LIST }];
  for (const { at, pet } of lines) {
    const name = resolve?.(pet.id) ?? NOWHERE;
    if ('id' in name) ids.set(pet.id, name.id);
    else if (name.isShared || (resolve && !allowUnknown)) {
      // Suggestions take a while each, and no more of them are shown.
      errors.push({ at, what: errors.length < MAX_NAMED ? name.explain() : '' });
    } else unknown.add(pet.id);
  }
  return { ids, unknown: [...unknown], errors };
}

/** Where there is no list, what no list has. */
const NOWHERE: ResolvedName = { isShared: false, explain: () => NO_LIST };
