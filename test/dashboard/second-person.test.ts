import { Database } from 'bun:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { z } from 'zod';
import { MINUTE, makeBankFile, NOON, readTables, type TestBank } from '../support/bank.ts';
import { TELLER } from '../support/keys.ts';
import { readJson } from '../support/send.ts';
import { hire, open, openAs, type Person, startDashboard } from './kit.ts';

const DAY = 24 * 60 * MINUTE;
const MEMBER = 156;
const LIMIT = 1_000;

const proposals = z.object({ rows: z.array(z.looseObject({ id: z.string(), by: z.string() })) });
const logRow = z.object({ kind: z.string(), by: z.string(), note: z.string().nullable() });

const credit = (gems: string) => ({
  action: 'adjust',
  robloxUserId: MEMBER,
  direction: 'credit',
  tellerId: 'teller-1',
  gems,
});

describe('a correction beyond what one may move alone', () => {
  const given = makeBankFile();
  const settings = { STAFF_ALONE_LIMIT: String(LIMIT), DEPOSIT_HOLD_SECONDS: '0' };
  let bank: TestBank;
  let tokens: string[] = [];
  let first: Person;
  let second: Person;
  beforeAll(async () => {
    bank = await startDashboard(settings, given);
    tokens = [await hire(bank, 900, 'manager'), await hire(bank, 901, 'manager')];
    bank.world.at += DAY;
    await bank.ask(TELLER, 'POST', '/deposit/complete', { tradeId: 'T-1', robloxUserId: 1, gems: 5 });
    [first, second] = [await open(bank, tokens[0]), await open(bank, tokens[1])];
  });
  afterAll(() => bank.end());

  const gemsOf = async (person: Person): Promise<unknown> =>
    z
      .object({ inventory: z.object({ gems: z.int() }) })
      .parse(await readJson(await person.get(`member?id=${MEMBER}`))).inventory.gems;
  const waiting = async (): Promise<readonly { id: string; by: string }[]> =>
    proposals.parse(await readJson(await first.get('proposals'))).rows;
  const act = (person: Person, id: string, gems: string) =>
    person.post('actions', { id, reason: 'the script was down', written: credit(gems) });

  test('within the limit it is done at once, and once only', async () => {
    const preview = await first.post('actions/preview', { written: credit('600') });
    expect(await readJson(preview)).toMatchObject({ needsSecond: false, worth: '600', gems: 600 });
    const done = await readJson(await act(first, 'a-1', '600'));
    expect(done).toMatchObject({ kind: 'done' });
    expect(await readJson(await act(first, 'a-1', '600'))).toEqual(done);
    expect(await gemsOf(first)).toBe(600);
  });

  test('beyond it waits, and whoever proposed it can not agree', async () => {
    const preview = await first.post('actions/preview', { written: credit('500') });
    expect(await readJson(preview)).toMatchObject({ needsSecond: true });
    for (const _ of [1, 2])
      expect(await readJson(await act(first, 'a-2', '500'))).toMatchObject({ kind: 'proposed' });
    expect(await waiting()).toMatchObject([{ id: 'a-2', by: 'staff-900', gems: 500 }]);
    expect((await act(first, 'a-2', '501')).status).toBe(422);
    expect((await first.post('proposals/agree', { id: 'a-2' })).status).toBe(422);
    expect(await gemsOf(first)).toBe(600);
  });

  test('whoever was just made a manager reads at the button why they may not agree', async () => {
    const whyOf = async (person: Person) =>
      proposals.parse(await readJson(await person.get('proposals'))).rows.map((row) => row.whyNotAgree);
    const newest = await openAs(bank, 903, 'manager');
    const refused = await newest.post('proposals/agree', { id: 'a-2' });
    const why = 'whoever agrees to this must have been a manager for a day, with the same account linked';
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(why)]);
    expect(await whyOf(newest)).toEqual([why]);
    expect(await whyOf(second)).toEqual([null]);
  });

  test('a second manager agrees: it is done once, and the ledger names both', async () => {
    expect(await readJson(await second.post('proposals/agree', { id: 'a-2' }))).toMatchObject({
      kind: 'done',
    });
    expect((await second.post('proposals/agree', { id: 'a-2' })).status).toBe(404);
    expect(await gemsOf(first)).toBe(1_100);
    const newest = readTables(given.file)
      .transactions?.map((row) => logRow.parse(row))
      .at(-1);
    expect(newest).toMatchObject({ kind: 'adjustment', by: 'staff-900' });
    expect(newest?.note).toContain('with staff-901');
    expect(await waiting()).toEqual([]);
  });

  test('what waits is dropped, or ends after a day or with the rights of whoever proposed it', async () => {
    await act(first, 'a-3', '2000');
    await second.post('proposals/drop', { id: 'a-3', reason: 'a mistake' });
    expect(await waiting()).toEqual([]);
    await act(second, 'a-4', '2000');
    const admin = await open(bank);
    await admin.post('staff/remove', { robloxUserId: 901 });
    expect(await waiting()).toEqual([]);
    await act(first, 'a-5', '2000');
    bank.world.at += DAY;
    first = await open(bank, tokens[0]);
    expect(await waiting()).toEqual([]);
    expect(await gemsOf(first)).toBe(1_100);
  });

  test('a row that somebody writes into the database is nobody’s proposal', async () => {
    await act(first, 'a-6', '2000');
    await bank.stop();
    const db = new Database(given.file);
    db.run(`insert into staff_proposals select 'a-7', by, staff_seq, action,
      replace(content, '2000', '9000'), made_at, ends_at, seal from staff_proposals where id = 'a-6'`);
    db.close();
    bank = await startDashboard(settings, given, NOON + 3 * DAY - 30 * MINUTE);
    const admin = await open(bank);
    const kept = proposals.parse(await readJson(await admin.get('proposals'))).rows;
    expect(kept.map(({ id }) => id)).toEqual(['a-6']);
  });
});
