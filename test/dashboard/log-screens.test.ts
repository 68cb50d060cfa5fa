import { afterAll, beforeAll, expect, test } from 'bun:test';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { MINUTE, makeBankFile, type TestBank } from '../support/bank.ts';
import { OTHER_TELLER, TELLER, WEB } from '../support/keys.ts';
import { readJson } from '../support/send.ts';
import { until } from '../support/until.ts';
import { open, openAs, type Person, startDashboard } from './kit.ts';

/* What the screens of the books show of one bank, and what they do to it. */

let bank: TestBank;
let viewer: Person;
let owner: Person;
const rows = z.object({ rows: z.array(z.looseObject({})), nextCursor: z.string().nullable() });
const look = async (path: string, person = viewer) => readJson(await person.get(path));
const list = async (path: string, person = viewer) => rows.parse(await look(path, person));
const CAT = { id: 'Huge Cat', variant: 'golden', shiny: false };

/** The operator's program, which has had enough. */
const program = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch: () => new Response(null, { status: 410 }),
});

beforeAll(async () => {
  bank = await startDashboard({
    WEBHOOK_OPERATOR_URL: `${program.url.href}key-1`,
    WEBHOOK_SECRET: `whsec_${Buffer.from('a secret of the tests, 32 bytes.').toString('base64')}`,
  });
  const complete = (tradeId: string, robloxUserId: number, more: object) =>
    bank.ask(TELLER, 'POST', '/deposit/complete', { tradeId, robloxUserId, ...more });
  await complete('a', 156, { pets: [{ ...CAT, quantity: 2 }], gems: 1_000 });
  bank.world.at += 60 * MINUTE;
  await complete('b', 157, { gems: 500 });
  await bank.ask(WEB, 'POST', '/withdraw/request', { requestId: 'w', robloxUserId: 156, gems: 10 });
  await bank.ask(TELLER, 'POST', '/teller/report', { pets: [{ ...CAT, quantity: 1 }], gems: 1_500 });
  viewer = await openAs(bank, 901, 'viewer');
  owner = await openAs(bank, 902, 'owner');
});
afterAll(async () => {
  await bank.end();
  await program.stop(true);
});

test('the ledger is found by kind, teller, member, pet and time, page by page', async () => {
  const idsOf = async (query: string) => (await list(`ledger?${query}`)).rows.map(({ id }) => id);
  expect(await idsOf('kind=deposit')).toEqual(['t-2', 't-1']);
  expect(await idsOf(`teller=${TELLER.id}&member=156`)).toEqual(['t-1']);
  expect(await idsOf('pet=Huge%20Cat')).toEqual(['t-1']);
  expect(await idsOf('asset=gems&kind=withdrawal_reserved')).toEqual(['t-3']);
  expect(await idsOf('by=staff-admin-token')).toEqual(['t-5', 't-4']);
  const hour = new Date(bank.world.at).toISOString();
  expect(await idsOf(`until=${hour}`)).toEqual(['t-1']);
  expect(await idsOf(`from=${hour}&kind=deposit`)).toEqual(['t-2']);
  const first = await list('ledger?limit=2');
  expect(first.rows.map(({ id }) => id)).toEqual(['t-5', 't-4']);
  expect(await idsOf(`limit=2&cursor=${first.nextCursor}`)).toEqual(['t-3', 't-2']);
  expect((await viewer.get('ledger?kind=nothing')).status).toBe(422);
});

test('one transaction shows its entries, and the chain is hashed anew from its texts', async () => {
  expect(await look('ledger/transaction?id=t-2')).toMatchObject({
    kind: 'deposit',
    gems: 500,
    robloxUserId: 157,
    entries: [{ asset: 'gems', from: `teller:${TELLER.id}`, to: 'member:157', amount: '500' }],
  });
  expect((await viewer.get('ledger/transaction?id=t-99')).status).toBe(404);
  const chain = z.object({
    head: z.object({ seq: z.int(), hash: z.string() }),
    rows: z.array(z.object({ seq: z.int(), text: z.string(), hash: z.string() })),
  });
  const { head, rows: linked } = chain.parse(await look('ledger/chain'));
  let hash = '0'.repeat(64);
  for (const { text, hash: stated } of linked) {
    hash = createHash('sha256').update(`${hash}\n${text}`).digest('hex');
    expect(stated).toBe(hash);
  }
  expect([linked.length, hash]).toEqual([head.seq, head.hash]);
});

