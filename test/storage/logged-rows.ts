import { describe, expect, test } from 'bun:test';
import { invariant } from '../../src/bank/engine/assert.ts';
import type { Operation } from '../../src/bank/engine/operation.ts';
import type { Offer, Withdrawal } from '../../src/bank/engine/rows.ts';
import { takeBackOffer } from '../../src/bank/trade.ts';
import { getUsage, toUtcDay } from '../../src/bank/withdrawals.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { type Bank, expectSound, openBank, refusalOf } from '../bank/bank.ts';
import { giftsOf, userOf } from '../bank/gifts.ts';
import { linkUser } from '../bank/link.ts';
import { DAY, rulesWith } from '../bank/rules.ts';
import { BY_KIM, cats, holdingsOf, OWNER, overtake, startProcess, THIEF } from './logged-kit.ts';
import { driverOfEachTest, type OpenStore, rowsOf, store } from './samples.ts';

/** Whether what was used of a day, and an offer, is what the log says, whatever their edited rows say. */
export function describeLoggedRows(open: OpenStore): void {
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

    test('is as its row says where a transaction about it can not be read, and stops nobody', async () => {
      const bank = openBank({ driver: driver(), rules: rulesWith(limits) });
      await bank.deposit({ tradeId: 'a', robloxUserId: OWNER, gems: 99 });
      const { seq } = await bank.request({ requestId: 'a', robloxUserId: OWNER, gems: 18 });
      for (const state of ['{', '{"rows":[1]}']) {
        const history: Driver['history'] = async (page) =>
          (await driver().history(page)).map((made) => (made.seq === seq ? { ...made, state } : made));
        const later = startProcess({ ...driver(), history }, bank);
        const asked = later.request({ requestId: 'b', robloxUserId: OWNER, gems: 3 });
        await expect(asked).rejects.toMatchObject({ code: 'limit_exceeded' });
      }
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

  describe('withdrawals', () => {
    const driver = driverOfEachTest(open);

    test('go back to nobody, and to no other teller, while one hands them over', async () => {
      const bank = openBank({ driver: driver(), rules: rulesWith() });
      await bank.deposit({ tradeId: 'a', robloxUserId: OWNER, pets: cats(2), gems: 9 });
      const asked = await bank.request({ requestId: 'a', robloxUserId: OWNER, pets: cats(2) });
      const id = asked.withdrawalId;
      const ask = { robloxUserId: OWNER, claim: true };
      const claimed = invariant((await bank.check(ask)).claimed, 'a claim');
      const row = invariant((await rowsOf(driver(), { kind: 'withdrawal', id })).withdrawals[0], 'it');
      const claim = invariant(row.claim, 'its claim');
      // What comes in after it hides nothing.
      const later = Array.from({ length: 500 }, (_none, count) =>
        bank.deposit({ tradeId: `b${count}`, robloxUserId: OWNER, gems: 1 }),
      );
      await Promise.all(later);
      const edits: Partial<Withdrawal>[] = [
        { status: 'reserved', claim: null },
        { status: 'reserved', claim: null, expiresAt: bank.now.at },
        { status: 'uncertain' },
        { claim: { ...claim, tellerId: 'teller-2' } },
      ];
      for (const edit of edits) {
        await store(driver(), { puts: { withdrawals: [{ ...row, ...edit }] } });
        const next = startProcess(driver(), bank);
        const refusal = await refusalOf(() => next.cancel(id));
        expect([edit, refusal.code]).toEqual([edit, 'withdrawal_not_found']);
        expect(await next.sweepOf([id])).toBe(0);
        expect(await next.check(ask)).toMatchObject({ claimed: null, withdrawals: [] });
        expect(await next.book.findRowError()).toBe(`withdrawals ${id}: the row is not what the log says`);
      }
      expect(await holdingsOf(driver(), OWNER)).toEqual(['509 gems']);
      await store(driver(), { puts: { withdrawals: [row] } });
      // Nor by making the newest transaction about it unreadable.
      const unreadable = { ...driver(), withdrawalLog: () => Promise.reject(new SyntaxError('no JSON')) };
      const { code: unread } = await refusalOf(() => startProcess(unreadable, bank).cancel(id));
      expect(unread).toBe('withdrawal_not_found');
      const told = { withdrawalId: id, claimToken: claimed.claimToken, tradeId: 'out' } as const;
      await startProcess(driver(), bank).complete({ ...told, outcome: 'declined' });
      // Nor once more, once it has ended.
      await store(driver(), { puts: { withdrawals: [row] } });
      const { code } = await refusalOf(() =>
        startProcess(driver(), bank).complete({ ...told, tradeId: 'again', outcome: 'delivered' }),
      );
      expect(code).toBe('withdrawal_not_found');
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
