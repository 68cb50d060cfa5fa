import { expect, test } from 'bun:test';
import { z } from 'zod';
import { caseAnswer } from '../../src/bank/cases.ts';
import { unlinkAnswer } from '../../src/bank/member.ts';
import { verifyLedger } from '../../src/bank/verify-ledger.ts';
import { openSqlite } from '../../src/storage/sqlite/sqlite.ts';
import { readTables, withBank } from '../support/bank.ts';
import { READER, STAFF, TELLER, WEB } from '../support/keys.ts';
import {
  CAT,
  claim,
  deposit,
  halt,
  link,
  MEMBER,
  OTHER_DISCORD_USER,
  PERSON,
  putProfile,
  reserve,
} from '../support/scenes.ts';
import { read } from '../support/send.ts';

test('unlinking moves no pets, and the account can be linked anew', async () => {
  await withBank({}, async (bank) => {
    await link(bank);
    await deposit(bank);
    const answer = await bank.ask(WEB, 'POST', '/verify/unlink', { discordUserId: PERSON.discordUserId });
    expect(read(unlinkAnswer, answer)).toEqual({
      unlinked: true,
      discordUserId: PERSON.discordUserId,
      robloxUserId: MEMBER,
    });
    const asDiscord = `/user/discord:${PERSON.discordUserId}/inventory`;
    expect((await bank.ask(READER, 'GET', asDiscord)).status).toBe(404);
    const inventory = await bank.ask(READER, 'GET', `/user/${MEMBER}/inventory`);
    expect(inventory.body).toMatchObject({ discordUserId: null, gems: 1000, pets: [{ quantity: 1 }] });
    await link(bank);
    expect((await bank.ask(READER, 'GET', asDiscord)).body).toMatchObject({ gems: 1000 });
  });
});

test('an account that someone else proves passes to them, and its former user is notified', async () => {
  await withBank({}, async (bank) => {
    await link(bank);
    await link(bank, OTHER_DISCORD_USER);
    const former = await bank.ask(READER, 'GET', `/user/discord:${PERSON.discordUserId}/inventory`);
    expect(former.status).toBe(404);
    const { outbox = [] } = readTables(bank.file);
    expect(JSON.stringify(outbox)).toContain('link_taken_over');
    expect(JSON.stringify(outbox)).toContain(PERSON.discordUserId);
  });
});

test('staff halt the bank and let it go on; what happens in the game is recorded meanwhile', async () => {
  await withBank({}, async (bank) => {
    await deposit(bank);
    await reserve(bank);
    const claimed = await claim(bank);
    expect(await halt(bank)).toEqual({ halted: true, reason: 'an update of the game' });
    expect((await deposit(bank, { gems: 5 }, 'T-5')).status).toBe('credited');
    const complete = { ...claimed, tradeId: 'T-6', outcome: 'delivered' };
    expect((await bank.ask(TELLER, 'POST', '/withdraw/complete', complete)).status).toBe(200);
    const check = await bank.ask(TELLER, 'POST', '/deposit/check', { robloxUserId: MEMBER, gems: 5 });
    expect(check.body).toMatchObject({ accepted: false, reasons: [{ code: 'halted' }] });
    expect(await halt(bank, false)).toEqual({ halted: false, reason: null });
    expect((await reserve(bank, { gems: 5, requestId: 'R-2' })).status).toBe('reserved');
  });
});

test('staff freeze a member and thaw them', async () => {
  await withBank({}, async (bank) => {
    await deposit(bank);
    const order = { robloxUserId: MEMBER, frozen: true, reason: 'reported as stolen' };
    expect((await bank.ask(STAFF, 'POST', '/admin/freeze', order)).body).toEqual(order);
    const wish = { requestId: 'R-2', robloxUserId: MEMBER, gems: 5 };
    expect((await bank.ask(WEB, 'POST', '/withdraw/request', wish)).body).toMatchObject({ code: 'frozen' });
    await bank.ask(STAFF, 'POST', '/admin/freeze', { ...order, frozen: false });
    expect((await bank.ask(WEB, 'POST', '/withdraw/request', wish)).status).toBe(200);
    const history = await bank.ask(READER, 'GET', `/user/${MEMBER}/transactions`);
    expect(JSON.stringify(history.body)).not.toContain('stolen');
  });
});

