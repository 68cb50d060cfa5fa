import { describe, expect, test } from 'bun:test';
import { readCase } from '../../src/bank/cases.ts';
import { decideCase } from '../../src/bank/decide-case.ts';
import { invariant } from '../../src/bank/engine/assert.ts';
import { aliasId, type Case } from '../../src/bank/engine/rows.ts';
import { readOpenCases } from '../../src/bank/member.ts';
import { learnNames, samePetCaseId } from '../../src/bank/rename.ts';
import { caseResolveInput, resolveCase } from '../../src/bank/resolve-case.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { createCatalogue } from '../../src/values/catalogue.ts';
import { type Bank, expectSound, openBank, refusalOf } from '../bank/bank.ts';
import { itemOf } from '../bank/item.ts';
import { DAY, MINUTE, rulesWith } from '../bank/rules.ts';
import { CAT } from '../bank/withdrawal.ts';
import { BY_KIM, cats, holdingsOf, KIM, LEE, OWNER, overtake, startProcess, THIEF } from './logged-kit.ts';
import { driverOfEachTest, type OpenStore, rowsOf, store } from './samples.ts';

const BY_LEE = { by: `staff-${LEE}` } as const;
const QUARANTINED = 'quarantine:deposit:teller-1:a';
const OF_THIEF = 'quarantine:deposit:teller-1:b';

/** Two managers, 11 cats of the owner's in quarantine, more than either credits alone, and a thief's dogs. */
async function playCases(driver: Driver): Promise<Bank> {
  const bank = openBank({ driver, rules: rulesWith({ petsPerTrade: 1 }) });
  for (const id of [KIM, LEE]) await bank.hire(id, 'manager');
  bank.pass(DAY);
  await bank.deposit({ tradeId: 'a', robloxUserId: OWNER, pets: cats(12), gems: 10 });
  await bank.deposit({ tradeId: 'b', robloxUserId: THIEF, pets: [{ id: 'Dog', quantity: 9 }] });
  return bank;
}

const decide = ({ book }: Bank, caseId: string, resolution: string, caller: { readonly by: string }) =>
  decideCase(book, caseResolveInput.parse({ caseId, resolution, reason: 'looked into' }), caller);

async function caseOf(driver: Driver, id: string): Promise<Case> {
  const { cases } = await rowsOf(driver, { kind: 'case', id });
  return invariant(cases[0], 'the case');
}

/** Whether a case is what the log says, whatever its row says that was edited. */
export function describeLoggedCases(open: OpenStore): void {
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
      // Nor does one that began later ask whether the second person had their account by then.
      const begunLater = { openedAt: row.openedAt + MINUTE };
      const edits = [{ id: OF_THIEF }, { id: 'disputed:w-1', robloxUserId: THIEF }, begunLater, ...changes];
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
}