test('the search finds what a program asked for by an id of its own, and what it was refused', async () => {
  expect(await look('search?text=a')).toMatchObject([{ kind: 'transaction', id: 't-1' }]);
  expect(await look('search?text=w')).toContainEqual(
    expect.objectContaining({ kind: 'transaction', id: 't-3', title: 't-3' }),
  );
  const refused = await bank.ask({ ...WEB, secret: 'x'.repeat(40) }, 'GET', '/user/156/inventory');
  const { requestId } = z.looseObject({ requestId: z.string() }).parse(refused.body);
  expect(await look(`search?text=${requestId}`)).toMatchObject([
    { kind: 'request', id: requestId, detail: 'GET /user/{id}/inventory was refused: unauthorized' },
  ]);
});

test('plots count what each hour brought, and say what is owed', async () => {
  const plot = z.object({
    reach: z.object({ seq: z.int(), head: z.int() }),
    rows: z.array(z.looseObject({ deposits: z.int(), owedWorth: z.string() })),
  });
  const { reach, rows: hours } = plot.parse(await look('plots?span=hour'));
  const { rows: days } = plot.parse(await look('plots?span=day'));
  expect(reach.seq).toBe(reach.head);
  expect([hours.length, days.length]).toEqual([48, 30]);
  expect(hours.slice(-2)).toMatchObject([
    { deposits: 1, newMembers: 1 },
    { deposits: 1, newMembers: 1, depositWorth: '500' },
  ]);
});

test('reserves show what is lacking of what is owed, and how an asset came there', async () => {
  const { rows: lacking } = await list('reserves?show=lacking');
  expect(lacking).toMatchObject([{ asset: CAT, owed: '2', held: '1', difference: '-1', deposited: '2' }]);
  expect(await look('reserves/sum')).toMatchObject({
    assets: 2,
    lacking: 1,
    oldestReport: { tellerId: TELLER.id },
  });
  expect((await list('reserves?search=huge')).rows).toHaveLength(1);
  const key = encodeURIComponent('pet/golden/-/-/Huge Cat');
  expect(await look(`reserves/history?asset=${key}`)).toMatchObject({
    days: [{ owed: '2', deposited: '2' }],
  });
});

test('staff take back an open offer between members, and say why', async () => {
  for (const robloxUserId of [156, 157]) {
    const discordUserId = `100000000000000${robloxUserId}`;
    const start = { discordUserId, robloxUsername: `user${robloxUserId}` };
    await bank.askOpenly(`/sandbox/roblox/users/user${robloxUserId}`, {
      method: 'PUT',
      body: JSON.stringify({ id: robloxUserId }),
      headers: { 'content-type': 'application/json' },
    });
    const { body } = await bank.ask(WEB, 'POST', '/verify/start', start);
    const { code } = z.object({ code: z.string() }).parse(body);
    await bank.askOpenly(`/sandbox/roblox/users/user${robloxUserId}`, {
      method: 'PUT',
      body: JSON.stringify({ description: code }),
      headers: { 'content-type': 'application/json' },
    });
    await bank.ask(WEB, 'POST', '/verify/confirm', start);
  }
  const offered = await bank.ask(WEB, 'POST', '/trade/offer', {
    offerId: 'o-1',
    fromRobloxUserId: 156,
    toRobloxUserId: 157,
    discordUserId: '100000000000000156',
    gives: { gems: 5 },
    wants: { gems: 1 },
  });
  expect(offered.status).toBe(200);
  expect((await list('trades/offers')).rows).toMatchObject([{ offerId: 'o-1', gives: { gems: 5 } }]);
  const found = { kind: 'offer', id: 'o-1', title: 'Offer o-1' };
  expect(await look('search?text=o-1')).toMatchObject([{ ...found, detail: 'open, of member 156 to 157' }]);
  const reason = { offerId: 'o-1', reason: 'the account was stolen' };
  expect((await viewer.post('trades/take-back', reason)).status).toBe(403);
  expect(await readJson(await owner.post('trades/take-back', reason))).toMatchObject({ status: 'withdrawn' });
  expect((await list('trades/offers')).rows).toEqual([]);
  expect(await look('search?text=o-1')).toContainEqual({
    ...found,
    detail: 'withdrawn, of member 156 to 157',
  });
  // A link names no member in the log: it is found by the row that it changed.
  expect((await list('ledger?links=156')).rows.map(({ kind }) => kind)).toEqual(['member_linked']);
  expect((await list('ledger?links=158')).rows).toEqual([]);
});

