import { expect, test } from 'bun:test';
import { type Goods, petSchema } from '../../bank/engine/pets.ts';
import { createCatalogue } from '../../values/catalogue.ts';
import { indexPets } from './pet-index.ts';
import { readPetNames } from './pet-names.ts';
import { toLine } from './translate.ts';

const FACTS = {
  tier: 'other',
  tradable: true,
  value: 1,
  rap: null,
  exists: null,
  thumbnail: null,
  updatedAt: '',
} as const;
const pet = (id: string, form: object = {}) => petSchema.parse({ id, ...form });
const names = readPetNames(
  createCatalogue(
    [
      { ...pet('fox_01'), ...FACTS, name: 'Shown Fox' },
      { ...pet('fox_02'), ...FACTS, name: 'Shown Fox' },
    ],
    null,
  ),
);
const index = indexPets(
  [
    pet('Cat'),
    pet('Cat', { variant: 'rainbow', shiny: true, chroma: 3 }),
    pet('Golden Retriever'),
    pet('Retriever', { variant: 'golden' }),
    pet('fox_01'),
    pet('fox_02'),
    pet('Ünïcorn', { variant: 'golden' }),
  ],
  names,
);
const found = (typed: string): string[] => index.findByName(typed).map(({ key }) => key);

test.each([
  ['a key', 'pet/normal/-/-/Cat', ['pet/normal/-/-/Cat']],
  ['a label, whatever its case and spaces', ' shiny  RAINBOW cat (Chroma 3) ', ['pet/rainbow/shiny/3/Cat']],
  ['a label in another form of Unicode', 'GOLDEN ÜNÏCORN'.normalize('NFD'), ['pet/golden/-/-/Ünïcorn']],
  ['an id that is shown as something else', 'FOX_02', ['pet/normal/-/-/fox_02']],
  ['a name that two ids share', 'shown fox', ['pet/normal/-/-/fox_01', 'pet/normal/-/-/fox_02']],
  ['what tells the two apart', 'Shown Fox [fox_02, normal]', ['pet/normal/-/-/fox_02']],
  [
    'words that are a pet and a variant of another',
    'golden retriever',
    ['pet/normal/-/-/Golden Retriever', 'pet/golden/-/-/Retriever'],
  ],
  ['a part of a label', 'retriever', []],
  ['a variant that nobody has', 'golden cat', []],
  ['nothing', '', []],
])('%s finds whole pets', (_what, typed, keys) => {
  expect(found(typed)).toEqual(keys);
});

test('no two labels are the same', () => {
  expect(new Set(index.choices.map(({ label }) => label)).size).toBe(index.choices.length);
});

test('a search finds all the words, in any order, what begins with them first', () => {
  const search = (typed: string, limit = 9) => index.search(typed, limit).map(({ label }) => label);
  expect(search('cat rain')).toEqual(['Shiny Rainbow Cat (chroma 3)']);
  expect(search('cat')).toEqual(['Cat', 'Shiny Rainbow Cat (chroma 3)']);
  expect(search('cat', 1)).toEqual(['Cat']);
  expect(search('', 3)).toHaveLength(3);
  expect(search('.*')).toEqual([]);
});

test('goods are summed up in a short sentence', () => {
  const stacks = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ ...pet(id), quantity: 1_000 }));
  const summary = (goods: Goods) => toLine(names.summary(goods), 'en');
  expect(summary({ pets: stacks.slice(0, 4), gems: 1 })).toBe(
    '1,000 × a, 1,000 × b, 1,000 × c and 1 more kind, 1 gem',
  );
  expect(summary({ pets: stacks, gems: 0 })).toContain('and 2 more kinds');
  expect(summary({ pets: [], gems: 0 })).toBe('nothing');
});

test('the name of a colour is shown with its chroma, and found', () => {
  const cat = pet('Huge Balloon Cat', { chroma: 1 });
  const other = pet('Huge Balloon Cat', { chroma: 2 });
  const options = { chromaNames: new Map([['Huge Balloon Cat', ['Red', null]]]) };
  const items = [cat, other].map((form) => ({ ...form, ...FACTS, name: 'Huge Party Cat' }));
  const inColor = readPetNames(createCatalogue(items, null, options));
  expect([cat, other].map(inColor.label)).toEqual([
    'Huge Party Cat (Red, chroma 1)',
    'Huge Party Cat (chroma 2)',
  ]);
  const colored = indexPets([cat, other], inColor);
  const typed = ['Huge Party Cat (Red, chroma 1)', 'huge party cat chroma 1', 'huge balloon cat (chroma 1)'];
  for (const label of typed) expect(colored.findByName(label).map((choice) => choice.pet)).toEqual([cat]);
  for (const words of ['red', 'party cat red', 'huge red'])
    expect(colored.search(words, 5).map((choice) => choice.pet)).toEqual([cat]);
});