test('what is quarantined waits as a case until staff credit it', async () => {
  await withBank({}, async (bank) => {
    const mystery = { id: 'Mystery Cat', variant: 'normal', shiny: false, quantity: 1 } as const;
    expect((await deposit(bank, { pets: [mystery, CAT] })).quarantined).toEqual({ pets: [mystery], gems: 0 });
    const open = await bank.ask(STAFF, 'GET', '/admin/cases?open=true');
    const caseId = 'quarantine:deposit:teller-1:T-1';
    expect(open.body).toMatchObject({
      cases: [{ id: caseId, pets: [mystery], closedAt: null }],
      nextCursor: null,
    });
    const order = { caseId, resolution: 'credit', reason: 'a new pet, added to the list' };
    const first = await bank.ask(STAFF, 'POST', '/admin/cases/resolve', order);
    expect(first.body).toMatchObject({ id: caseId, resolution: 'credit: a new pet, added to the list' });
    expect((await bank.ask(STAFF, 'POST', '/admin/cases/resolve', order)).body).toEqual(first.body);
    const inventory = await bank.ask(READER, 'GET', `/user/${MEMBER}/inventory`);
    expect(inventory.body).toMatchObject({ pets: [{ id: 'Huge Cat' }, { id: 'Mystery Cat', quantity: 1 }] });
    expect((await bank.ask(STAFF, 'GET', '/admin/cases?open=true')).body).toMatchObject({ cases: [] });
  });
});

test('a key that may not move so much alone hears who has to decide the same', async () => {
  await withBank({ LIMIT_GEMS_PER_TRADE: '1000', STAFF_ALONE_LIMIT: '999' }, async (bank) => {
    await deposit(bank, { gems: 2000 });
    const order = {
      caseId: 'quarantine:deposit:teller-1:T-1',
      resolution: 'credit',
      reason: 'they are right',
    };
    const { status, body } = await bank.ask(STAFF, 'POST', '/admin/cases/resolve', order);
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'limit_exceeded' } });
    expect(body).toMatchObject({
      detail: expect.stringMatching(/^STAFF_ALONE_LIMIT: a manager .* dashboard/),
    });
    const { resolution, reason } = order;
    expect((await bank.ask(STAFF, 'GET', '/admin/cases')).body).toMatchObject({
      cases: [{ closedAt: null, proposal: { by: STAFF.id, resolution, reason } }],
    });
  });
});

const cursorAfter = (caseId: string) => Buffer.from(caseId).toString('base64url');

test('a cursor stands in a URL as it is, whatever pet the id of its case names', async () => {
  await withBank({}, async (bank) => {
    const pets = [{ id: "Lil' Cat" }, { id: "Lil' Dog" }];
    const { seq } = await deposit(bank, { pets });
    for (let reports = 0; reports < 2; reports += 1)
      expect((await bank.ask(TELLER, 'POST', '/teller/report', { seq })).status).toBe(200);
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const after = cursor && `&cursor=${cursor}`;
      const answer = await bank.ask(STAFF, 'GET', `/admin/cases?limit=1${after}`);
      const page = read(casesPage, answer);
      ids.push(...page.cases.map(({ id }) => id));
      cursor = page.nextCursor;
      expect(cursor ?? '').toMatch(/^[A-Za-z0-9_-]*$/);
    }
    expect(ids).toContain("shortage:teller-1:pet/normal/-/-/Lil' Cat");
    expect(ids).toContain("shortage:teller-1:pet/normal/-/-/Lil' Dog");
  });
});
const casesPage = z.object({ cases: z.array(caseAnswer), nextCursor: z.string().nullable() });

