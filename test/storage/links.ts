import { describe, expect, test } from 'bun:test';
import { carryOver } from '../../src/bank/carry-over.ts';
import { GENESIS_HASH, hashTransaction } from '../../src/bank/engine/ledger.ts';
import type { Operation } from '../../src/bank/engine/operation.ts';
import type { Link, Transaction } from '../../src/bank/engine/rows.ts';
import { forgetMember } from '../../src/bank/forget.ts';
import { nameTeller } from '../../src/bank/name-teller.ts';
import { findStaffOfUser } from '../../src/bank/sign-ins.ts';
import { actsAsSignedIn, onlyCondition, readLastDiscordUser } from '../../src/bank/staff-condition.ts';
import { verifyLedger } from '../../src/bank/verify-ledger.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { type Bank, openBank, openMemory } from '../bank/bank.ts';
import { foundAccount, linkUser, unlinkUser } from '../bank/link.ts';
import { DAY } from '../bank/rules.ts';
import { startProcess } from './logged-kit.ts';
import { batchOn, driverOfEachTest, loadBank, type OpenStore, rowsOf, store } from './samples.ts';

const ANN = { discordUserId: '100000000000000001', robloxUserId: 1 } as const;
const BEA = { discordUserId: '100000000000000002', robloxUserId: 2 } as const;
const THIEF = '100000000000000666';
const NOBODY = '100000000000000999';
const ALL = 1_000;
const ENDED_CASE = 'quarantine:deposit:teller-1:b';

/** Ann, one of the staff, has gems; the thief had her account before, and one that nobody has now. */
async function playLinks(driver: Driver): Promise<Bank> {
  const bank = openBank({ driver });
  await bank.deposit({ tradeId: 'a', robloxUserId: ANN.robloxUserId, gems: 50 });
  await linkUser(bank, { ...ANN, discordUserId: THIEF });
  await linkUser(bank, ANN);
  await linkUser(bank, BEA);
  await linkUser(bank, { discordUserId: THIEF, robloxUserId: 3 });
  await unlinkUser(bank, THIEF);
  await bank.hire(ANN.robloxUserId, 'manager');
  bank.pass(2 * DAY);
  return bank;
}

/** What a process that starts now lets this Discord user do as this account. */
async function actAs(driver: Driver, before: Bank, person: { discordUserId: string; robloxUserId: number }) {
  const bank = startProcess(driver, before);
  const { discordUserId, robloxUserId } = person;
  const asked = { requestId: crypto.randomUUID(), discordUserId, robloxUserId, gems: 1 };
  const answer = await bank.request(asked).then(
    ({ status }) => status,
    ({ code }) => code,
  );
  const staff = await bank.book.query(findStaffOfUser, discordUserId, { by: 'discord' });
  return {
    asked: answer,
    staff: staff !== null && typeof staff === 'object' ? staff.staff.robloxUserId : staff,
    error: await bank.book.findRowError(),
  };
}

async function linksOf(driver: Driver): Promise<[Link, Link]> {
  const keys = [ANN, BEA].map(({ discordUserId }) => ({ kind: 'link_of_user', discordUserId }) as const);
  const { links } = await rowsOf(driver, ...keys);
  const [ann, bea] = links.toSorted((one, other) => one.robloxUserId - other.robloxUserId);
  if (!ann || !bea) throw new Error('two links');
  return [ann, bea];
}

