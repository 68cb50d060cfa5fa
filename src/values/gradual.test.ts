import { expect, test } from 'bun:test';
import { NOON, openMemory } from '../../test/bank/bank.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import { findSteepFalls } from './gradual.ts';
import { reviseByFile } from './revise.ts';

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
