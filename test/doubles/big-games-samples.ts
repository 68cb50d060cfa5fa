import type { LeftOut } from '../../src/values/join.ts';

/*
 * Lists in the shapes that BIG Games answers, with every trap that is known: names that differ from ids, two
 * ids of one name, words for variants in names, forms that only `cv` distinguishes, prices at the cap, pets
 * without a price, and lines that are no pets.
 */

const configOf = (configName: string, data: object, category = 'Other') => ({
  configName,
  category,
  collection: 'Pets',
  configData: {
    name: configName,
    thumbnail: 'rbxassetid://14976456685',
    goldenThumbnail: 'rbxassetid://14976559888',
    indexDesc: 'Found in an egg!',
    ...data,
  },
  dateCreated: null,
  dateModified: null,
  hash: null,
});

/** Of the chromas, in their order; the fourth has no name. */
const COLORS = [
  { name: 'Red' },
  { name: 'Orange' },
  { name: 'Yellow' },
  {},
  { name: 'Blue' },
  { name: 'Pink' },
];

export const PETS: readonly unknown[] = [
  configOf('Huge Cat', { huge: true }, 'Huge'),
  configOf('Huge Pixel Cat', { huge: true, name: 'Huge 8-Bit Cat', goldenThumbnail: '' }, 'Huge'),
  configOf('Huge Party Cat 2023', { huge: true, name: 'Huge Party Cat' }, 'Huge'),
  configOf('Huge Party Cat 2024', { huge: true, name: 'Huge Party Cat' }, 'Huge'),
  configOf('Huge Balloon Cat', { huge: true, animations: { colorVariants: COLORS } }, 'Huge'),
  configOf('Huge Chroma Phoenix', { huge: true }, 'Huge'),
  configOf('Titanic Cat', { titanic: true, huge: true }, 'Titanic'),
  configOf('Gargantuan Kraken', {}, 'Gargantuan'),
  // No flag and a category that says nothing: the name's first word does.
  configOf('Titanic Corgi', {}, 'Events'),
  configOf('Golden Retriever', {}),
  configOf('Rainbow Swirl', {}),
  configOf('Shiny Pearl Crab', { exclusiveLevel: 2 }),
  configOf('Starter Cat', { tradable: false, thumbnail: 'https://elsewhere.example/cat.png' }),
];

const figure = (configData: object, value: unknown, category = 'Pet') => ({ category, configData, value });

/** Five forms of one pet, two of which only `cv` distinguishes. */
const BALLOON_CATS = [{}, { pt: 1 }, { pt: 2, sh: true }, { cv: 1 }, { cv: 6 }].map((form) => ({
  id: 'Huge Balloon Cat',
  ...form,
}));

export const RAPS: readonly unknown[] = [
  figure({ id: 'Huge' }, 1_456_980, 'XPPotion'),
  figure({ id: 'Huge Cat', tn: 5 }, 7, 'Charm'),
  figure({ id: 'Huge Cat' }, 52_000_000),
  figure({ id: 'Huge Cat', pt: 1 }, 61_000_000),
  figure({ id: 'Huge Cat', pt: 2 }, 99_000_000),
  figure({ id: 'Huge Cat', sh: true }, 130_000_000),
  figure({ id: 'Huge Cat', pt: 1, sh: true }, 150_000_000),
  figure({ id: 'Huge Pixel Cat' }, 20_000_001.75),
  ...BALLOON_CATS.map((form, index) => figure(form, 1_000 * (index + 1))),
  // Where prices were cut off in 2024, and is no end of them now.
  figure({ id: 'Titanic Cat' }, 25_000_000_000),
  figure({ id: 'Golden Retriever' }, 9),
  figure({ id: 'Golden Retriever', pt: 1 }, 12),
  // Nothing was sold, or as good as nothing.
  figure({ id: 'Rainbow Swirl' }, 0),
  figure({ id: 'Shiny Pearl Crab' }, 0.4),
  // Newer than the collection.
  figure({ id: 'Huge Newcomer', pt: 2 }, 77),
  // The same form twice.
  figure({ id: 'Gargantuan Kraken' }, 900),
  figure({ id: 'Gargantuan Kraken' }, 800),
  // What a bank can't hold.
  figure({ id: 'Huge Cat', pt: 3 }, 5),
  figure({ id: 'Huge Cat', cv: 7 }, 5),
  figure({ id: '' }, 5),
  figure({ id: 'Huge Cat', pt: 2, sh: true }, -1),
  figure({ id: 'Huge Cat', pt: 2, sh: true }, null),
];

export const EXISTS: readonly unknown[] = [
  figure({ id: 'Huge Cat' }, 31_240),
  figure({ id: 'Huge Cat', pt: 2, sh: true }, 3),
  figure({ id: 'Titanic Corgi' }, 166),
  ...BALLOON_CATS.map((form, index) => figure(form, 10 * (index + 1))),
  figure({ id: 'Turtle', pt: 1 }, 189_401_576),
];

/** The lines above that a bank can't use. */
export const LEFT_OUT: readonly LeftOut[] = [
  { list: 'raps', position: 21, id: 'Gargantuan Kraken', why: 'listed before' },
  { list: 'raps', position: 22, id: 'Huge Cat', why: 'configData.pt: must be one of: 0, 1, 2' },
  { list: 'raps', position: 23, id: 'Huge Cat', why: 'configData.cv: must be at most 6' },
  { list: 'raps', position: 24, why: 'configData.id: 1 to 64 characters, none of them control characters' },
  { list: 'raps', position: 25, id: 'Huge Cat', why: 'value: must be at least 0' },
  { list: 'raps', position: 26, id: 'Huge Cat', why: 'value: must be a number' },
];
