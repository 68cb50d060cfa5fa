import { createAliases } from '../bank/engine/aliases.ts';
import type { Reads } from '../bank/engine/book.ts';
import type { Catalogue } from '../bank/engine/catalogue.ts';
import type { Rules } from '../bank/engine/operation.ts';
import { recognizeName } from '../bank/engine/pet-identity.ts';
import { mapAssetId } from '../bank/engine/pets.ts';
import type { Instant } from '../bank/engine/rows.ts';
import type { PetValue, ValueStore } from '../bank/pet-values.ts';
import type { FileContent } from './file.ts';
import { type ResolvedFile, resolveFile } from './file-pets.ts';
import { loadLists } from './load.ts';
import type { reviseByFile } from './revise.ts';

type Store = ValueStore & Pick<Reads, 'aliases'>;

interface ImportOptions {
  /** Takes a name that the list of pets doesn't have as the id of a pet. */
  readonly allowUnknown: boolean;
  /** What names are checked against before BIG Games' list was ever read. */
  readonly demoList: Catalogue | null;
}

/** A file whose names are resolved: what will be written, and nothing is yet. */
export interface ResolvedImport {
  readonly found: ResolvedFile;
  readonly unlisted: readonly PetValue[];
  /** Null where no list is there yet. */
  readonly names: Pick<Rules, 'catalogue' | 'aliases'> | null;
}

/** Resolves a file's names by the lists of the database. Rejects with ValuesFileError for every bad line. */
export async function resolveImport(
  store: Store,
  content: FileContent,
  { allowUnknown, demoList }: ImportOptions,
): Promise<ResolvedImport> {
  const { listed, unlisted } = await loadLists(store);
  const list = listed ?? demoList;
  const aliases = createAliases(await store.aliases(), 0);
  const found = resolveFile(content, { list, aliases, allowUnknown });
  return { found, unlisted, names: list && { catalogue: list, aliases } };
}

/** Writes all of it in one atomic step: `revise` makes of each line what is stored. */
export async function writeImport(
  store: Store,
  resolved: ResolvedImport,
  { at, revise }: { readonly at: Instant; readonly revise: typeof reviseByFile },
): Promise<void> {
  const { readings } = resolved.found;
  await store.importValues({ readings, revise: (row, line) => revise(row, line, at), nextAt: null });
  await removeReplaced(store, resolved);
}

/** Removes what files said of these pets under names that are theirs by now: it would go on counting. */
async function removeReplaced(store: Store, { found, unlisted, names }: ResolvedImport): Promise<void> {
  if (!names) return;
  const said = new Set(found.readings.map(({ asset }) => asset));
  const replaced = unlisted.filter(({ asset }) => {
    const now = mapAssetId(asset, (id) => recognizeName(id, names));
    return now !== asset && said.has(now);
  });
  if (replaced.length > 0) await store.removeUnlistedValues(replaced.map(({ asset }) => asset));
}
