import { describe, expect, test } from 'bun:test';
import { caseResolveInput, readCase, resolveCase } from '../../src/bank/cases.ts';
import { decideCase } from '../../src/bank/decide-case.ts';
import { invariant } from '../../src/bank/engine/assert.ts';
import { memberAccount } from '../../src/bank/engine/ledger.ts';
import type { Operation } from '../../src/bank/engine/operation.ts';
import { aliasId, type Case, type Offer } from '../../src/bank/engine/rows.ts';
import type { ReadKey } from '../../src/bank/engine/view.ts';
import { readOpenCases } from '../../src/bank/member.ts';
import { learnNames, samePetCaseId } from '../../src/bank/rename.ts';
import { takeBackOffer } from '../../src/bank/trade.ts';
import { getUsage, toUtcDay } from '../../src/bank/withdrawals.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { createCatalogue } from '../../src/values/catalogue.ts';
import { type Bank, expectSound, openBank, refusalOf } from '../bank/bank.ts';
import { giftsOf, userOf } from '../bank/gifts.ts';
import { itemOf } from '../bank/item.ts';
import { linkUser } from '../bank/link.ts';
import { DAY, MINUTE, rulesWith } from '../bank/rules.ts';
import { CAT } from '../bank/withdrawal.ts';
import { driverOfEachTest, type OpenStore, rowsOf, store } from './samples.ts';

const [OWNER, THIEF, KIM, LEE] = [1, 2, 9, 8] as const;
const BY_KIM = { by: `staff-${KIM}` } as const;
const BY_LEE = { by: `staff-${LEE}` } as const;
const QUARANTINED = 'quarantine:deposit:teller-1:a';
const OF_THIEF = 'quarantine:deposit:teller-1:b';
const cats = (quantity: number) => [{ ...CAT, quantity }];

/** Two managers, 11 cats of the owner's in quarantine, more than either credits alone, and a thief's dogs. */
async function playCases(driver: Driver): Promise<Bank> {
  const bank = openBank({ driver, rules: rulesWith({ petsPerTrade: 1 }) });
  for (const id of [KIM, LEE]) await bank.hire(id, 'manager');
  bank.pass(DAY);
  await bank.deposit({ tradeId: 'a', robloxUserId: OWNER, pets: cats(12), gems: 10 });
  await bank.deposit({ tradeId: 'b', robloxUserId: THIEF, pets: [{ id: 'Dog', quantity: 9 }] });
  return bank;
}

/** A process that starts now. */
function startProcess(driver: Driver, { now }: Bank): Bank {
  const bank = openBank({ driver, rules: now.rules });
  bank.now.at = now.at;
  return bank;
}

const decide = ({ book }: Bank, caseId: string, resolution: string, caller: { readonly by: string }) =>
  decideCase(book, caseResolveInput.parse({ caseId, resolution, reason: 'looked into' }), caller);

async function caseOf(driver: Driver, id: string): Promise<Case> {
  const { cases } = await rowsOf(driver, { kind: 'case', id });
  return invariant(cases[0], 'the case');
}

async function holdingsOf(driver: Driver, robloxUserId: number): Promise<string[]> {
  const { balances } = await rowsOf(driver, { kind: 'account', account: memberAccount(robloxUserId) });
  return balances.map(({ asset, amount }) => `${amount} ${asset}`).sort();
}

/** The driver of a process that another one overtakes once, just when it has loaded what such a key names. */
function overtake(driver: Driver, kind: ReadKey['kind'], act: () => Promise<unknown>): Driver {
  let isOvertaken = false;
  return {
    ...driver,
    async load(readKeys) {
      const snapshot = await driver.load(readKeys);
      if (!isOvertaken && readKeys.some((key) => key.kind === kind)) {
        isOvertaken = true;
        await act();
      }
      return snapshot;
    },
  };
}

