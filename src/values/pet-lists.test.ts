import { expect, test } from 'bun:test';
import { itemOf } from '../../test/bank/item.ts';
import { checkDemoLists } from '../app/pet-lists.ts';
import { ConfigError, readConfig } from '../config/config.ts';
import { createCatalogue, createOpenCatalogue } from './catalogue.ts';
import { findUnknownNames, watchUnknownNames } from './pet-lists.ts';

const ITEMS = [
  itemOf({ id: 'Huge Floppa' }),
  itemOf({ id: 'fox_01', name: 'Shown Fox' }),
  itemOf({ id: 'fox_02', name: 'Shown Fox' }),
  itemOf({ id: 'val_cat', name: "Valentine's Cat" }),
];
const catalogueOf = (items = ITEMS) => createCatalogue(items, '2026-01-01T00:00:00.000Z');

test('names are known as people type them, by id or as shown, and also where several pets share one', () => {
  const allowed = ['huge  FLOPPA', 'shown fox', 'FOX_02', 'valentine\u2019s cat', 'valentines cat'];
  expect(findUnknownNames({ allowed, denied: allowed }, catalogueOf())).toEqual([]);
});

test('each name that no pet has is reported by its place, with what may be meant, and never repeated', () => {
  const lists = { allowed: ['Shown Fox', 'huge flopa'], denied: ['zebra'] };
  expect(findUnknownNames(lists, catalogueOf())).toEqual([
    {
      variable: 'PETS_ALLOWED',
      message: 'entry 2 is no pet that the bank knows: did you mean Huge Floppa?',
    },
    { variable: 'PETS_DENIED', message: 'entry 1 is no pet that the bank knows: /values shows their names' },
  ]);
});

test('where no pet is known, any name may come', () => {
  expect(findUnknownNames({ allowed: ['x'], denied: ['y'] }, createOpenCatalogue())).toEqual([]);
});

test('a warning comes once for each change of what is unknown', () => {
  const warnings: string[] = [];
  const watch = watchUnknownNames({ allowed: [], denied: ['huge dog'] }, (text) => warnings.push(text));
  for (const items of [ITEMS, ITEMS, [itemOf({ id: 'Huge Dog' })], ITEMS]) watch(catalogueOf(items));
  expect(warnings).toEqual(Array(2).fill(expect.stringContaining('PETS_DENIED: entry 1 is no pet')));
});

test('with the built-in list, unknown names stop the start together with all other errors', () => {
  const env = {
    NODE_ENV: 'development',
    PORT: 'x',
    PETS_ALLOWED: 'huge floppa',
    PETS_DENIED: 'Cat,huge flopa',
  };
  expect(() => readConfig(env, checkDemoLists)).toThrow(ConfigError);
  expect(() => readConfig(env, checkDemoLists)).toThrow(
    /2 errors[\s\S]*PORT: [\s\S]*PETS_DENIED: entry 2 is no pet .*: did you mean Huge Floppa\?$/,
  );
  for (const VALUES of ['live', 'off']) {
    expect(readConfig({ ...env, PORT: '1', VALUES }, checkDemoLists).port).toBe(1);
  }
});