test('messages that are not sent are listed, tried again and dropped', async () => {
  const { rows: waiting } = await list('messages');
  const ids = waiting.map(({ id }) => z.int().parse(id));
  expect(waiting.find(({ topic }) => topic === 'offer_taken_back')).toMatchObject({
    isToOperator: true,
    error: null,
  });
  expect((await owner.post('messages/retry', { ids })).status).toBe(200);
  expect((await owner.post('messages/drop', { ids: ids.slice(1), reason: 'told by hand' })).status).toBe(200);
  expect((await list('messages')).rows.map(({ id }) => id)).toEqual(ids.slice(0, 1));
});

test('webhooks that were given up are listed apart, begin anew and are dropped', async () => {
  const listDead = async () => (await list('messages?way=webhook')).rows;
  await until(async () => (await listDead()).length > 0, 'a webhook that was given up');
  const [row] = await listDead();
  expect(row).toMatchObject({
    way: 'webhook',
    isToOperator: true,
    error: 'HTTP 410: this address wants no more',
  });
  const ids = [z.int().parse(row?.id)];
  expect((await viewer.post('messages/retry', { ids, way: 'webhook' })).status).toBe(403);
  const dropped = { ids, way: 'webhook', reason: 'the program is gone' };
  expect((await owner.post('messages/drop', dropped)).status).toBe(200);
  expect((await listDead()).some(({ id }) => id === row?.id)).toBe(false);
  const rest = (await listDead()).map(({ id }) => id);
  if (rest.length > 0)
    expect((await owner.post('messages/retry', { ids: rest, way: 'webhook' })).status).toBe(200);
  expect(await listDead()).toEqual([]);
});

test('what staff dropped and took back stays, with who did it and why', async () => {
  const written = { action: 'adjust', robloxUserId: 156, direction: 'credit', tellerId: TELLER.id };
  const wanted = { ...written, gems: String(2_000_000_000), pets: '' };
  expect((await owner.post('actions', { id: 'a-1', reason: 'lost', written: wanted })).status).toBe(200);
  expect((await owner.post('proposals/drop', { id: 'a-1', reason: 'no proof' })).status).toBe(200);
  expect((await owner.post('proposals/drop', { id: 'a-1', reason: 'no proof' })).status).toBe(404);
  const acts = (await list('ledger?staff=yes')).rows.map(({ kind, by, note }) => ({ kind, by, note }));
  const by = 'staff-902';
  expect(acts).toContainEqual({
    kind: 'proposal_dropped',
    by,
    note: `what ${by} proposed (adjust): no proof`,
  });
  expect(acts).toContainEqual({
    kind: 'offer_taken_back',
    by,
    note: 'offer o-1 of member 156 to 157: the account was stolen',
  });
  for (const note of [
    /^\d+ for discord \(.+\): told by hand$/,
    /^1 for webhook \(\d+\): the program is gone$/,
  ])
    expect(acts).toContainEqual({ kind: 'messages_dropped', by, note: expect.stringMatching(note) });
  expect(acts.some((act) => act.by === TELLER.id)).toBe(false);
});

test('keys show what they did and were refused, never a secret, and are revoked', async () => {
  const answer = await viewer.get('keys');
  const text = await answer.text();
  expect(text).not.toContain('pbsk_');
  await bank.ask({ ...TELLER, secret: 'x'.repeat(40) }, 'GET', '/user/156/inventory');
  const keys = await list('keys');
  expect(keys.rows.find(({ keyId }) => keyId === TELLER.id)).toMatchObject({
    isConfigured: true,
    transactions: 2,
    lastTransaction: 't-2',
    revokedAt: null,
    refusals: { unauthorized: 1 },
  });
  expect((await list('keys/refused')).rows[0]).toMatchObject({ keyId: TELLER.id, code: 'unauthorized' });
  expect((await owner.post('keys/revoke', { keyId: TELLER.id, reason: 'stolen' })).status).toBe(200);
  expect((await bank.ask(TELLER, 'GET', '/user/156/inventory')).status).toBe(401);
});

test('values say what they are worth, and which can not be relied on', async () => {
  expect((await list('values?search=huge%20cat')).rows[0]).toMatchObject({ id: 'Huge Cat', source: 'demo' });
  expect(await look('values/state')).toMatchObject({ kind: 'demo', canSync: false });
  const key = encodeURIComponent('pet/normal/-/-/Huge Cat');
  expect(await look(`values/history?asset=${key}`)).toMatchObject({ points: expect.any(Array) });
  expect((await owner.post('values/sync', {})).status).toBe(404);
});

