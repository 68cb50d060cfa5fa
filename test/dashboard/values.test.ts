import { afterAll, beforeAll, expect, test } from 'bun:test';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { makeBankFile, type TestBank } from '../support/bank.ts';
import { TELLER, WEB } from '../support/keys.ts';
import { CAT, MEMBER } from '../support/scenes.ts';
import { readJson } from '../support/send.ts';
import { hire, open, type Person, startDashboard } from './kit.ts';

const ASSET = 'pet/golden/-/-/Huge Cat';
// A bank that reads no prices, and knows only what files say.
const FILES_ALONE = { VALUES: 'live', VALUES_SYNC_HOURS: '0' };
const page = z.object({ rows: z.array(z.looseObject({})) });

let bank: TestBank;
let admin: Person;
beforeAll(async () => {
  bank = await startDashboard(FILES_ALONE);
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
    pets: 2,
    changed: 2,
    unknown: ['Huge Cat', 'Huge Dog'],
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

test('a manager says which pets are taken, over the settings, and takes it back alike', async () => {
  const file = makeBankFile();
  const settings = { ...FILES_ALONE, PETS_DENIED: 'Huge Dog' };
  const dog = { ...CAT, id: 'Huge Dog', variant: 'normal' } as const;
  /** Plays a scene in a new process: what the one before decided is in use from its start. */
  async function play(scene: (running: TestBank) => Promise<void>): Promise<void> {
    const running = await startDashboard(settings, { ...file, remove: () => undefined });
    try {
      await scene(running);
    } finally {
      await running.end();
    }
  }
  let token = '';
  const say = async (running: TestBank, id: string, decision: 'allowed' | 'denied' | null) =>
    (await open(running, token)).post('values/decide', { id, decision, reason: 'copies of it' });
  const askWith = async (running: TestBank, path: string, more: object) =>
    (await running.ask(TELLER, 'POST', path, { robloxUserId: MEMBER, pets: [CAT, dog], ...more })).body;
  const untradable = (pet: typeof CAT | typeof dog) => {
    const { quantity: _quantity, ...form } = pet;
    const message = `${pet.id}: this bank doesn't take this pet.`;
    return { code: 'untradable', message, pet: form };
  };
  try {
    await play(async (running) => {
      token = await hire(running, 261, 'manager');
      const imported = fileOf(TABLE, { allowUnknown: true, reason: 'a first list' });
      expect((await (await open(running)).post('values/import', imported)).status).toBe(200);
    });
    await play(async (running) => {
      expect(await askWith(running, '/deposit/check', {})).toMatchObject({ reasons: [untradable(dog)] });
      expect(await askWith(running, '/deposit/complete', { tradeId: 'A' })).toMatchObject({
        credited: { pets: [CAT] },
      });
      expect((await say(running, 'Nobody', 'denied')).status).toBe(404);
      // Nothing was said of it, so nothing can be taken back.
      expect((await say(running, 'Huge Cat', null)).status).toBe(422);
      expect((await say(running, 'Huge Cat', 'denied')).status).toBe(200);
      expect((await say(running, 'Huge Cat', 'denied')).status).toBe(422);
      expect((await say(running, 'Huge Dog', 'allowed')).status).toBe(200);
      const manager = await open(running, token);
      const { rows } = page.parse(await readJson(await manager.get('ledger?kind=values_changed')));
      const said = { by: 'staff-261', status: 'denied', note: 'Huge Cat: copies of it' };
      expect(rows).toContainEqual(expect.objectContaining(said));
      expect(rows).toHaveLength(3);
      const { rows: messages } = page.parse(await readJson(await manager.get('messages')));
      expect(messages.at(-1)).toMatchObject({ topic: 'values_changed', isToOperator: true });
    });
    await play(async (running) => {
      expect(await askWith(running, '/deposit/check', {})).toMatchObject({ reasons: [untradable(CAT)] });
      expect(await askWith(running, '/deposit/complete', { tradeId: 'B' })).toMatchObject({
        status: 'quarantined',
        credited: { pets: [dog] },
        quarantined: { pets: [CAT] },
      });
      // The same trade is the same still, and what members hold goes out as before.
      expect(await askWith(running, '/deposit/complete', { tradeId: 'A' })).toMatchObject({
        replayed: true,
        credited: { pets: [CAT] },
      });
      const wanted = { requestId: 'W', robloxUserId: MEMBER, pets: [CAT] };
      expect((await running.ask(WEB, 'POST', '/withdraw/request', wanted)).status).toBe(200);
      const manager = await open(running, token);
      const { rows } = page.parse(await readJson(await manager.get('values?show=decided')));
      expect(rows).toMatchObject([
        { id: 'Huge Cat', decision: 'denied', flags: ['new'] },
        { id: 'Huge Dog', decision: 'allowed', whyNotTaken: null },
      ]);
      const shown = await readJson(await manager.get(`values/history?asset=${encodeURIComponent(ASSET)}`));
      expect(shown).toMatchObject({ decision: 'denied', whyNotTaken: "this bank doesn't take this pet" });
      // A file says what it is worth, and not whether it is taken.
      const again = fileOf(TABLE.replace('6100', '6200'), { allowUnknown: true, reason: 'it rose' });
      expect((await (await open(running)).post('values/import', again)).status).toBe(200);
      expect((await say(running, 'Huge Dog', null)).status).toBe(200);
    });
    await play(async (running) => {
      expect(await askWith(running, '/deposit/check', {})).toMatchObject({
        reasons: [untradable(CAT), untradable(dog)],
      });
    });
  } finally {
    file.remove();
  }
});