test('cases come page by page, each once', async () => {
  await withBank({}, async (bank) => {
    for (const tradeId of ['T-1', 'T-2', 'T-3'])
      await deposit(bank, { pets: [{ id: "Nobody's Cat" }] }, tradeId);
    const first = await bank.ask(STAFF, 'GET', '/admin/cases?limit=2');
    const nextCursor = cursorAfter('quarantine:deposit:teller-1:T-2');
    expect(first.body).toMatchObject({ cases: [{}, { id: 'quarantine:deposit:teller-1:T-2' }], nextCursor });
    const second = await bank.ask(STAFF, 'GET', `/admin/cases?limit=2&cursor=${nextCursor}`);
    expect(second.body).toMatchObject({
      cases: [{ id: 'quarantine:deposit:teller-1:T-3' }],
      nextCursor: null,
    });
  });
});

test('open cases come the oldest first, whatever their ids, page by page', async () => {
  await withBank({}, async (bank) => {
    for (const tradeId of ['c', 'b', 'a']) {
      bank.world.at += 1_000;
      await deposit(bank, { pets: [{ id: "Nobody's Cat" }] }, tradeId);
    }
    const caseId = (tradeId: string) => `quarantine:deposit:teller-1:${tradeId}`;
    const first = await bank.ask(STAFF, 'GET', '/admin/cases?open=true&limit=2');
    expect(first.body).toMatchObject({
      cases: [{ id: caseId('c') }, { id: caseId('b') }],
      nextCursor: cursorAfter(caseId('b')),
    });
    // Whoever settles what they have read goes on where they were.
    const settled = { caseId: caseId('b'), resolution: 'return', reason: 'handed back' };
    await bank.ask(STAFF, 'POST', '/admin/cases/resolve', settled);
    const next = `/admin/cases?open=true&cursor=${cursorAfter(caseId('b'))}`;
    expect((await bank.ask(STAFF, 'GET', next)).body).toMatchObject({
      cases: [{ id: caseId('a') }],
      nextCursor: null,
    });
  });
});

test('only admin keys are let in', async () => {
  await withBank({}, async (bank) => {
    for (const key of [TELLER, WEB, READER]) {
      expect((await bank.ask(key, 'GET', '/admin/cases')).status).toBe(403);
      const order = { halted: true, reason: 'a bad joke' };
      expect((await bank.ask(key, 'POST', '/admin/halt', order)).status).toBe(403);
    }
    expect((await bank.ask(STAFF, 'GET', `/user/${MEMBER}/inventory`)).status).toBe(403);
    expect(readTables(bank.file).transactions).toEqual([]);
  });
});

test('no reason that staff may give breaks the chain of hashes', async () => {
  await withBank({}, async (bank) => {
    const order = async (reason: string) =>
      (await bank.ask(STAFF, 'POST', '/admin/freeze', { robloxUserId: reason.length, frozen: true, reason }))
        .status;
    expect(await order('half of a pair: \ud83d')).toBe(422);
    expect(await order('both of a pair: 🐱')).toBe(200);
    expect(await order('a\u0000b\u001f"\\\u2028')).toBe(200);
    await bank.stop();
    const driver = openSqlite({ file: bank.file, migrationsFolder: 'migrations' });
    expect(await verifyLedger(driver)).toMatchObject({ kind: 'sound', count: 2 });
    await driver.close();
  });
});

test('the sandbox keeps profiles apart, and takes no id twice', async () => {
  await withBank({}, async (bank) => {
    await putProfile(bank, { id: 5, displayName: 'Five', description: 'hello' }, 'Number_5');
    const profile = { id: 5, username: 'Number_5', displayName: 'Five', description: 'hello' };
    const read5 = await bank.askOpenly('/sandbox/roblox/users/number_5');
    expect(await read5.json()).toEqual(profile);
    expect((await bank.askOpenly('/sandbox/roblox/users/nobody')).status).toBe(404);
    for (const name of ['__proto__', 'constructor', '%2e%2e%2f', 'ünicode']) {
      expect((await bank.askOpenly(`/sandbox/roblox/users/${name}`)).status).toBe(404);
    }
    await expect(putProfile(bank, { id: 5 }, 'someone')).rejects.toThrow('422');
  });
});
