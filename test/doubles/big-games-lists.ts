import type { PriceLists } from '../../src/values/big-games.ts';

/*
 * BIG Games' three lists at the size that they have in 2026, made up, and the same each time. They have every
 * trap that is known of the real ones, and say how many of each.
 */

export interface MadeUpLists extends PriceLists {
  /** How many forms of pets there are, and how many of them have a price. */
  readonly forms: number;
  readonly priced: number;
  /** How many pets are shown under another name than their id. */
  readonly renamed: number;
  /** How many lines say nothing that can be used. */
  readonly odd: number;
}

/** What a pet comes in. A chroma pet comes in all of these colours too. */
const FORMS = [{}, { pt: 1 }, { pt: 2 }, { sh: true }, { pt: 1, sh: true }, { pt: 2, sh: true }] as const;
const CHROMAS = [1, 2, 3, 4, 5, 6].map((cv) => ({ cv }));
const COLORS = ['Red', 'Orange', 'Yellow', 'Green', 'Blue', 'Pink'];
/** The shapes in which the names of colours may come. */
const COLOR_SHAPES = [
  COLORS,
  COLORS.map((name) => ({ name })),
  Object.fromEntries(COLORS.map((name, index) => [index + 1, name])),
];

/** One pet in so many is a chroma pet, has another name, and so on. */
const EVERY = { chroma: 500, renamed: 70, gargantuan: 400, titanic: 40, huge: 4, untradable: 90 };
/** One form in so many has no RAP, or one of 0. */
const WITHOUT_RAP = 8;
const RAP_OF_ZERO = 97;
/** The highest prices and the highest count that were seen. */
const TOPS = [1_500_000_000_000, 537_734_778_725, 25_000_000_000, 25_000_000_000];
const MOST_EXISTING = 1_229_396_010_754;
/** Things that are no pets, of which the two lists are full. */
const OTHER_ITEMS = 4_000;

const configData = { id: 'Odd Pet' };
const ODD_FIGURES: readonly unknown[] = [
  { category: 'Pet', configData, value: -1 },
  { category: 'Pet', configData, value: '5' },
  { category: 'Pet', configData, value: null },
  { category: 'Pet', configData, value: 2 ** 53 },
  { category: 'Pet', configData: { ...configData, cv: 7 }, value: 5 },
  { category: 'Pet', configData: { ...configData, pt: 3 }, value: 5 },
  { category: 'Pet', configData: {}, value: 5 },
  { category: 'Pet', value: 5 },
  { configData, value: 5 },
  null,
];
const ODD_PETS: readonly unknown[] = [
  { configName: 'Odd Pet' },
  { configData: { name: 'Odd Pet' } },
  'Odd Pet',
];

/** Makes lists of so many forms; with a cap, prices are cut off there. */
export function makeUpLists({ forms, cap }: { readonly forms: number; readonly cap?: number }): MadeUpLists {
  const pets = makeUpPets(forms);
  const figures = pets.flatMap(({ configName: id, forms }) => forms.map((form) => ({ id, ...form })));
  const prices = figures.map((form, index) => {
    const rap = Math.min(makeUpRap(index + 1), cap ?? Number.MAX_SAFE_INTEGER);
    return figureOf(form, rap);
  });
  const listed = prices.filter((_price, index) => (index + 1) % WITHOUT_RAP !== 0);
  const others = Array.from({ length: OTHER_ITEMS }, (_, item) =>
    figureOf({ id: `Pet ${item}` }, item, 'Charm'),
  );
  const counts = figures.map((form, index) =>
    figureOf(form, index === 0 ? MOST_EXISTING : (index * 7_919) % 1_000_003),
  );
  return {
    pets: [...ODD_PETS, ...pets.map(({ forms: _forms, ...config }) => config)],
    // One form comes twice.
    raps: [...ODD_FIGURES, ...listed, ...others, figureOf({ id: 'Pet 1' }, 2_000_000_000_000)],
    exists: [...ODD_FIGURES, ...counts, ...others],
    forms: figures.length,
    priced: listed.filter(({ value }) => value >= 1).length,
    renamed: pets.filter(({ configName, configData }) => configData.name !== configName).length,
    odd: 2 * ODD_FIGURES.length + ODD_PETS.length + 1,
  };
}

/** Pets with so many forms in all. */
function makeUpPets(forms: number) {
  const pets: (ReturnType<typeof makeUpPet> & { forms: readonly object[] })[] = [];
  for (let [pet, left] = [1, forms]; left > 0; pet += 1) {
    const all = pet % EVERY.chroma === 0 ? [...FORMS, ...CHROMAS] : FORMS;
    const made = all.slice(0, left);
    pets.push({ ...makeUpPet(pet), forms: made });
    left -= made.length;
  }
  return pets;
}

const figureOf = (configData: object, value: number, category = 'Pet') => ({ category, configData, value });

function makeUpPet(pet: number) {
  const tier = (['gargantuan', 'titanic', 'huge'] as const).find((name) => pet % EVERY[name] === 0);
  const category = tier === undefined ? 'Other' : `${tier.charAt(0).toUpperCase()}${tier.slice(1)}`;
  const configName = `${category === 'Other' ? '' : `${category} `}Pet ${pet}`;
  return {
    configName,
    category,
    collection: 'Pets',
    configData: {
      name: pet % EVERY.renamed === 0 ? `${configName} as shown` : configName,
      thumbnail: `rbxassetid://${14_000_000_000 + pet}`,
      goldenThumbnail: `rbxassetid://${15_000_000_000 + pet}`,
      indexDesc: 'Found in an egg that nobody has opened for a long time!',
      ...(tier === 'titanic' || tier === 'huge' ? { [tier]: true } : {}),
      ...(pet % EVERY.untradable === 0 ? { tradable: false } : {}),
      ...(pet % EVERY.chroma === 0
        ? { animations: { colorVariants: COLOR_SHAPES[(pet / EVERY.chroma) % COLOR_SHAPES.length] } }
        : {}),
    },
    dateCreated: null,
    dateModified: null,
    hash: `${pet}`.padStart(32, '0'),
  };
}

/** From a few gems to some thousand million, each a price of its own; some 0, as good as 0, or a mean. */
function makeUpRap(form: number): number {
  if (form % RAP_OF_ZERO === 0) return form % 2 === 0 ? 0 : 0.4;
  return (
    TOPS[form - 1] ?? Math.round(10 ** (1 + ((form * 37) % 800) / 100)) + form + (form % 3 === 0 ? 0.25 : 0)
  );
}
