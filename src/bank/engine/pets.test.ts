import { describe, expect, test } from 'bun:test';
import { rulesWith } from '../../../test/bank/rules.ts';
import { computeWorth } from './catalogue.ts';
import { exactInteger } from './fields.ts';
import {
  amountsToGoods,
  countPets,
  type Goods,
  goodsFields,
  goodsToAmounts,
  mergeStacks,
  parseAssetKey,
  petKey,
  petStackSchema,
  reportFields,
} from './pets.ts';

const cat = { id: 'Cat', variant: 'normal', shiny: false, quantity: 1 } as const;
const { catalogue } = rulesWith();

describe('a pet of a request', () => {
  test('has its defaults filled in', () => {
    expect(petStackSchema.parse({ id: 'Cat' })).toEqual(cat);
  });

  test.each([
    ['one and a half', { quantity: 1.5 }],
    ['a text', { quantity: '5' }],
    ['no', { quantity: 0 }],
    ['fewer than no', { quantity: -1 }],
    ['more than 10^12', { quantity: 10 ** 12 + 1 }],
    ['very many', { quantity: 1e308 }],
    ['a chroma too high', { chroma: 7 }],
    ['a chroma of nothing', { chroma: 0 }],
    ['no chroma, said as null', { chroma: null }],
    ['an unknown variant', { variant: 'Golden' }],
    ['an empty id', { id: '' }],
    ['a long id', { id: 'x'.repeat(65) }],
    ['a control character', { id: 'Cat\u0007' }],
    ['a new line', { id: 'Cat\n' }],
    ['half a character', { id: 'Cat\ud83d' }],
    ['an unknown field', { golden: true }],
  ])('is refused with %s', (_name, change) => {
    expect(petStackSchema.safeParse({ ...cat, ...change }).success).toBe(false);
  });

  test.each(['x'.repeat(64), '🦄'.repeat(64), 'a/b "c" \\d', 'Golden Retriever', 'é'])(
    'may have the id %p',
    (id) => {
      expect(petStackSchema.parse({ id }).id).toBe(id);
    },
  );
});

test.each([
  ['plain', { id: 'Cat', variant: 'normal', shiny: false }, 'pet/normal/-/-/Cat'],
  [
    'with everything',
    { id: 'Huge Cat', variant: 'rainbow', shiny: true, chroma: 6 },
    'pet/rainbow/shiny/6/Huge Cat',
  ],
  ['with slashes in its id', { id: 'a/-/-/b', variant: 'golden', shiny: false }, 'pet/golden/-/-/a/-/-/b'],
] as const)('a pet %s goes into its key and back', (_name, pet, key) => {
  expect(petKey(pet)).toBe(key);
  expect(parseAssetKey(key)).toEqual(pet);
});

test('goods go into amounts and back', () => {
  const goods: Goods = {
    pets: [
      { ...cat, quantity: 3 },
      { ...cat, chroma: 2 },
    ],
    gems: 5,
  };
  expect(amountsToGoods(goodsToAmounts(goods))).toEqual(goods);
  expect(goodsToAmounts({ pets: [], gems: 0 })).toEqual([]);
  expect(
    amountsToGoods([
      ['gems', 0n],
      ['pet/normal/-/-/Cat', 0n],
    ]),
  ).toEqual({ pets: [], gems: 0 });
});

test('a hundred lines of the most there may be add up exactly', () => {
  const pets = Array(100).fill({ ...cat, quantity: 10 ** 12 });
  expect(mergeStacks(pets)).toEqual([{ ...cat, quantity: 10 ** 14 }]);
  expect(countPets({ pets, gems: 0 })).toBe(10 ** 14);
});

test('a request may hold a hundred lines, and no more', () => {
  expect(goodsFields.pets.safeParse(Array(100).fill({ id: 'Cat' })).success).toBe(true);
  expect(goodsFields.pets.safeParse(Array(101).fill({ id: 'Cat' })).success).toBe(false);
});

test.each([
  ['a request', goodsFields, 10 ** 12],
  ['a report', reportFields, Number.MAX_SAFE_INTEGER],
])('the same pet twice is added up: in %s the sum is bounded too', (_name, fields, most) => {
  const accepts = (...quantities: number[]): boolean =>
    fields.pets.safeParse(quantities.map((quantity) => ({ id: 'Cat', quantity }))).success;
  expect([accepts(most), accepts(most - 1, 1), accepts(most, 1), accepts(most + 1)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect([most, most + 1].map((gems) => fields.gems.safeParse(gems).success)).toEqual([true, false]);
});

describe('worth', () => {
  test.each<[string, Goods, bigint | null, bigint?]>([
    ['of pets and gems is their sum', { pets: [{ ...cat, quantity: 3 }], gems: 5 }, 305n],
    [
      'leaves out what has no value, and says how many these are',
      { pets: [cat, { ...cat, id: 'Axolotl', quantity: 3 }, { ...cat, id: 'Nobody' }], gems: 0 },
      100n,
      4n,
    ],
    ['of a form that is not listed is not guessed', { pets: [{ ...cat, shiny: true }], gems: 0 }, null, 1n],
    ['of nothing is not known', { pets: [], gems: 0 }, null],
    [
      'beyond 2^53 is exact',
      { pets: [{ ...cat, id: 'Titanic Sun', quantity: 10 ** 12 }, cat], gems: 1 },
      25_000_000_000_000_000_000_101n,
    ],
  ])('%s', (_name, goods, worth, unvalued = 0n) => {
    expect(computeWorth(goods, catalogue)).toEqual({ worth, unvalued });
  });

  test('is written digit for digit, whatever its size', () => {
    expect(JSON.stringify([exactInteger(5n), exactInteger(2n ** 53n + 1n)])).toBe('[5,9007199254740993]');
  });
});