/** Whether a case or an offer is what the log says, whatever its row says that was edited. */
export function describeLoggedRows(open: OpenStore): void {
  describe('cases', () => {
    const driver = driverOfEachTest(open);

    /** Expects that nothing ends the case once its row is this one, and that staff hear of it. */
    async function expectUndecided(bank: Bank, edited: Case, resolutions: readonly string[]): Promise<void> {
      await store(driver(), { puts: { cases: [edited] } });
      const later = startProcess(driver(), bank);
      const { seq } = await driver().head();
      for (const resolution of resolutions) {
        const refusal = await refusalOf(() => decide(later, edited.id, resolution, BY_KIM));
        expect([edited, refusal.code, refusal.details.errors]).toMatchObject([
          edited,
          'invalid',
          [{ path: 'caseId', message: expect.stringContaining('not what the log says') }],
        ]);
      }
      expect((await driver().head()).seq).toBe(seq);
      expect(await later.book.findRowError()).toBe(`cases ${edited.id}: the row is not what the log says`);
    }

    test('in quarantine are whose, and what, the log says, or nothing ends them', async () => {
      const bank = await playCases(driver());
      const row = await caseOf(driver(), QUARANTINED);
      const ofThief = await caseOf(driver(), OF_THIEF);
      const { goods } = ofThief;
      const more = { pets: cats(13), gems: 0 };
      const changes = [{ robloxUserId: THIEF }, { goods }, { goods: more }, { tellerId: 'teller-2' }];
      const edits = [{ id: OF_THIEF }, { id: 'disputed:w-1', robloxUserId: THIEF }, ...changes];
      for (const edit of edits) await expectUndecided(bank, { ...row, ...edit }, ['credit', 'return']);
      // Nor does a rename that the log hasn't decided make cats of the thief's dogs.
      const ids = { id: aliasId('Dog', CAT.id), oldId: 'Dog', newId: CAT.id };
      const renamed = { ...ids, status: 'done', seq: 99 } as const;
      await store(driver(), { puts: { aliases: [renamed] } });
      await expectUndecided(bank, { ...ofThief, goods: { pets: cats(8), gems: 0 } }, ['credit']);
      await store(driver(), { puts: { cases: [row, ofThief] } });
      const later = startProcess(driver(), bank);
      later.now.rules = { ...bank.now.rules, staffAloneLimit: null };
      await decide(later, QUARANTINED, 'credit', BY_KIM);
      expect(await holdingsOf(driver(), OWNER)).toEqual(['10 gems', '12 pet/normal/-/-/Cat']);
      expect(await later.book.findRowError()).toBeUndefined();
      // Once more, out of what is others'.
      await expectUndecided(bank, row, ['credit', 'return']);
    });

    test('that a member is shown are not compared, whatever there are; one that is decided is', async () => {
      const bank = await playCases(driver());
      for (const tradeId of ['c', 'd', 'e'])
        await bank.deposit({ tradeId, robloxUserId: OWNER, pets: cats(2) });
      const row = await caseOf(driver(), QUARANTINED);
      await store(driver(), { puts: { cases: [{ ...row, goods: { pets: cats(99), gems: 0 } }] } });
      let lookups = 0;
      const load: Driver['load'] = (readKeys) => {
        lookups += readKeys.filter(({ kind }) => kind === 'operation').length;
        return driver().load(readKeys);
      };
      const later = startProcess({ ...driver(), load }, bank);
      const shown = await later.book.query(readOpenCases, OWNER, BY_KIM);
      expect([shown.length, lookups]).toEqual([4, 0]);
      expect((await refusalOf(() => decide(later, QUARANTINED, 'credit', BY_KIM))).code).toBe('invalid');
      expect(lookups).toBeGreaterThan(0);
      expect(await later.book.query(readOpenCases, OWNER, BY_KIM)).toHaveLength(3);
      expect(await holdingsOf(driver(), OWNER)).toHaveLength(2);
    });

    test('in quarantine end once, also where they ended with the rest of their deposit', async () => {
      const bank = await playCases(driver());
      bank.now.rules = { ...bank.now.rules, depositHoldMs: 10 * MINUTE };
      await bank.deposit({ tradeId: 'c', robloxUserId: THIEF, pets: cats(11), gems: 5 });
      const id = 'quarantine:deposit:teller-1:c';
      const row = await caseOf(driver(), id);
      bank.pass(2 * MINUTE);
      await bank.report({ seq: 1 });
      const edited = { ...row, goods: { pets: cats(12), gems: 0 } };
      // A decision about the teller leaves it where it is, and the rest goes back.
      await store(driver(), { puts: { cases: [edited] } });
      const later = startProcess(driver(), bank);
      await decide(later, 'foreign_trade:teller-1', 'reverse', BY_KIM);
      expect(await holdingsOf(driver(), THIEF)).toEqual(['1 pet/normal/-/-/Dog']);
      expect(await caseOf(driver(), id)).toEqual(edited);
      await store(driver(), { puts: { cases: [row] } });
      await decide(startProcess(driver(), bank), id, 'return', BY_KIM);
      await expectUndecided(bank, row, ['credit', 'return']);
    });

    test('are agreed to by who said so in the log, whoever stands in the row', async () => {
      const bank = await playCases(driver());
      const settle = (caller: { readonly by: string }) =>
        decide(startProcess(driver(), bank), QUARANTINED, 'credit', caller);
      expect((await refusalOf(() => settle(BY_KIM))).details.needsSecondPerson).toBe(true);
      const row = await caseOf(driver(), QUARANTINED);
      const proposal = invariant(row.proposal, 'what Kim wants');
      for (const edit of [{ by: BY_LEE.by }, { by: BY_LEE.by, seq: 0 }, { by: BY_LEE.by, seq: 1 }]) {
        await store(driver(), { puts: { cases: [{ ...row, proposal: { ...proposal, ...edit } }] } });
        expect((await refusalOf(() => settle(BY_KIM))).details.needsSecondPerson).toBe(true);
      }
      await settle(BY_LEE);
      expect(await holdingsOf(driver(), OWNER)).toEqual(['10 gems', '12 pet/normal/-/-/Cat']);
    });

    test('have no proposal of an older version, and end as any other', async () => {
      const bank = openBank({ driver: driver() });
      await bank.hire(KIM, 'manager');
      bank.pass(DAY);
      await bank.deposit({ tradeId: 'a', robloxUserId: OWNER, gems: 5_000 });
      const { withdrawalId } = await bank.request({ requestId: 'a', robloxUserId: OWNER, gems: 4_000 });
      await bank.check({ robloxUserId: OWNER, claim: true });
      bank.pass(DAY);
      await bank.sweep();
      const id = `uncertain:${withdrawalId}`;
      expect((await refusalOf(() => decide(bank, id, 'delivered', BY_KIM))).details.needsSecondPerson).toBe(
        true,
      );
      const row = await caseOf(driver(), id);
      const proposal = { ...invariant(row.proposal, 'what Kim wants'), seq: 0 };
      await store(driver(), { puts: { cases: [{ ...row, proposal }] } });
      const later = startProcess(driver(), bank);
      expect(await later.book.query(readCase, id, BY_KIM)).toMatchObject({ closedAt: null, proposal: null });
      later.now.rules = { ...bank.now.rules, staffAloneLimit: null };
      await later.resolve({ caseId: id, resolution: 'delivered', reason: 'seen in the game' });
      await expectSound(later);
    });

    test('of what was taken by hand end after a crash, though all of it has gone back', async () => {
      const bank = await playCases(driver());
      bank.now.rules = { ...bank.now.rules, depositHoldMs: 10 * MINUTE };
      await bank.deposit({ tradeId: 'c', robloxUserId: THIEF, pets: cats(2), gems: 5_000 }, BY_LEE);
      const id = `staff_limit:deposit:${BY_LEE.by}:c`;
      const crashing = startProcess(driver(), bank);
      const { book } = crashing;
      const perform: typeof book.perform = (operation, input, caller) =>
        operation === resolveCase
          ? Promise.reject(new Error('killed'))
          : book.perform(operation, input, caller);
      await expect(
        decide({ ...crashing, book: { ...book, perform } }, id, 'reverse', BY_KIM),
      ).rejects.toThrow('killed');
      expect(await holdingsOf(driver(), THIEF)).toEqual(['1 pet/normal/-/-/Dog']);
      await decide(startProcess(driver(), bank), id, 'reverse', BY_KIM);
      expect((await caseOf(driver(), id)).resolution).toBe('reverse: looked into');
      await expectSound(bank);
    });

    test('that contradict a teller end once, and only where its reports did so', async () => {
      const bank = await playCases(driver());
      bank.now.rules = { ...bank.now.rules, depositHoldMs: 10 * MINUTE };
      await bank.deposit({ tradeId: 'c', robloxUserId: OWNER, gems: 5 });
      bank.pass(2 * MINUTE);
      await bank.report({ seq: 1 });
      const row = await caseOf(driver(), 'foreign_trade:teller-1');
      await decide(startProcess(driver(), bank), row.id, 'confirm', BY_KIM);
      const [teller] = (await rowsOf(driver(), { kind: 'teller', id: 'teller-1' })).tellers;
      if (!teller) throw new Error('a teller');
      bank.pass(MINUTE);
      await bank.deposit({ tradeId: 'd', robloxUserId: OWNER, gems: 7 });
      for (const openedAt of [row.openedAt, bank.now.at]) {
        await expectUndecided(bank, { ...row, openedAt }, ['confirm', 'reverse']);
        const about = { ...teller, lastTradeSeq: teller.lastTradeSeq + 1, contradictedAt: bank.now.at };
        await store(driver(), { puts: { tellers: [about] } });
        await expectUndecided(bank, { ...row, openedAt }, ['confirm', 'reverse']);
        await store(driver(), { puts: { tellers: [{ ...about, contradictedAt: null }] } });
      }
      expect(await holdingsOf(driver(), OWNER)).toContain('22 gems');
    });

    test('that ask whether two are one pet are those that the bank asked, once', async () => {
      const bank = await playCases(driver());
      await bank.deposit({ tradeId: 'c', robloxUserId: OWNER, pets: [{ id: 'Old Cat' }] });
      const items = ['cat_2', 'cat_3'].map((id) => itemOf({ id, name: 'Old Cat' }));
      await learnNames(bank.book, createCatalogue(items, null));
      const row = await caseOf(driver(), 'same_pet:["Old Cat","cat_2"]');
      const [oldId, newId] = ['Dog', CAT.id];
      const forged = { ...row, id: samePetCaseId({ oldId, newId }) };
      await expectUndecided(bank, forged, ['same']);
      const asked = { id: aliasId(oldId, newId), oldId, newId, status: 'asked', seq: 0 } as const;
      await store(driver(), { puts: { aliases: [asked] } });
      await expectUndecided(bank, forged, ['same']);
      await decide(startProcess(driver(), bank), row.id, 'different', BY_KIM);
      await expectUndecided(bank, row, ['same']);
      await decide(startProcess(driver(), bank), 'same_pet:["Old Cat","cat_3"]', 'same', BY_KIM);
      expect(await driver().aliases()).toMatchObject([
        { status: 'asked' },
        { newId: 'cat_2', status: 'different' },
        { newId: 'cat_3' },
      ]);
    });

    test('that somebody ends while they are read are not edited', async () => {
      const bank = await playCases(driver());
      bank.now.rules = { ...bank.now.rules, staffAloneLimit: null };
      const credit = () => decide(bank, QUARANTINED, 'credit', BY_KIM);
      const { book } = startProcess(overtake(driver(), 'case', credit), bank);
      expect(await book.query(readCase, QUARANTINED, BY_KIM)).toMatchObject({ kind: 'quarantine' });
      expect(await holdingsOf(driver(), OWNER)).toEqual(['10 gems', '12 pet/normal/-/-/Cat']);
    });

    test('of what was handed over by hand are about that, and those of a teller about it', async () => {
      const bank = await playCases(driver());
      await bank.deposit({ tradeId: 'c', robloxUserId: OWNER, gems: 5_000 }, BY_LEE);
      await decide(bank, `staff_limit:deposit:${BY_LEE.by}:c`, 'confirm', BY_KIM);
      await bank.request({ requestId: 'a', robloxUserId: OWNER, gems: 4_000 });
      const { claimed } = await bank.check({ robloxUserId: OWNER, claim: true }, BY_LEE);
      const { withdrawalId = '', claimToken = '' } = claimed ?? {};
      await bank.complete({ withdrawalId, claimToken, tradeId: 'd', outcome: 'delivered' }, BY_LEE);
      const row = await caseOf(driver(), `staff_limit:complete:${BY_LEE.by}:d`);
      const edits = [{ robloxUserId: THIEF }, { goods: { pets: [], gems: 9_000 } }, { tellerId: 'teller-1' }];
      for (const edit of edits) await expectUndecided(bank, { ...row, ...edit }, ['confirm', 'reverse']);
      await store(driver(), { puts: { cases: [row] } });
      await decide(startProcess(driver(), bank), row.id, 'reverse', BY_KIM);
      expect(await holdingsOf(driver(), OWNER)).toEqual(['1 pet/normal/-/-/Cat', '5010 gems']);
      await expectUndecided(bank, row, ['reverse']);
      await store(driver(), { puts: { cases: [{ ...row, closedAt: 1 }] } });
      for (const [kind, id] of [
        ['foreign_trade', 'foreign_trade:teller-1'],
        ['teller_limit', 'teller_limit:teller-1:2026-05-10T12'],
        ['possible_duplicate', `possible_duplicate:teller-1:${OWNER}`],
        ['uncertain', 'uncertain:w-9'],
      ] as const) {
        const about = { ...row, kind, id, tellerId: 'teller-2', withdrawalId: 'w-1' };
        await expectUndecided(bank, about, [kind === 'uncertain' ? 'not_delivered' : 'confirm']);
      }
    });
  });

  describe('what was used of a day', () => {
    const driver = driverOfEachTest(open);
    const limits = { petsPerDay: 0, gemsPerDay: 20, openWithdrawals: 9 };

    /** What a process that starts now believes that the owner has used, of gems. */
    async function usedOf(bank: Bank, member?: number): Promise<[gems: bigint, error: string | undefined]> {
      const robloxUserId = member ?? OWNER;
      const day = toUtcDay(bank.now.at);
      const { book } = startProcess(driver(), bank);
      const read: Operation<null, bigint> = {
        readKeys: () => [{ kind: 'usage', robloxUserId, day }],
        decide: (step) => getUsage(step, robloxUserId, day).gems,
      };
      return [await book.query(read, null, BY_KIM), await book.findRowError()];
    }

    test('counts as the log has it: nobody takes more by an edited row, or by one that is gone', async () => {
      const bank = openBank({ driver: driver(), rules: rulesWith(limits) });
      await bank.deposit({ tradeId: 'a', robloxUserId: OWNER, gems: 99 });
      await bank.request({ requestId: 'a', robloxUserId: OWNER, gems: 18 });
      // What comes in after it hides nothing.
      for (const tradeId of ['b', 'c', 'd']) await bank.deposit({ tradeId, robloxUserId: OWNER, gems: 1 });
      const day = toUtcDay(bank.now.at);
      const row = { robloxUserId: OWNER, day, pets: 0n, gems: 18n };
      for (const gems of [0n, 3n]) {
        await store(driver(), { puts: { usage: [{ ...row, gems }] } });
        const error = `usage ${OWNER} ${day}: the row is not what the log says`;
        expect(await usedOf(bank)).toEqual([18n, error]);
        const asked = startProcess(driver(), bank).request({ requestId: 'b', robloxUserId: OWNER, gems: 3 });
        await expect(asked).rejects.toMatchObject({ code: 'limit_exceeded' });
      }
      const last = startProcess(driver(), bank);
      await last.request({ requestId: 'b', robloxUserId: OWNER, gems: 2 });
      expect(await usedOf(bank)).toEqual([20n, undefined]);
      // Nobody is told of an edit of a day that is over.
      await store(driver(), { puts: { usage: [row] } });
      await refusalOf(() => last.request({ requestId: 'c', robloxUserId: OWNER, gems: 1 }));
      expect(await last.book.findRowError()).toBeDefined();
      bank.pass(DAY);
      await bank.deposit({ tradeId: 'e', robloxUserId: OWNER, gems: 1 });
      expect(await last.book.findRowError()).toBeUndefined();
      bank.pass(DAY);
      expect(await usedOf(bank)).toEqual([0n, undefined]);
    });

    test('is not edited where nobody edited it, whatever was given back', async () => {
      const bank = openBank({ driver: driver(), rules: rulesWith({ ...limits, gemsPerDay: 0 }) });
      const expectUsed = async (gems: bigint) => expect(await usedOf(bank)).toEqual([gems, undefined]);
      for (const robloxUserId of [OWNER, THIEF]) {
        await linkUser(bank, { robloxUserId, discordUserId: userOf(robloxUserId) });
        await bank.deposit({ tradeId: `${robloxUserId}`, robloxUserId, gems: 99 });
      }
      const ask = (requestId: string, gems: number, member?: number) =>
        bank.request({ requestId, robloxUserId: member ?? OWNER, gems });
      await expectUsed(0n);
      await bank.cancel((await ask('a', 5)).withdrawalId);
      await expectUsed(0n);
      const { transfer, undo } = giftsOf(bank);
      await transfer({ pets: [], gems: 7 });
      await expectUsed(7n);
      bank.now.rules = { ...bank.now.rules, giftHoldMs: DAY };
      await transfer({ transferId: 'b', pets: [], gems: 4 }).then((gift) => undo(gift));
      await expectUsed(7n);
      for (const id of ['b', 'c']) {
        await ask(`1${id}`, 3);
        await ask(`2${id}`, 3, THIEF);
      }
      await expectUsed(13n);
      bank.pass(bank.now.rules.reservationMs);
      await bank.sweep();
      expect((await usedOf(bank, THIEF))[1]).toBeUndefined();
      await expectUsed(7n);
      await expectSound(bank);
    });
  });

  describe('offers', () => {
    const driver = driverOfEachTest(open);

    test('move what their makers offered, or nothing, and not once they have ended', async () => {
      const bank = openBank({ driver: driver(), rules: rulesWith() });
      for (const robloxUserId of [OWNER, THIEF])
        await linkUser(bank, { robloxUserId, discordUserId: userOf(robloxUserId) });
      await bank.deposit({ tradeId: 'a', robloxUserId: OWNER, pets: cats(9), gems: 10 });
      await bank.deposit({ tradeId: 'b', robloxUserId: THIEF, gems: 10 });
      const gifts = giftsOf(bank);
      const accept = (id: string) => giftsOf(startProcess(driver(), bank)).accept(id);
      await gifts.offer({ offerId: 'a', gives: { pets: cats(1) }, wants: { gems: 5 } });
      await gifts.offer({ offerId: 'b', gives: { pets: cats(2) }, wants: { gems: 5 } });
      const offers = await Promise.all(
        ['a', 'b'].map(async (id) => (await rowsOf(driver(), { kind: 'offer', id })).offers[0]),
      );
      const [row, other] = offers.map((offer) => invariant(offer, 'an offer'));
      if (!row || !other) throw new Error('two offers');
      const edits: Partial<Offer>[] = [
        { gives: { pets: cats(9), gems: 10 } },
        { wants: { pets: [], gems: 1 } },
        { gives: other.gives, seq: other.seq },
        { expiresAt: row.expiresAt + DAY },
        { id: 'c' },
      ];
      for (const edit of edits) {
        const edited = { ...row, ...edit };
        await store(driver(), { puts: { offers: [edited] } });
        expect([edit, (await refusalOf(() => accept(edited.id))).code]).toEqual([edit, 'not_found']);
        const later = startProcess(driver(), bank);
        await refusalOf(() => giftsOf(later).read(edited.id));
        expect(await later.book.findRowError()).toBe(`offers ${edited.id}: the row is not what the log says`);
      }
      await store(driver(), { puts: { offers: [row] } });
      const { book } = startProcess(driver(), bank);
      await giftsOf({ book }).decline('a', OWNER);
      await book.perform(takeBackOffer, { offerId: 'b', reason: 'asked for' }, { by: 'staff' });
      for (const ended of [row, other]) {
        await store(driver(), { puts: { offers: [ended] } });
        expect((await refusalOf(() => accept(ended.id))).code).toBe('not_found');
      }
      expect(await holdingsOf(driver(), OWNER)).toEqual(['10 gems', '9 pet/normal/-/-/Cat']);
      await gifts.offer({ offerId: 'd', gives: { pets: cats(1) }, wants: { gems: 5 } });
      const overtaken = startProcess(
        overtake(driver(), 'offer', () => accept('d')),
        bank,
      );
      expect(await giftsOf(overtaken).accept('d')).toMatchObject({ status: 'accepted', replayed: true });
    });
  });
}
