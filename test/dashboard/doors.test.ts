import { Database } from 'bun:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { z } from 'zod';
import { STAFF_LEVELS } from '../../src/bank/engine/rows.ts';
import { createDashboardEndpoints } from '../../src/dashboard/http/endpoints.ts';
import { MINUTE, makeBankFile, NOON, readTables, type TestBank, withBank } from '../support/bank.ts';
import { readJson } from '../support/send.ts';
import { ADMIN_TOKEN, hire, open, openAs, type Person, send, signIn, startDashboard } from './kit.ts';

/** The least level for each thing to look at or to do, and whether the admin token is enough. */
const TABLE = `
GET me                     viewer   admin
GET search                 viewer   admin
GET overview               viewer   admin
GET cases                  viewer   admin
GET case                   viewer   admin
GET withdrawals            viewer   admin
GET withdrawal             viewer   admin
GET tellers                viewer   admin
GET teller                 viewer   admin
GET teller/reports         viewer   admin
GET members                viewer   admin
GET member                 viewer   admin
GET member/history         viewer   admin
GET member/names           viewer   admin
GET staff                  viewer   admin
GET proposals              viewer   admin
GET plots                  viewer   admin
GET ledger                 viewer   admin
GET ledger/transaction     viewer   admin
GET ledger/chain           viewer   admin
GET ledger/reach           viewer   admin
GET reserves               viewer   admin
GET reserves/sum           viewer   admin
GET reserves/history       viewer   admin
GET trades/offers          viewer   admin
GET keys                   viewer   admin
GET keys/refused           viewer   admin
GET messages               viewer   admin
GET values                 viewer   admin
GET values/state           viewer   admin
GET values/history         viewer   admin
GET system                 viewer   admin
GET system/backups         owner    admin
GET system/backup          owner    admin
POST trades/take-back      cashier  -
POST keys/revoke           owner    -
POST messages/retry        cashier  -
POST messages/drop         manager  -
POST values/sync           manager  -
POST values/preview        nobody   admin
POST values/import         nobody   admin
POST values/set            nobody   admin
POST values/decide         manager  -
POST system/backups/make   owner    -
POST system/backups/drill  owner    -
POST system/check          manager  -
POST system/examine        manager  admin
POST cases/resolve         manager  -
POST withdrawals/cancel    manager  -
POST withdrawals/claim     cashier  -
POST withdrawals/settle    cashier  -
POST take/preview          cashier  -
POST take                  cashier  -
POST tellers/name          owner    -
POST members/freeze        manager  -
POST members/export        manager  -
POST members/forget        owner    -
POST actions/preview       manager  -
POST actions               manager  -
POST proposals/agree       manager  -
POST proposals/drop        manager  -
POST staff/name            nobody   admin
POST staff/token           nobody   admin
POST staff/remove          nobody   admin
`;

const staffLevel = z.enum(STAFF_LEVELS).catch('owner');
const ROWS = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [method = '', path = '', least = '', admin = ''] = line.split(/\s+/);
    const levels = STAFF_LEVELS.slice(STAFF_LEVELS.indexOf(staffLevel.parse(least)));
    return { method, path, levels: least === 'nobody' ? [] : levels, isForAdmin: admin === 'admin' };
  });
const transaction = z.object({ kind: z.string(), by: z.string() });
/** What it takes depends on what is asked for: see below. */
const BY_CONTENT = ['POST halt', 'POST tellers/pause'];

test('the table has a row for everything that is behind the door', () => {
  const noOne = async () => null;
  const signInAs = async () => 'no_rights' as const;
  const nobody = { identify: noOne, find: noOne, signIn: noOne, signOut: async () => '', signInAs };
  const surroundings = {
    version: '',
    newerVersion: () => null,
    uptimeMs: () => 0,
    countUnsent: async () => 0,
    lastBackupAt: () => null,
  };
  const outbox = {
    unsentEvents: async () => [],
    releaseEvents: async () => undefined,
    acknowledgeEvents: async () => undefined,
    deadWebhooks: async () => [],
    retryWebhooks: async () => undefined,
    dropWebhooks: async () => undefined,
  };
  const endpoints = createDashboardEndpoints({
    guards: { guard: nobody, isOwnHost: () => true },
    discord: null,
    proposals: {
      list: async () => [],
      propose: async () => undefined,
      agree: async () => '',
      drop: async () => undefined,
    },
    surroundings,
    testimonyOf: () => null,
    messages: { outbox, failureOf: () => undefined },
    values: { kind: 'demo', sync: null, writer: null },
    system: {
      ...surroundings,
      settings: [],
      backups: null,
      readHealth: async () => ({}),
      explain: () => undefined,
      examine: null,
      restoreCommand: () => '',
    },
    subscribe: () => () => undefined,
  });
  const prefix = '/dashboard/api/';
  const found = endpoints
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ method, path }) => `${method} ${path.slice(prefix.length)}`);
  const rows = ROWS.map(({ method, path }) => `${method} ${path}`);
  expect(found.toSorted()).toEqual([...rows, ...BY_CONTENT].toSorted());
});

