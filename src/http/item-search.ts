import { type Item, oncePerCatalogue } from '../bank/engine/catalogue.ts';
import { foldName, indexNames, type NameSearch } from '../bank/engine/name-search.ts';
import { petLabel } from '../bank/engine/pet-label.ts';

/** How many pets are shown for what is nearly their name. */
const MAX_SUGGESTED = 10;

/** The items that a search finds, the best first; all for ''. */
type SearchItems = (search: string) => readonly Item[];

/** Searches names and ids; where none has it, names with variant, shine and chroma; then near misses. */
export const searchItems = oncePerCatalogue(({ items, chromaName }): SearchItems => {
  const pets = Map.groupBy(items, ({ id }) => id);
  const byName = indexNames(
    Array.from(pets, ([id, forms]) => ({
      value: forms,
      names: Array.from(new Set([id, ...forms.map(({ name }) => name)]), foldName),
    })),
  );
  let byLabel: NameSearch<Item> | undefined;
  return (search) => {
    const found = byName.search(search, pets.size).flat();
    if (found.length > 0) return found;
    byLabel ??= indexNames(
      items.map((item) => {
        const label = petLabel(item, { name: item.name, chromaName: chromaName(item) });
        return { value: item, names: [foldName(label)] };
      }),
    );
    const labelled = byLabel.search(search, items.length);
    return labelled.length > 0 ? labelled : byName.suggest(search, MAX_SUGGESTED).flat();
  };
});
