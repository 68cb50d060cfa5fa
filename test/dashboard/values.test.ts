import { afterAll, beforeAll, expect, test } from 'bun:test';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { TestBank } from '../support/bank.ts';
import { readJson } from '../support/send.ts';
import { open, type Person, startDashboard } from './kit.ts';

const ASSET = 'pet/golden/-/-/Huge Cat';
const page = z.object({ rows: z.array(z.looseObject({})) });

let bank: TestBank;
let admin: Person;
beforeAll(async () => {
  // A bank that reads no prices, and knows only what files say.
  bank = await startDashboard({ VALUES: 'live', VALUES_SYNC_HOURS: '0' });
  admin = await open(bank);
});
afterAll(() => bank.end());

const fileOf = (text: string, more: object = {}) => ({
  name: 'values.csv',
  content: gzipSync(text).toString('base64'),
  ...more,
});
const TABLE = 'id,variant,value\nHuge Cat,golden,6100\nHuge Dog,normal,5\n';
const points = async () =>
  z
    .object({ points: z.array(z.looseObject({ value: z.int() })) })
    .parse(await readJson(await admin.get(`values/history?asset=${encodeURIComponent(ASSET)}`)))
    .points.map(({ value }) => value);

test('a file is looked at first, which writes nothing; what is wrong in it is said in words', async () => {
  const refused = await admin.post('values/preview', fileOf(TABLE));
  expect(refused.status).toBe(422);
  expect(JSON.stringify(await readJson(refused))).toContain('there is no list of pets yet');
  const preview = await admin.post('values/preview', fileOf(TABLE, { allowUnknown: true }));
  expect(await readJson(preview)).toMatchObject({
    ...{ pets: 2, changed: 2, unknown: ['Huge Cat', 'Huge Dog'] },
    changes: expect.arrayContaining([
      { asset: { id: 'Huge Cat', variant: 'golden', shiny: false }, before: null, after: 6100 },
    ]),
  });
  expect(await points()).toEqual([]);
  const bomb = gzipSync(Buffer.alloc(5 * 2 ** 20)).toString('base64');
  expect((await admin.post('values/preview', { name: 'a.csv', content: bomb })).status).toBe(422);
});

test('it is imported with a reason, which the ledger keeps and staff are told', async () => {
  const imported = fileOf(TABLE, { allowUnknown: true, reason: 'the market moved' });
  expect(await readJson(await admin.post('values/import', imported))).toMatchObject({ pets: 2 });
  expect(await points()).toEqual([6100]);
  const { rows } = page.parse(await readJson(await admin.get('ledger?kind=values_changed')));
  const note = '2 from values.csv: the market moved';
  expect(rows).toMatchObject([{ by: 'staff-admin-token', note }]);
  const { rows: messages } = page.parse(await readJson(await admin.get('messages')));
  expect(messages.at(-1)).toMatchObject({ topic: 'values_changed', isToOperator: true });
});

test('no value falls below half of its highest within a day, by a file or step by step', async () => {
  const send = (value: string) =>
    fileOf(`id,variant,value\nHuge Cat,golden,${value}\n`, { allowUnknown: true });
  const bring = (value: string) => admin.post('values/import', { ...send(value), reason: 'it fell' });
  expect((await bring('3050')).status).toBe(200);
  for (const value of ['3049', '0']) {
    expect((await admin.post('values/preview', send(value))).status).toBe(422);
    const refused = await bring(value);
    expect(refused.status).toBe(422);
    expect(JSON.stringify(await readJson(refused))).toContain('below half of its highest');
  }
  const taken = { name: 'values.json', reason: 'gone', allowUnknown: true };
  const gone = gzipSync('[{"id":"Huge Cat","variant":"golden","value":null}]').toString('base64');
  expect((await admin.post('values/import', { ...taken, content: gone })).status).toBe(422);
  expect((await bring('1000000000001')).status).toBe(422);
  // What was refused left no trace of a change that never was.
  const { rows } = page.parse(await readJson(await admin.get('ledger?kind=values_changed')));
  expect(rows).toHaveLength(2);
  expect(await points()).toEqual([6100, 3050]);
});

test('by hand, only a pet that the bank knows is worth something else', async () => {
  const set = { asset: 'pet/normal/-/-/Nobody', value: 7, reason: 'by hand' };
  expect((await admin.post('values/set', set)).status).toBe(404);
  expect((await admin.post('values/set', { ...set, asset: 'gems' })).status).toBe(422);
  for (const value of [1.5, 1e12 + 1])
    expect((await admin.post('values/set', { ...set, value })).status).toBe(422);
});
