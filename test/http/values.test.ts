import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { importValuesFile } from '../../src/cli/values/import.ts';
import { syncValuesNow } from '../../src/cli/values/sync.ts';
import { type BigGamesDouble, startBigGamesDouble } from '../doubles/big-games.ts';
import { makeBankFile, startBank, type TestBank, withBank } from '../support/bank.ts';
import { TELLER, WEB } from '../support/keys.ts';
import { MEMBER } from '../support/scenes.ts';
import { send } from '../support/send.ts';
import { until } from '../support/until.ts';

const HOUR_MS = 3_600_000;
const page = z.object({
  items: z.array(z.object({ id: z.string(), tradable: z.boolean(), value: z.int().nullable() })),
  count: z.int(),
  updatedAt: z.string().nullable(),
});
const readItems = async (bank: TestBank, query = '') =>
  page.parse((await send(bank, `/items/all${query}`)).body);

describe('a bank with live values', () => {
  let bigGames: BigGamesDouble;
  const file = makeBankFile();
  beforeAll(() => {
    bigGames = startBigGamesDouble();
  });
  afterAll(async () => {
    await bigGames.stop();
    file.remove();
  });
  const environment = (more: Record<string, string> = {}) => ({
    VALUES: 'live',
    PS99_API_URL: bigGames.url,
    ...more,
  });

  test('reads them by itself soon after the start, and swaps them in', async () => {
    await withBank(environment(), async (bank) => {
      const before = await send(bank, '/items/all');
      expect(page.parse(before.body)).toEqual({ items: [], count: 0, updatedAt: null });
      await until(async () => (await readItems(bank)).count > 0, 'the first values');
      const after = await send(bank, '/items/all');
      expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
      expect(page.parse(after.body).items).toContainEqual(
        expect.objectContaining({ id: 'Huge Cat', value: 52_000_000 }),
      );
      const { text } = await send(bank, '/metrics');
      expect(text).toContain('petbank_values_pets 25');
      expect(text).toContain(`petbank_values_updated_timestamp_seconds ${bank.world.at / 1000}`);
      expect(text).toContain('petbank_values_reads_total{outcome="imported"} 1');
      expect(text).toContain('petbank_values_left_out_lines 6');
    });
  });

  test('shows what a pet looks like from this very server, where the lists say it', async () => {
    const png = new Uint8Array(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
    bigGames.pictures.set('14976456685', png);
    await withBank(environment(), async (bank) => {
      await until(async () => (await readItems(bank)).count > 0, 'the first values');
      const shown = await bank.askOpenly('/pets/picture?id=Huge%20Cat&variant=normal');
      expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
      expect(shown.headers.get('cache-control')).toBe('public, max-age=86400');
      expect(new Uint8Array(await shown.arrayBuffer())).toEqual(png);
      const asked = bigGames.requests.length;
      for (const odd of ['?id=Nothing&variant=normal', '?id=Huge%20Cat', '?id=&variant=normal', ''])
        expect((await bank.askOpenly(`/pets/picture${odd}`)).status).toBe(204);
      expect(bigGames.requests.length).toBe(asked);
    });
  });

  test('shows none where its values are made up', async () => {
    const asked = bigGames.requests.length;
    await withBank({ PS99_API_URL: bigGames.url }, async (bank) => {
      expect((await bank.askOpenly('/pets/picture?id=Huge%20Cat&variant=normal')).status).toBe(204);
    });
    expect(bigGames.requests.length).toBe(asked);
  });

  test('whose source fails starts and ends as fast as ever, and counts the failure', async () => {
    bigGames.failNext({ kind: 'html', status: 403 });
    await withBank(environment(), async (bank) => {
      const isCounted = async (): Promise<boolean> =>
        (await send(bank, '/metrics')).text.includes('petbank_values_reads_total{outcome="failed"} 1');
      await until(isCounted, 'a failed read in the metrics');
      const cat = { robloxUserId: MEMBER, pets: [{ id: 'Huge Cat' }] };
      // Nothing was ever imported: every pet is taken, without a value.
      expect((await bank.ask(TELLER, 'POST', '/deposit/check', cat)).body).toMatchObject({
        accepted: true,
        value: null,
      });
    });
  });

  test('uses what the command line has read: checks, inventories, the list and a pet by itself', async () => {
    const env = { DATABASE_URL: `file:${file.file}`, PS99_API_URL: bigGames.url };
    const at = Date.UTC(2026, 4, 10, 12);
    const steps: string[] = [];
    const terminal = { isTTY: true, write: (text: string) => steps.push(text) };
    const context = { env, clock: () => at, random: randomBytes, terminal, output: terminal };
    const said = await syncValuesNow(context);
    expect(said).toContain('25 pets');
    expect(said).toContain(
      'Lines that were left out: 6\n  line 21 of raps (Gargantuan Kraken): listed before\n',
    );
    expect(steps.join('')).toContain('Reading prices');
    const csv = join(file.folder, 'ours.csv');
    writeFileSync(csv, 'id,variant,value\nHuge Cat,golden,70000000\n');
    expect(await importValuesFile({ file: csv, allowUnknown: false }, context)).toContain('1 pet,');

    const bank = await startBank(environment({ VALUES_SYNC_HOURS: '0' }), {
      ...file,
      remove: () => undefined,
    });
    try {
      const pets = [
        { id: 'Huge Cat', quantity: 2 },
        { id: 'Huge Cat', variant: 'golden' },
        { id: 'Huge 8-Bit Cat' },
      ];
      const offer = { robloxUserId: MEMBER, pets };
      const worth = 2 * 52_000_000 + 70_000_000 + 20_000_001;
      expect((await bank.ask(TELLER, 'POST', '/deposit/check', offer)).body).toMatchObject({
        accepted: true,
        value: worth,
      });
      const trade = { tradeId: 'T-1', ...offer, pets: [...pets, { id: 'Starter Cat' }, { id: 'Nobody' }] };
      expect((await bank.ask(TELLER, 'POST', '/deposit/complete', trade)).body).toMatchObject({
        quarantined: { pets: [{ id: 'Starter Cat' }, { id: 'Nobody' }] },
      });
      expect((await bank.ask(WEB, 'GET', `/user/${MEMBER}/inventory`)).body).toMatchObject({
        totalValue: worth,
      });
      bank.world.at = at + 25 * HOUR_MS;
      const price = await send(bank, '/items/value?id=Huge+Cat');
      expect(price.body).toMatchObject({
        source: 'big_games',
        stale: true,
        points: [{ at: new Date(at).toISOString(), value: 52_000_000 }],
      });
      expect((await send(bank, '/items/value?id=Huge+Cat&variant=golden')).body).toMatchObject({
        value: 70_000_000,
        rap: 61_000_000,
        source: 'file',
        stale: false,
      });
    } finally {
      await bank.stop();
    }
  });
});

test('a bank whose values come from files alone does not start with a name that they lack', async () => {
  const file = makeBankFile();
  const csv = join(file.folder, 'ours.csv');
  writeFileSync(csv, 'id,value\nHuge Floppa,64000000\n');
  const silent = { isTTY: false, write: () => undefined };
  const context = { env: { DATABASE_URL: `file:${file.file}` }, clock: () => 1, random: randomBytes };
  await importValuesFile({ file: csv, allowUnknown: true }, { ...context, terminal: silent, output: silent });
  const environment = { VALUES: 'live', VALUES_SYNC_HOURS: '0' };
  const keep = { ...file, remove: () => undefined };
  await expect(startBank({ ...environment, PETS_DENIED: 'huge flopa' }, keep)).rejects.toThrow(
    'PETS_DENIED: entry 1 is no pet that the bank knows: did you mean Huge Floppa?',
  );
  const bank = await startBank({ ...environment, PETS_DENIED: 'huge floppa' }, file);
  expect((await readItems(bank)).items).toEqual([{ id: 'Huge Floppa', tradable: false, value: 64_000_000 }]);
  await bank.end();
});

describe('a bank that takes only some pets', () => {
  const only = { PETS_TIERS: 'titanic, huge', PETS_ALLOWED: 'Golden Retriever', PETS_DENIED: 'Huge Dog' };
  const check = async (bank: TestBank, id: string) =>
    (await bank.ask(TELLER, 'POST', '/deposit/check', { robloxUserId: MEMBER, pets: [{ id }] })).body;

  test('says so in the list, in a check and in quarantine', async () => {
    await withBank(only, async (bank) => {
      const { items } = await readItems(bank);
      const isTaken = (id: string) => items.filter((item) => item.id === id).map(({ tradable }) => tradable);
      expect(new Set(isTaken('Huge Cat'))).toEqual(new Set([true]));
      expect(new Set(isTaken('Golden Retriever'))).toEqual(new Set([true]));
      expect(new Set(isTaken('Huge Dog'))).toEqual(new Set([false]));
      expect(await check(bank, 'Huge Cat')).toMatchObject({ accepted: true });
      expect(await check(bank, 'Huge Dog')).toMatchObject({
        accepted: false,
        reasons: [{ code: 'untradable', message: "Huge Dog: this bank doesn't take this pet." }],
      });
      expect(await check(bank, 'Rainbow Swirl')).toMatchObject({
        reasons: [{ message: 'Rainbow Swirl: this bank takes only titanic, huge pets.' }],
      });
      const trade = { tradeId: 'T-1', robloxUserId: MEMBER, pets: [{ id: 'Huge Cat' }, { id: 'Huge Dog' }] };
      expect((await bank.ask(TELLER, 'POST', '/deposit/complete', trade)).body).toMatchObject({
        credited: { pets: [{ id: 'Huge Cat' }] },
        quarantined: { pets: [{ id: 'Huge Dog' }] },
      });
    });
  });

  test('gives back what it no longer takes', async () => {
    const file = makeBankFile();
    const pets = [{ id: 'Huge Dog' }];
    const before = await startBank({}, { ...file, remove: () => undefined });
    const trade = { tradeId: 'T-1', robloxUserId: MEMBER, pets };
    expect((await before.ask(TELLER, 'POST', '/deposit/complete', trade)).body).toMatchObject({
      status: 'credited',
    });
    await before.stop();
    const after = await startBank({ ...only, PETS_MIN_VALUE: '999999999999' }, file);
    const request = { requestId: 'R-1', robloxUserId: MEMBER, pets };
    expect((await after.ask(WEB, 'POST', '/withdraw/request', request)).status).toBe(200);
    await after.end();
  });
});

describe('a pet of the list', () => {
  let bank: TestBank;
  beforeAll(async () => {
    bank = await startBank();
  });
  afterAll(() => bank.end());

  test('comes with a history that ends with its value, under its id or its own name', async () => {
    const { body } = await send(bank, '/items/value?id=Huge+8-Bit+Cat&variant=rainbow');
    const { id, value, points } = z
      .object({
        id: z.string(),
        value: z.int(),
        points: z.array(z.object({ at: z.string(), value: z.int() })),
      })
      .parse(body);
    expect(id).toBe('Huge Pixel Cat');
    expect(points.length).toBeGreaterThan(10);
    expect(points.at(-1)?.value).toBe(value);
  });

  test.each(['?id=Nobody', '?id=Huge+Party+Cat', '?id=Huge+Cat&chroma=1'])(
    '%s is not found',
    async (query) => {
      expect(await send(bank, `/items/value${query}`)).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
    },
  );

  test.each(['', '?id=Huge+Cat&shiny=yes', '?id=Huge+Cat&chroma=7', '?id=Huge+Cat&form=golden'])(
    '%s is invalid',
    async (query) => {
      expect(await send(bank, `/items/value${query}`)).toMatchObject({
        status: 422,
        body: { code: 'invalid' },
      });
    },
  );
});