test('a backup is made, tried and downloaded', async () => {
  const made = z.object({ done: z.object({ name: z.string() }) });
  const { name } = made.parse(await readJson(await owner.post('system/backups/make', {}))).done;
  expect(await readJson(await owner.post('system/backups/drill', { name }))).toMatchObject({
    done: { head: expect.stringMatching(/^[0-9a-f]{64}$/), isAuthenticated: false },
  });
  const { rows: backups } = await list('system/backups', owner);
  const restore = new RegExp(`^bun run petbank restore --from \\S+/${name} --to file:\\S+$`);
  expect(backups).toMatchObject([{ name, restoreCommand: expect.stringMatching(restore) }]);
  const download = await owner.get(`system/backup?name=${name}`);
  expect(download.headers.get('content-disposition')).toContain(name);
  expect(new Uint8Array(await download.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x1f, 0x8b]));
  expect((await owner.get('system/backup?name=..%2Fpetbank.db')).status).toBe(404);
  expect((await viewer.get(`system/backup?name=${name}`)).status).toBe(403);
  expect(await look('system', await open(bank))).toMatchObject({
    checks: { storage: 'ok' },
    keepsBackups: true,
  });
  expect((await owner.post('system/check', {})).status).toBe(200);
});

test('the doctor examines the bank from inside, and says what it is that it examined', async () => {
  const found = z.object({ rows: z.array(z.looseObject({ about: z.string(), level: z.string() })) });
  const { rows } = found.parse(await readJson(await owner.post('system/examine', {})));
  expect(rows.filter(({ level }) => level === 'bad')).toEqual([]);
  expect(rows).toContainEqual(
    expect.objectContaining({
      about: 'Database',
      level: 'ok',
      text: expect.stringContaining('transactions'),
    }),
  );
  expect(rows[0]).toMatchObject({ about: 'Address', text: expect.stringContaining('0.0.0-test') });
});

test('open cases come the oldest first, page by page, and closed ones by id', async () => {
  const idOf = (tradeId: string) => `quarantine:deposit:${OTHER_TELLER.id}:${tradeId}`;
  for (const tradeId of ['z', 'y', 'x']) {
    bank.world.at += MINUTE;
    const odd = { tradeId, robloxUserId: 156, pets: [{ id: 'No such pet' }] };
    expect((await bank.ask(OTHER_TELLER, 'POST', '/deposit/complete', odd)).status).toBe(200);
  }
  const idsOf = async (query: string) => (await list(`cases?${query}`)).rows.map(({ id }) => id);
  expect(await idsOf('kind=quarantine')).toEqual(['z', 'y', 'x'].map(idOf));
  const first = await list('cases?kind=quarantine&limit=2');
  expect(first.rows.map(({ id }) => id)).toEqual(['z', 'y'].map(idOf));
  expect(await idsOf(`kind=quarantine&cursor=${encodeURIComponent(first.nextCursor ?? '')}`)).toEqual([
    idOf('x'),
  ]);
  expect(await idsOf('state=all&kind=quarantine')).toEqual(['x', 'y', 'z'].map(idOf));
});

test('how far reports were off is there after a restart, and of a silent teller a gap', async () => {
  const given = makeBankFile();
  const before = await startDashboard({}, given);
  await before.ask(TELLER, 'POST', '/deposit/complete', { tradeId: 'a', robloxUserId: 156, gems: 500 });
  for (const gems of [500, 300])
    expect((await before.ask(TELLER, 'POST', '/teller/report', { gems })).status).toBe(200);
  await before.stop();
  const after = await startDashboard({}, given, before.world.at + 5 * MINUTE);
  try {
    const steps = z.object({ steps: z.array(z.looseObject({ figures: z.unknown() })) });
    const admin = await open(after);
    const read = async (path: string) => steps.parse(await look(path, admin)).steps.slice(-2);
    expect(await read(`teller/reports?id=${TELLER.id}`)).toEqual([
      { at: before.world.at, figures: { reports: 2, differing: 1, lacking: 200, surplus: 0 } },
      { at: after.world.at, figures: null },
    ]);
    expect(await read(`teller/reports?id=${TELLER.id}&span=hours`)).toMatchObject([
      { figures: null },
      { figures: { reports: 2 } },
    ]);
  } finally {
    await after.end();
  }
});
