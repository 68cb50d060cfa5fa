import { describe, expect, test } from 'bun:test';
import { z } from 'zod';
import { defineCommand, defineGroup, defineSimpleCommand } from '../model/command.ts';
import { parseAmount } from '../model/input.ts';
import { parseTyped } from './typed.ts';

const nothing = async () => ({ title: '' });
const text = { kind: 'text', description: 'Words', maxLength: 100 } as const;
const integer = { kind: 'integer', description: 'A number', min: 0, max: 1e12 } as const;
const user = { kind: 'user', description: 'Somebody' } as const;
const COMMANDS = [
  defineSimpleCommand({ name: 'balance', description: 'Gems' }, nothing),
  defineCommand({
    name: 'withdraw',
    description: 'Out',
    input: z.strictObject({ pet: z.string(), quantity: z.int(), gems: z.int() }).partial(),
    options: { pet: text, quantity: integer, gems: integer },
    run: nothing,
  }),
  defineGroup({ name: 'teller', description: 'Staff' }, [
    defineCommand({
      name: 'take',
      description: 'In',
      input: z.strictObject({ member: z.string(), word: z.string(), reason: z.string(), gems: z.int() }),
      options: { member: user, word: text, reason: text, gems: integer },
      run: nothing,
    }),
  ]),
];
const ANN = '100000000000000001';

describe('typed commands', () => {
  test.each([
    ['balance', { path: ['balance'], raw: {}, leftOver: '' }],
    ['  BALANCE  ', { path: ['balance'], raw: {}, leftOver: '' }],
    ['balance please now', { path: ['balance'], raw: {}, leftOver: 'please now' }],
    ['withdraw', { path: ['withdraw'], raw: {}, leftOver: '' }],
    ['withdraw 2 Huge Cat', { path: ['withdraw'], raw: { quantity: 2, pet: 'Huge Cat' }, leftOver: '' }],
    [
      'withdraw Huge Cat 1.5k',
      { path: ['withdraw'], raw: { quantity: 1500, pet: 'Huge Cat' }, leftOver: '' },
    ],
    ['withdraw "Cat 2"', { path: ['withdraw'], raw: { pet: 'Cat 2' }, leftOver: '' }],
    ['withdraw "2" cats', { path: ['withdraw'], raw: { pet: '2 cats' }, leftOver: '' }],
    ['withdraw 1 2 3', { path: ['withdraw'], raw: { quantity: 1, gems: 2, pet: '3' }, leftOver: '' }],
    [
      'withdraw pet: Huge Cat quantity:2',
      { path: ['withdraw'], raw: { pet: 'Huge Cat', quantity: 2 }, leftOver: '' },
    ],
    ['withdraw gems:many', { path: ['withdraw'], raw: { gems: 'many' }, leftOver: '' }],
    ['withdraw constructor: x', { path: ['withdraw'], raw: { pet: 'constructor: x' }, leftOver: '' }],
    ['teller', { path: ['teller'], raw: {}, leftOver: '' }],
    [
      `teller take <@${ANN}> fine it is so 2m`,
      {
        path: ['teller', 'take'],
        raw: { member: ANN, word: 'fine', reason: 'it is so', gems: 2e6 },
        leftOver: '',
      },
    ],
    [
      `teller take ${ANN} "very fine" so`,
      { path: ['teller', 'take'], raw: { member: ANN, word: 'very fine', reason: 'so' }, leftOver: '' },
    ],
  ])('%s', (typed, expected) => {
    expect(parseTyped(COMMANDS, typed)).toEqual(expected);
  });

  test('words that name no command are none', () => {
    for (const typed of ['', '   ', 'hello bank', 'take', '"balance', 'constructor', '__proto__ x']) {
      expect(parseTyped(COMMANDS, typed)).toBeUndefined();
    }
  });

  test('ten thousand words are read like few', () => {
    const typed = parseTyped(COMMANDS, `withdraw ${'very '.repeat(10_000)}big cat`);
    expect(String(typed?.raw.pet)).toEndWith('very big cat');
  });
});

test.each([
  ['0', 0],
  ['1500', 1500],
  ['1,500', 1500],
  ['1_000_000', 1e6],
  ['1.5k', 1500],
  ['1.50K', 1500],
  ['2m', 2e6],
  ['0.25B', 25e7],
  ['1t', 1e12],
  ['9007199254740991', 9007199254740991],
  ['9007199254740992', undefined],
  ['1.5', undefined],
  ['1.2345k', undefined],
  ['1,50', undefined],
  ['-1', undefined],
  ['1e3', undefined],
  ['k', undefined],
  ['', undefined],
])('%p is the amount %p', (word, amount) => {
  expect(parseAmount(word)).toBe(amount);
});