describe('whoever is let in', () => {
  let bank: TestBank;
  const people = new Map<string, Person>();
  beforeAll(async () => {
    bank = await startDashboard();
    people.set('admin', await open(bank));
    for (const [at, level] of STAFF_LEVELS.entries()) people.set(level, await openAs(bank, 900 + at, level));
  });
  afterAll(() => bank.end());

  test.each(ROWS.map((row) => [`${row.method} ${row.path}`, row] as const))(
    '%s is for those whom the table names',
    async (_name, { method, path, levels, isForAdmin }) => {
      const body = method === 'POST' ? {} : undefined;
      expect((await send(bank, `api/${path}`, body)).status).toBe(401);
      for (const [name, { cookie }] of people) {
        const isLetIn = name === 'admin' ? isForAdmin : levels.some((level) => level === name);
        const { status } = await send(bank, `api/${path}`, body, { cookie });
        // An empty request of whoever is let in is refused only for what it lacks.
        expect({ name, isLetIn: status !== 403 }).toEqual({ name, isLetIn });
        // What this bank hasn't got is not found.
        if (isLetIn) expect([200, 404, 422]).toContain(status);
      }
    },
  );

  test('a cashier halts the bank, and only an owner opens it again; the admin token does both', async () => {
    const statusOf = async (name: string, halted: boolean) =>
      (await people.get(name)?.post('halt', { halted, reason: 'a test of it' }))?.status;
    expect(await statusOf('viewer', true)).toBe(403);
    expect(await statusOf('cashier', true)).toBe(200);
    expect(await statusOf('manager', false)).toBe(403);
    expect(await statusOf('owner', false)).toBe(200);
    expect(await statusOf('admin', true)).toBe(200);
    expect(await statusOf('admin', false)).toBe(200);
    const actors = readTables(bank.file).transactions?.map((row) => transaction.parse(row));
    expect(actors?.filter(({ kind }) => kind.startsWith('bank_')).map(({ by }) => by)).toEqual([
      ...['staff-901', 'staff-903', 'staff-admin-token', 'staff-admin-token'],
    ]);
  });

  test('a cashier pauses a teller, and a manager resumes it; the admin token does neither', async () => {
    const statusOf = async (name: string, paused: boolean) =>
      (
        await people
          .get(name)
          ?.post('tellers/pause', { tellerId: 'teller-9', paused, reason: 'a test of it' })
      )?.status;
    const allowed = async (paused: boolean) => {
      const names = [...people.keys()];
      const statuses = await Promise.all(names.map((name) => statusOf(name, paused)));
      return names.filter((_, at) => statuses[at] === 404);
    };
    expect(await allowed(true)).toEqual(['cashier', 'manager', 'owner']);
    expect(await allowed(false)).toEqual(['manager', 'owner']);
  });

  test('a page of another site changes nothing, whoever is signed in', async () => {
    const cookie = people.get('owner')?.cookie ?? '';
    const body = { halted: true, reason: 'from elsewhere' };
    for (const headers of [
      { origin: 'http://elsewhere.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      expect((await send(bank, 'api/halt', body, { cookie, ...headers })).status).toBe(403);
    }
    expect((await send(bank, 'sign-out', {}, { cookie, origin: 'http://elsewhere.example' })).status).toBe(
      403,
    );
    expect((await send(bank, 'api/me', undefined, { cookie })).status).toBe(200);
  });
});

describe('signing in', () => {
  test('in production without an admin token there is no dashboard', async () => {
    await withBank(
      { NODE_ENV: 'production', API_KEYS: '', ROBLOX: 'sandbox', VALUES: 'demo' },
      async (bank) => {
        for (const path of ['', '/cases', '/app.js', '/events', '/api/me'])
          expect((await bank.askOpenly(`/dashboard${path}`)).status).toBe(404);
        expect((await send(bank, 'sign-in', { token: '' })).status).toBe(404);
      },
    );
  });

  test('the cookie is for this server alone, and the database has neither it nor the token', async () => {
    const given = makeBankFile();
    const bank = await startDashboard({}, given);
    const answer = await send(bank, 'sign-in', { token: ADMIN_TOKEN }, { 'x-forwarded-proto': 'https' });
    const cookie = answer.headers.get('set-cookie') ?? '';
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/;', 'Max-Age=43200', 'Secure'])
      expect(cookie).toContain(attribute);
    const [, secret = ''] = /^__Host-petbank_dashboard=([\w-]{43});/.exec(cookie) ?? [];
    expect((await send(bank, 'sign-in', { token: ADMIN_TOKEN })).headers.get('set-cookie')).not.toContain(
      'Secure',
    );
    await bank.stop();
    const bytes = await Bun.file(given.file).bytes();
    for (const hidden of [secret, ADMIN_TOKEN]) expect(Buffer.from(bytes).includes(hidden)).toBe(false);
    given.remove();
  });

  test('a wrong token is refused, and the eleventh try within five minutes is not read', async () => {
    const bank = await startDashboard();
    for (let tries = 0; tries < 10; tries += 1)
      expect((await send(bank, 'sign-in', { token: `wrong-${tries}` })).status).toBe(403);
    const eleventh = await send(bank, 'sign-in', { token: ADMIN_TOKEN });
    expect(eleventh.status).toBe(429);
    expect(Number(eleventh.headers.get('retry-after'))).toBeGreaterThan(0);
    await bank.end();
  });

  test('whose a token is can be asked before it signs in, within the same ten tries', async () => {
    const bank = await startDashboard();
    const token = await hire(bank, 156, 'manager');
    const admin = await open(bank);
    const ask = (given: string, cookie = '') => send(bank, 'whose-token', { token: given }, { cookie });
    const manager = { name: 'staff-156', username: null, level: 'manager' };
    const answer = await ask(token, admin.cookie);
    expect(answer.headers.get('set-cookie')).toBeNull();
    const me = { name: null, username: null, level: 'admin' };
    expect(await readJson(answer)).toEqual({ me, other: manager });
    expect(await readJson(await ask(token))).toEqual({ me: null, other: manager });
    const statuses: number[] = [];
    for (let tries = 0; tries < 11; tries += 1) statuses.push((await ask(`wrong-${tries}`)).status);
    // Two sign-ins, and two questions that were answered, came before: they weren't wrong, and don't count.
    expect(statuses).toEqual([...Array(10).fill(403), 429]);
    expect(await signIn(bank, token)).toBe('');
    await bank.end();
  });

  test('a sign-in outlives a restart, lasts for half a day, and signing out ends it for good', async () => {
    const given = makeBankFile();
    const first = await startDashboard({}, given);
    const [kept, left] = [await open(first), await open(first)];
    expect((await send(first, 'sign-out', {}, { cookie: left.cookie })).status).toBe(200);
    expect((await left.get('me')).status).toBe(401);
    await first.stop();
    const second = await startDashboard({}, given, NOON + MINUTE);
    const statusOf = async () => (await send(second, 'api/me', undefined, { cookie: kept.cookie })).status;
    expect(await statusOf()).toBe(200);
    second.world.at = NOON + 12 * 60 * MINUTE;
    expect(await statusOf()).toBe(401);
    await second.end();
  });

  test('whoever is removed, gets another level or a new token is signed out at once', async () => {
    const bank = await startDashboard();
    const admin = await open(bank);
    const token = await hire(bank, 156, 'manager');
    const changes = [
      () => admin.post('staff/name', { member: '156', level: 'owner' }),
      () => admin.post('staff/token', { robloxUserId: 156 }),
      () => admin.post('staff/remove', { robloxUserId: 156 }),
    ];
    let current = token;
    for (const change of changes) {
      const person = await open(bank, current);
      expect((await person.get('me')).status).toBe(200);
      const changed = await readJson(await change());
      if (typeof changed.token === 'string') current = changed.token;
      expect((await person.get('me')).status).toBe(401);
    }
    expect(await signIn(bank, current)).toBe('');
    await bank.end();
  });

  test('a row that somebody writes into the database signs nobody in', async () => {
    const given = makeBankFile();
    const bank = await startDashboard({}, given);
    await hire(bank, 156, 'owner');
    await bank.stop();
    const secret = 'A'.repeat(43);
    const db = new Database(given.file);
    const id = new Bun.CryptoHasher('sha256').update(secret).digest('hex');
    db.run(`insert into sign_ins select ?, roblox_user_id, seq, ?, ? from staff where roblox_user_id = 156`, [
      id,
      NOON + MINUTE * 60,
      '0'.repeat(64),
    ]);
    db.close();
    const again = await startDashboard({}, given, NOON + MINUTE);
    const cookie = `petbank_dashboard=${secret}`;
    expect((await send(again, 'api/me', undefined, { cookie })).status).toBe(401);
    await again.end();
  });

  test('in development it answers to this machine alone, whatever name points here', async () => {
    await withBank({ NODE_ENV: 'development', ADMIN_TOKEN }, async (bank) => {
      const { cookie } = await open(bank);
      expect((await send(bank, 'api/me', undefined, { cookie })).status).toBe(200);
      const foreign = await send(bank, 'api/me', undefined, { cookie, host: 'bank.elsewhere.example' });
      expect(foreign.status).toBe(403);
    });
  });
});
