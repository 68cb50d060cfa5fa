import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { indexPets } from '../../src/commands/model/pet-index.ts';
import { readPetNames } from '../../src/commands/model/pet-names.ts';
import { matchWishes, readWishes } from '../../src/commands/wish.ts';
import { searchItems } from '../../src/http/item-search.ts';
import { createDemoCatalogue } from '../../src/values/demo.ts';

const catalogue = createDemoCatalogue({ updatedAt: '2026-01-01T00:00:00.000Z' });
const names = readPetNames(catalogue);
const index = indexPets(
  catalogue.items.map(({ id, variant, shiny, chroma }) => ({
    id,
    variant,
    shiny,
    ...(chroma && { chroma }),
  })),
  names,
);

/** The rows of the two tables: what is typed, with its characters, and what the table says of it. */
const [searches = [], withdrawals = []] = readFileSync(`${import.meta.dir}/../../docs/TYPING.md`, 'utf8')
  .split('\n## ')
  .map((section) =>
    Array.from(section.matchAll(/^\| `(.+?)` +\| (.+?) +\|$/gm), ([, typed = '', said = '']) => ({
      typed: typed.replace(/\[U\+([0-9A-F]{4})\]/g, (_, hex) =>
        String.fromCodePoint(Number.parseInt(hex, 16)),
      ),
      said,
    })),
  )
  .filter((rows) => rows.length > 0);

test('the page has both tables', () => {
  expect(searches.length).toBeGreaterThan(20);
  expect(withdrawals.length).toBeGreaterThan(10);
});

test.each(searches)('a search for $typed finds $said', ({ typed, said }) => {
  const found = index.search(typed, 2).map(({ label }) => label);
  expect(found.join(', ') || 'nothing').toBe(said);
});

test.each(searches)('the page of values finds the same pets for $typed', ({ typed, said }) => {
  const [first] = searchItems(catalogue)(typed);
  expect(said).toInclude(first?.name ?? 'nothing');
});

test.each(withdrawals)('$typed is read as $said', ({ typed, said }) => {
  const { choices, isGuess } = matchWishes(index, readWishes(typed, { quantity: undefined, gems: 0 }));
  const [first] = choices;
  if (!first) throw new Error('nothing is found');
  const read = `${first.quantity} × ${names.label(first.pet)}`;
  expect(isGuess ? `did you mean ${read}?` : read).toBe(said);
});