/** Whether a link is what the log says, whatever its row says that was edited. */
export function describeLinks(open: OpenStore): void {
  describe('links', () => {
    const driver = driverOfEachTest(open);

    test('are what the log says: a row that was edited lets nobody act, and is named', async () => {
      const bank = await playLinks(driver());
      const [ann, bea] = await linksOf(driver());
      expect(await actAs(driver(), bank, ANN)).toEqual({ asked: 'reserved', staff: 1, error: undefined });
      const edits: [string, Link, Link][] = [
        ['as it was before', ann, { ...ann, discordUserId: THIEF }],
        ['another Discord user', ann, { ...ann, discordUserId: NOBODY }],
        ['another account', bea, { ...bea, robloxUserId: 3 }],
        ['an older date', ann, { ...ann, linkedAt: 1 }],
      ];
      for (const [name, row, edited] of edits) {
        await store(driver(), { puts: { links: [edited] }, removals: { links: [row.discordUserId] } });
        const error = `links ${edited.robloxUserId}: the row is not what the log says`;
        const refused = { asked: 'not_linked', staff: 'unlinked', error } as const;
        expect([name, await actAs(driver(), bank, edited)]).toEqual([name, refused]);
        await store(driver(), { puts: { links: [row] }, removals: { links: [edited.discordUserId] } });
      }
      // Nor does a log help that was made to look like that of an older version, whose links were believed.
      const stolen = { ...ann, discordUserId: THIEF };
      await store(driver(), { puts: { links: [stolen] }, removals: { links: [ann.discordUserId] } });
      const log: Driver['log'] = async (page) =>
        (await driver().log(page)).map((row) => (row.seq === 1 ? { ...row, state: null } : row));
      expect(await actAs({ ...driver(), log }, bank, stolen)).toMatchObject({ asked: 'not_linked' });
      await store(driver(), { puts: { links: [ann] }, removals: { links: [THIEF] } });
      // One that has ended.
      const ended = { ...ann, discordUserId: THIEF, robloxUserId: 3 };
      await store(driver(), { puts: { links: [ended] } });
      expect(await actAs(driver(), bank, ended)).toMatchObject({ asked: 'not_linked', staff: 'unlinked' });
      // This version has made all of them: nothing is carried over.
      const { seq } = await driver().head();
      await carryOver(bank.book);
      expect((await driver().head()).seq).toBe(seq);
    });

    test('are made again by their owner, or erased, in place of the row that was edited', async () => {
      const before = await playLinks(driver());
      const [ann, bea] = await linksOf(driver());
      const edited = [
        { ...ann, discordUserId: THIEF },
        { ...bea, robloxUserId: 4 },
      ];
      await store(driver(), { puts: { links: edited }, removals: { links: [ANN.discordUserId] } });
      const bank = startProcess(driver(), before);
      // All are in memory before: the row that is in the way is known still.
      for (const { discordUserId } of edited)
        expect(await bank.book.query(findStaffOfUser, discordUserId, { by: 'discord' })).toBe('unlinked');
      expect(await bank.book.findRowError()).toBeDefined();
      for (const person of [ANN, BEA, { discordUserId: THIEF, robloxUserId: 4 }])
        await linkUser(bank, person);
      expect(await bank.book.findRowError()).toBeUndefined();
      expect(await verifyLedger(driver())).toMatchObject({ kind: 'sound' });
      for (const person of [ANN, BEA])
        expect(await actAs(driver(), bank, person)).toMatchObject({ error: undefined });
      const { links } = await rowsOf(driver(), { kind: 'link_of_user', discordUserId: THIEF });
      expect(links).toMatchObject([{ robloxUserId: 4 }]);
      // A process that knew another link follows.
      await linkUser(bank, { ...ANN, discordUserId: NOBODY });
      expect(await before.book.query(findStaffOfUser, ANN.discordUserId, { by: 'discord' })).toBe('unlinked');
      expect(await before.book.findRowError()).toBeUndefined();
      // One whose person is erased goes, too.
      const discordUserId = THIEF;
      await store(driver(), { puts: { links: links.map((link) => ({ ...link, linkedAt: 1 })) } });
      const last = startProcess(driver(), bank);
      await last.book.perform(forgetMember, { discordUserId }, { by: 'discord' });
      expect(await rowsOf(driver(), { kind: 'link_of_user', discordUserId })).toMatchObject({ links: [] });
      expect(await last.book.findRowError()).toBeUndefined();
    });

    test('and accounts that are linked no more cool down, whoever their rows name', async () => {
      const bank = await playLinks(driver());
      const robloxUserId = 3;
      const [row] = (await rowsOf(driver(), { kind: 'profile', robloxUserId })).profiles;
      if (!row) throw new Error('a profile');
      const removals = { profiles: [String(robloxUserId)] };
      const hired = await bank.hire(robloxUserId, 'manager');
      const staff = { robloxUserId, staffSeq: hired?.seq ?? 0, level: 'manager', countsRoles: true } as const;
      const edits = [
        { puts: { profiles: [{ ...row, lastDiscordUserId: null }] } },
        { puts: { profiles: [{ ...row, lastDiscordUserId: null, lastSalt: '' }] } },
        // As it was before.
        { puts: { profiles: [row] } },
        { removals },
      ];
      for (const [at, edit] of edits.entries()) {
        const edited = `profiles ${robloxUserId}: the row is not what the log says`;
        await store(driver(), edit);
        const later = startProcess(driver(), bank);
        expect(await later.book.query(readLastDiscordUser, robloxUserId, { by: 'staff' })).toBe('0');
        expect([at, await later.book.findRowError()]).toEqual([at, edited]);
        const condition = actsAsSignedIn({ ...staff, discordUserId: '0' });
        const acted = later.book.perform(onlyCondition, null, { by: `staff-${robloxUserId}`, condition });
        await expect(acted).rejects.toMatchObject({ code: 'invalid' });
        const person = { discordUserId: `${NOBODY}${at}`, robloxUserId };
        await linkUser(later, person);
        expect(await later.book.findRowError()).toBeUndefined();
        const { members } = await rowsOf(driver(), { kind: 'member', robloxUserId });
        expect(members[0]?.cooldownUntil).toBe(later.now.at + DAY);
        await unlinkUser(later, person.discordUserId);
        bank.pass(2 * DAY);
      }
    });

    test('and accounts are whose they were, also once that is forgotten', async () => {
      const bank = await playLinks(driver());
      await linkUser(bank, { discordUserId: THIEF, robloxUserId: 4 });
      const last = async (robloxUserId: number) => {
        const later = startProcess(driver(), bank);
        const found = await later.book.query(readLastDiscordUser, robloxUserId, { by: 'staff' });
        expect([robloxUserId, await later.book.findRowError()]).toEqual([robloxUserId, undefined]);
        return found;
      };
      const all = () => Promise.all([1, 2, 3, 4, 9].map(last));
      expect(await all()).toEqual([ANN.discordUserId, BEA.discordUserId, THIEF, THIEF, null]);
      await unlinkUser(bank, BEA.discordUserId);
      await bank.book.perform(forgetMember, { discordUserId: THIEF }, { by: 'discord' });
      // Named again, as a teller's account.
      const account = { ...foundAccount(3).account, description: '', isBanned: false };
      const profile = { kind: 'found', account, avatarUrl: null } as const;
      await bank.book.perform(
        nameTeller,
        { tellerId: 'teller-1', robloxUserId: 3, profile },
        { by: 'staff' },
      );
      expect(await all()).toEqual([ANN.discordUserId, BEA.discordUserId, null, null, null]);
      expect(await verifyLedger(driver())).toMatchObject({ kind: 'sound' });
    });

    test('and an account whose last user an older version forgot is not edited', async () => {
      const bank = await playLinks(driver());
      const robloxUserId = 3;
      const forget: Operation<null, void> = {
        readKeys: () => [{ kind: 'profile', robloxUserId }],
        decide(step) {
          const profile = step.row('profiles', String(robloxUserId));
          if (profile) step.remove('profiles', profile);
        },
      };
      await bank.book.perform(forget, null, { by: 'discord' });
      const later = startProcess(driver(), bank);
      expect(await later.book.query(readLastDiscordUser, robloxUserId, { by: 'staff' })).toBeNull();
      expect(await later.book.findRowError()).toBeUndefined();
    });

    test('and reservations: one whose owner was edited is handed and given back to nobody else', async () => {
      const bank = await playLinks(driver());
      const { withdrawalId } = await bank.request({ requestId: 'a', robloxUserId: 1, gems: 9 });
      const row = await bank.withdrawal(withdrawalId);
      if (!row) throw new Error('a withdrawal');
      const { seq } = await driver().head();
      await bank.deposit({ tradeId: 'b', robloxUserId: 3, gems: 5 });
      for (const change of [{}, { seq: seq + 1 }]) {
        const edited = { ...row, robloxUserId: 3, ...change };
        await store(driver(), { puts: { withdrawals: [edited] } });
        const later = startProcess(driver(), bank);
        expect((await later.check({ robloxUserId: 3, claim: true })).claimed).toBeNull();
        const cancelled = later.cancel(withdrawalId);
        await expect(cancelled).rejects.toMatchObject({ code: 'withdrawal_not_found' });
        expect(await later.book.findRowError()).toContain(`withdrawals ${withdrawalId}:`);
        later.pass(DAY);
        await later.sweep();
        expect([await bank.balance(1, 'gems'), await bank.balance(3, 'gems')]).toEqual([41n, 5n]);
        await store(driver(), { puts: { withdrawals: [row] } });
        expect(await later.book.findRowError()).toBeUndefined();
      }
      const { claimed } = await startProcess(driver(), bank).check({ robloxUserId: 1, claim: true });
      expect(claimed).toMatchObject({ withdrawalId, gems: 9 });
    });
  });

  describe('links of an older version', () => {
    const driver = driverOfEachTest(open);

    test('are carried over as the log has them, once, by the next start after one was killed', async () => {
      const before = await writeOldLinks(driver());
      const [ann, bea] = await linksOf(driver());
      await store(driver(), { puts: { links: [{ ...bea, linkedAt: 1 }] } });
      expect(await actAs(driver(), before, ANN)).toMatchObject({ asked: 'reserved' });
      const bank = startProcess(driver(), before);
      const { perform } = bank.book;
      let calls = 0;
      const cutOff: typeof perform = (...input) => {
        calls += 1;
        return calls > 1 ? Promise.reject(new Error('killed')) : perform(...input);
      };
      await expect(carryOver({ ...bank.book, perform: cutOff })).rejects.toThrow('killed');
      await carryOver(bank.book);
      const log = await driver().log({ afterSeq: 0, limit: ALL });
      const recorded = log.filter(({ kind }) => kind === 'state_recorded');
      expect(recorded.map(({ status, note }) => [status, note])).toEqual([
        ['link', 'member 1'],
        ['link', 'member 2'],
        ['case', ENDED_CASE],
        ['links', null],
      ]);
      // Nor can a case be opened again that had ended by then.
      const { cases } = await rowsOf(driver(), { kind: 'case', id: ENDED_CASE });
      await store(driver(), { puts: { cases: cases.map((row) => ({ ...row, closedAt: null })) } });
      const again = startProcess(driver(), before);
      const credited = again.resolve({ caseId: ENDED_CASE, resolution: 'credit', reason: 'looked into' });
      await expect(credited).rejects.toMatchObject({ code: 'invalid' });
      await store(driver(), { puts: { cases } });
      expect(await actAs(driver(), before, ANN)).toMatchObject({ asked: 'reserved', error: undefined });
      expect(await actAs(driver(), before, BEA)).toMatchObject({ asked: 'not_linked' });
      await store(driver(), { puts: { links: [bea] } });
      expect(await verifyLedger(driver())).toMatchObject({ kind: 'sound' });
      const { seq } = await driver().head();
      await carryOver(bank.book);
      expect((await driver().head()).seq).toBe(seq);
      const edited = { ...ann, discordUserId: THIEF };
      await store(driver(), { puts: { links: [edited] }, removals: { links: [ANN.discordUserId] } });
      expect(await actAs(driver(), before, edited)).toMatchObject({ asked: 'not_linked' });
      // Nor where the log's word that they were is edited, once a process has started.
      let isHidden = false;
      const load: Driver['load'] = async (readKeys) => {
        const snapshot = await driver().load(readKeys);
        return isHidden ? { ...snapshot, operations: [] } : snapshot;
      };
      const running = startProcess({ ...driver(), load }, before);
      await carryOver(running.book);
      isHidden = true;
      const request = running.request({
        requestId: 'z',
        discordUserId: THIEF,
        robloxUserId: ann.robloxUserId,
        gems: 1,
      });
      await expect(request).rejects.toMatchObject({ code: 'not_linked' });
    });
  });
}

