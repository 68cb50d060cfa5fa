import { expect, test } from 'bun:test';
import type { Catalogue } from '../bank/engine/catalogue.ts';
import type { Pet } from '../bank/engine/pets.ts';
import { openSqlite } from '../storage/sqlite/sqlite.ts';
import { loadCatalogue } from './load.ts';
import { reviseByFile, reviseByReading } from './revise.ts';
import { EVERY_PET } from './supported.ts';

const NOON = Date.UTC(2026, 4, 10, 12);
const READING = { tier: 'huge', tradable: true, thumbnail: null, chromaNames: [], exists: null } as const;
const pet = (id: string, variant: Pet['variant'] = 'normal'): Pet => ({ id, variant, shiny: false });

/** The catalogue after these: a file's values, or a list of ids, each with its shown name and price. */
async function catalogueAfter(
  ...imports: ({ file: Record<string, number | null> } | { list: Record<string, [string, number | null]> })[]
): Promise<Catalogue> {
  const store = openSqlite({ file: ':memory:', migrationsFolder: 'migrations' });
  for (const [index, each] of imports.entries()) {
    const at = NOON + index;
    if ('file' in each) {
      const readings = Object.entries(each.file).map(([asset, value]) => ({ asset, value }));
      await store.importValues({
        readings,
        revise: (row, line) => reviseByFile(row, line, at),
        nextAt: null,
      });
    } else {
      const readings = Object.entries(each.list).map(([id, [name, rap]]) => ({
        ...READING,
        asset: `pet/normal/-/-/${id}`,
        name,
        rap,
      }));
      const facts = { at, cap: null };
      await store.importValues({
        readings,
        revise: (row, reading) => reviseByReading(row, reading, facts),
        nextAt: null,
      });
    }
  }
  const { catalogue } = await loadCatalogue(store, EVERY_PET);
  await store.close();
  return catalogue;
}

const NEW = { file: { 'pet/normal/-/-/New Cat': 50, 'pet/golden/-/-/New Cat': 70 } };

test('what a file named is the pet that a later list shows by that name, with its worth', async () => {
  const { find, isListed, value, items } = await catalogueAfter(NEW, { list: { cat_9: ['New Cat', 3] } });
  expect([find('New Cat')?.id, isListed('New Cat')]).toEqual(['cat_9', false]);
  expect([value(pet('cat_9')), value(pet('cat_9', 'golden'))]).toEqual([50, 70]);
  expect(items.map(({ id }) => id)).toEqual(['cat_9', 'cat_9']);
});

test('a value that a file gave the pet itself comes before', async () => {
  const { value } = await catalogueAfter(
    NEW,
    { list: { cat_9: ['New Cat', 3] } },
    { file: { 'pet/normal/-/-/cat_9': 8 } },
  );
  expect(value(pet('cat_9'))).toBe(8);
});

test('what the list shows two pets under is neither, and left the list', async () => {
  const { find, isListed, idsNamed } = await catalogueAfter(NEW, {
    list: { a: ['New Cat', 3], b: ['New Cat', 4] },
  });
  expect([find('New Cat')?.id, isListed('New Cat')]).toEqual(['New Cat', false]);
  expect(idsNamed('New Cat')).toEqual(['a', 'b']);
});

test('a pet that the list has under that very id keeps it', async () => {
  const { find, isListed, value } = await catalogueAfter(NEW, {
    list: { 'New Cat': ['Cat', 3], cat_9: ['New Cat', 4] },
  });
  expect([find('New Cat')?.id, isListed('New Cat'), value(pet('New Cat'))]).toEqual(['New Cat', true, 50]);
});
