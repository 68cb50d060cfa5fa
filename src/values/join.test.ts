import { describe, expect, test } from 'bun:test';
import { makeUpLists } from '../../test/doubles/big-games-lists.ts';
import { joinLists } from './join.ts';

const FORMS = 15_700;

describe('lists of the size that they have', () => {
  const lists = makeUpLists({ forms: FORMS });
  const { readings, cap, leftOut } = joinLists(lists);

  test('are joined whole: each form once, with what is known of it', () => {
    expect(readings).toHaveLength(FORMS);
    expect(new Set(readings.map(({ asset }) => asset)).size).toBe(FORMS);
    expect(readings.filter(({ rap }) => rap !== null)).toHaveLength(lists.priced);
    expect(readings.filter(({ exists }) => exists === null)).toEqual([]);
    const renamed = readings.filter(
      ({ asset, name }) => !asset.endsWith(name) && asset.startsWith('pet/normal/-/-/'),
    );
    expect(renamed).toHaveLength(lists.renamed);
  });

  test('lose nothing to their highest prices and counts, and see no cap in them', () => {
    const raps = readings.map(({ rap }) => rap ?? 0).sort((left, right) => right - left);
    expect(raps.slice(0, 2)).toEqual([1_500_000_000_000, 537_734_778_725]);
    expect(Math.max(...readings.map(({ exists }) => exists ?? 0))).toBe(1_229_396_010_754);
    expect(cap).toBeNull();
  });

  test('name each line that is left out, and no other', () => {
    expect(leftOut).toHaveLength(lists.odd);
    expect(leftOut.filter(({ why }) => why.length > 100)).toEqual([]);
    expect(leftOut.at(-11)).toMatchObject({ list: 'raps', id: 'Pet 1', why: 'listed before' });
  });

  test('have the cap that they are cut off at', () => {
    expect(joinLists(makeUpLists({ forms: FORMS, cap: 300_000_000 })).cap).toBe(300_000_000);
  });
});

const price = (id: string, value: unknown, form = {}) => ({
  category: 'Pet',
  configData: { id, ...form },
  value,
});
test.each([
  [price('Cat', 2 ** 53), 'Cat', 'value: must be at most 9007199254740991'],
  [price('Cat', 1e308), 'Cat', 'value: must be at most 9007199254740991'],
  [price('Cat', -1), 'Cat', 'value: must be at least 0'],
  [price('Cat', '5'), 'Cat', 'value: must be a number'],
  [price('Cat', null), 'Cat', 'value: must be a number'],
  [price('Cat', undefined), 'Cat', 'value: is required'],
  [price('Cat', 5, { pt: 3 }), 'Cat', 'configData.pt: must be one of: 0, 1, 2'],
  [price('Cat', 5, { pt: '1' }), 'Cat', 'configData.pt: must be one of: 0, 1, 2'],
  [price('Cat', 5, { sh: 'yes' }), 'Cat', 'configData.sh: must be true or false, or must be one of: 0, 1'],
  [price('Cat', 5, { cv: 0 }), 'Cat', 'configData.cv: must be at least 1'],
  [price('Cat', 5, { cv: 1.5 }), 'Cat', 'configData.cv: must be a whole number'],
  [price('\u009b2J', 5), undefined, 'configData.id: 1 to 64 characters, none of them control characters'],
  [price('x'.repeat(65), 5), undefined, 'configData.id: 1 to 64 characters, none of them control characters'],
  [{ category: 'Pet', configData: {}, value: 5 }, undefined, 'configData.id: is required'],
  [{ category: 'Pet', value: 5 }, undefined, 'configData: is required'],
  [{ category: 7, configData: { id: 'Cat' }, value: 5 }, 'Cat', 'category: must be text'],
  [{ configData: { id: 'Cat' }, value: 5 }, 'Cat', 'category: is required'],
  [null, undefined, 'must be an object'],
  [7, undefined, 'must be an object'],
  [[], undefined, 'must be an object'],
])('the line %j is left out, and named', (line, id, why) => {
  const exists = [price('Huge Cat', 5), { category: 'Charm', value: -1 }];
  const { readings, leftOut } = joinLists({ pets: [], raps: [price('Huge Cat', 5), line], exists });
  expect(readings).toHaveLength(1);
  expect(leftOut).toEqual([{ list: 'raps', position: 2, ...(id === undefined ? {} : { id }), why }]);
});

test('a pet of the collection that is left out, or listed twice, is named too', () => {
  const pets = [
    { configName: 'Cat', configData: { name: 'First' } },
    { configName: 'Cat', configData: { name: 'Second' } },
    { configName: 'Dog', configData: { huge: 'yes' } },
    { configData: {} },
  ];
  const { readings, leftOut } = joinLists({ pets, raps: [], exists: [] });
  expect(leftOut).toEqual([
    { list: 'pets', position: 2, id: 'Cat', why: 'listed before' },
    { list: 'pets', position: 3, id: 'Dog', why: 'configData.huge: must be true or false' },
    { list: 'pets', position: 4, why: 'configName: is required' },
  ]);
  expect(readings).toMatchObject([{ asset: 'pet/normal/-/-/Cat', name: 'First' }]);
});