/** Writes what a version wrote whose links named no account, and whose cases ended without an operation. */
async function writeOldLinks(driver: Driver): Promise<Bank> {
  const source = await playLinks(openMemory());
  await source.deposit({ tradeId: 'b', robloxUserId: 1, pets: [{ id: 'Rock' }] });
  await source.resolve({ caseId: ENDED_CASE, resolution: 'return', reason: 'looked into' });
  const rowsIn = { limit: ALL } as const;
  const bank = await loadBank(driver);
  const batch = batchOn(bank, {
    transactions: forgetNames(await source.driver.log({ afterSeq: 0, limit: ALL })),
    puts: {
      links: await source.driver.rows({ table: 'links', ...rowsIn }),
      profiles: await source.driver.rows({ table: 'profiles', ...rowsIn }),
      members: await source.driver.rows({ table: 'members', ...rowsIn }),
      staff: await source.driver.rows({ table: 'staff', ...rowsIn }),
      tellers: await source.driver.rows({ table: 'tellers', ...rowsIn }),
      balances: await source.driver.rows({ table: 'balances', ...rowsIn }),
      cases: await source.driver.rows({ table: 'cases', ...rowsIn }),
      staffDays: await source.driver.rows({ table: 'staffDays', ...rowsIn }),
    },
  });
  expect(await driver.store(batch)).toBe('stored');
  return source;
}

function forgetNames(log: readonly Transaction[]): Transaction[] {
  let previousHash = GENESIS_HASH;
  return log.map((transaction) => {
    const note = transaction.kind.startsWith('member_') ? null : transaction.note;
    const { operationId: id } = transaction;
    const operationId = id?.startsWith('end:') ? null : id;
    const body = { ...transaction, note, operationId, previousHash };
    previousHash = hashTransaction(previousHash, body);
    return { ...body, hash: previousHash };
  });
}
