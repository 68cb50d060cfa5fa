import { expect, test } from 'bun:test';
import { NOON, openBank, openMemory } from '../../test/bank/bank.ts';
import { DAY, MINUTE, rulesWith } from '../../test/bank/rules.ts';
import { findSteepFalls } from './gradual.ts';
import { loadCatalogue } from './load.ts';
import { reviseByFile, reviseFromAfar } from './revise.ts';
import { EVERY_PET } from './supported.ts';

const ASSET = 'pet/normal/-/-/Cat';

type Said = readonly [at: number, value: number | null];
const LONG_AGO = NOON - 9 * DAY;

/** What a day's bound makes of a value, after a file has said these: whether it is refused. */
const CASES: readonly [
  string,
  readonly Said[],
  number | null,
  { value?: number | null; isSteep: boolean },
][] = [
  ['a value of long ago, lowered by half', [[LONG_AGO, 100]], 100, { value: 50, isSteep: false }],
  ['a value of long ago, lowered by more', [[LONG_AGO, 100]], 100, { value: 49, isSteep: true }],
  ['a value that is taken away', [[LONG_AGO, 100]], 100, { value: null, isSteep: true }],
  [
    'a second step',
    [
      [LONG_AGO, 100],
      [NOON - 60 * MINUTE, 50],
    ],
    50,
    { value: 25, isSteep: true },
  ],
  [
    'a step that isn’t in use yet',
    [
      [LONG_AGO, 100],
      [NOON - 60 * MINUTE, 50],
    ],
    100,
    { value: 49, isSteep: true },
  ],
  [
    'a second step a day later',
    [
      [LONG_AGO, 100],
      [NOON - DAY, 50],
    ],
    50,
    { value: 25, isSteep: false },
  ],
  [
    'a value once taken away',
    [
      [LONG_AGO, 100],
      [NOON - 60 * MINUTE, null],
    ],
    null,
    { value: 0, isSteep: true },
  ],
  ['a value that rises', [[LONG_AGO, 100]], 100, { value: 1e12, isSteep: false }],
  ['a pet that never had one', [], null, { value: 0, isSteep: false }],
  ['what only the catalogue knows', [], 100, { value: 0, isSteep: true }],
  ['a line without a value, that ends one of another name', [], 100, { isSteep: true }],
  ['a line without a value, that changes none', [[LONG_AGO, 100]], 100, { isSteep: false }],
  [
    'none for what has none',
    [
      [LONG_AGO, 100],
      [LONG_AGO, null],
    ],
    null,
    { value: null, isSteep: false },
  ],
];

test.each(CASES)('%s', async (_what, said, inUse, { isSteep, ...line }) => {
  const store = openMemory();
  for (const [at, given] of said) {
    const revise: Parameters<typeof store.importValues>[0]['revise'] = (row, line) =>
      reviseByFile(row, { ...line, value: given }, at);
    await store.importValues({ readings: [{ asset: ASSET }], revise, nextAt: null });
  }
  const refused = await findSteepFalls([{ asset: ASSET, ...line }], {
    store,
    valueInUse: () => inUse,
    at: NOON,
  });
  expect(refused === null).toBe(!isSteep);
  await store.close();
});

test('for a day, limits count what had no value before as unknown, also when set again', async () => {
  const driver = openMemory();
  const bank = openBank({ driver });
  for (const id of [8, 9]) await bank.hire(id, 'manager');
  await bank.deposit({ tradeId: 'a', robloxUserId: 2, pets: [{ id: 'Cat', quantity: 200 }] });
  bank.pass(2 * DAY);
  const { at } = bank.now;
  async function move(adjustmentId: string): Promise<string> {
    const { catalogue } = await loadCatalogue(driver, EVERY_PET);
    bank.now.rules = { ...rulesWith(), catalogue };
    const credit = { direction: 'credit', tellerId: 'teller-1', reason: 'checked it' } as const;
    const pets = [{ id: 'Cat', quantity: 20 }];
    const moved = bank.adjust({ adjustmentId, robloxUserId: 1, ...credit, pets }, { by: 'staff-9' });
    return moved
      .then(() => 'moved')
      .catch(({ details }) => (details.needsSecondPerson ? 'not alone' : 'refused'));
  }
  const set = (value: number | null, from: number, revise = reviseFromAfar) =>
    driver.importValues({
      readings: [{ asset: ASSET, value }],
      revise: (row, line) => revise(row, line, from),
      nextAt: null,
    });
  await set(0, at);
  expect(await move('at-once')).toBe('not alone');
  await set(1, at + MINUTE);
  bank.pass(DAY);
  expect(await move('day-after-first')).toBe('not alone');
  bank.pass(MINUTE);
  expect(await move('day-after-last')).toBe('moved');
  // The machine's own command line has no such limit.
  await set(null, bank.now.at, reviseByFile);
  await set(1, bank.now.at, reviseByFile);
  expect(await move('by-command-line')).toBe('moved');
  await driver.close();
});
