import { describe, expect, test } from 'bun:test';
import { invariant } from '../../src/bank/engine/assert.ts';
import type { TellerCard } from '../../src/bank/engine/rows.ts';
import { isCardLogged } from '../../src/bank/logged-cards.ts';
import { nameTeller, tellerCardInput } from '../../src/bank/name-teller.ts';
import { readTellerCards } from '../../src/bank/teller-card.ts';
import { type Bank, expectSound, openBank } from '../bank/bank.ts';
import { foundAccount, linkUser } from '../bank/link.ts';
import { DAY, MINUTE } from '../bank/rules.ts';
import { createDice, SEED } from '../proof/dice.ts';
import { BY_KIM, startProcess } from './logged-kit.ts';
import { driverOfEachTest, type OpenStore, rowsOf, store } from './samples.ts';

const [OURS, NEXT, THIEFS] = [9, 10, 666];
const [PLACE, OTHER_PLACE] = ['https://www.roblox.com/games/1', 'https://www.roblox.com/games/2'];

const name = ({ book }: Bank, written: object, tellerId = 'teller-1') => {
  const input = tellerCardInput.parse({ tellerId, ...written });
  const account = { ...foundAccount(input.robloxUserId ?? 1).account, description: '', isBanned: false };
  const profile = input.robloxUserId ? ({ kind: 'found', account, avatarUrl: null } as const) : null;
  return book.perform(nameTeller, { ...input, profile }, BY_KIM);
};

const EDITED = 'tellerCards teller-1: the row is not what the log says';

/** Whether members see only accounts and places of tellers that the log names. */
export function describeLoggedCards(open: OpenStore): void {
  describe('cards of tellers', () => {
    const driver = driverOfEachTest(open);
    const rowOf = async () =>
      invariant((await rowsOf(driver(), { kind: 'teller_card', id: 'teller-1' })).tellerCards[0], 'a card');

    /** What members see in a process that starts now, and what staff are told of. */
    async function seen(bank: Bank): Promise<readonly unknown[]> {
      const { book } = startProcess(driver(), bank);
      const [card] = await book.query(readTellerCards, null, BY_KIM);
      const names = card && [card.robloxUserId, card.placeUrl, card.pending?.robloxUserId ?? null];
      return [names, await book.findRowError()];
    }

    test('name no account and no place that the log does not name', async () => {
      const bank = openBank({ driver: driver() });
      await name(bank, { robloxUserId: OURS, placeUrl: PLACE });
      bank.pass(MINUTE);
      await name(bank, { robloxUserId: NEXT, note: 'by the fountain' });
      const row = await rowOf();
      expect(await seen(bank)).toEqual([[OURS, PLACE, NEXT], undefined]);
      const pending = invariant(row.pending, 'what waits');
      const edits: Partial<TellerCard>[] = [
        { robloxUserId: THIEFS },
        { placeUrl: OTHER_PLACE },
        { robloxUserId: NEXT, pending: null },
        { robloxUserId: THIEFS, since: 0, pending: null },
        { robloxUserId: THIEFS, since: bank.now.at, pending: null },
        { pending: { ...pending, robloxUserId: THIEFS } },
        { pending: { ...pending, from: bank.now.at } },
        { pending: { robloxUserId: OURS, placeUrl: OTHER_PLACE, from: pending.from } },
        { id: 'teller-2' },
      ];
      for (const edit of edits) {
        await store(driver(), { puts: { tellerCards: [{ ...row, ...edit }] } });
        const [names, error] = await seen(bank);
        const id = edit.id ?? 'teller-1';
        expect([edit, error]).toEqual([edit, `tellerCards ${id}: the row is not what the log says`]);
        expect([names]).toEqual([edit.id ? [OURS, PLACE, NEXT] : undefined]);
        await store(driver(), { puts: { tellerCards: [row] }, removals: { tellerCards: [] } });
      }
    });

    test('are not what they were before', async () => {
      const bank = openBank({ driver: driver() });
      await name(bank, { robloxUserId: OURS });
      const before = await rowOf();
      await name(bank, { robloxUserId: NEXT });
      const waiting = await rowOf();
      await name(bank, { robloxUserId: OURS });
      for (const row of [
        waiting,
        { ...waiting, robloxUserId: NEXT, since: waiting.pending?.from ?? 0, pending: null },
      ]) {
        await store(driver(), { puts: { tellerCards: [row] } });
        expect(await seen(bank)).toEqual([undefined, EDITED]);
      }
      await store(driver(), { puts: { tellerCards: [before] } });
      await name(bank, { robloxUserId: NEXT });
      bank.pass(DAY);
      await name(bank, { note: 'by the fountain' });
      expect(await seen(bank)).toEqual([[NEXT, null, null], undefined]);
      await store(driver(), { puts: { tellerCards: [before] } });
      expect(await seen(bank)).toEqual([undefined, EDITED]);
    });

    test('are believed however they came about', async () => {
      const bank = openBank({ driver: driver() });
      const expectSeen = async (...names: unknown[]) => expect(await seen(bank)).toEqual([names, undefined]);
      await name(bank, { robloxUserId: OURS });
      await expectSeen(OURS, null, null);
      bank.pass(MINUTE);
      await name(bank, { placeUrl: PLACE });
      await expectSeen(OURS, PLACE, null);
      bank.pass(MINUTE);
      await name(bank, { robloxUserId: NEXT, placeUrl: OTHER_PLACE });
      bank.pass(MINUTE);
      // One of the two is taken back, and the other takes effect.
      await name(bank, { placeUrl: PLACE });
      await expectSeen(OURS, PLACE, NEXT);
      bank.pass(DAY);
      await expectSeen(NEXT, PLACE, null);
      await name(bank, { note: 'by the fountain' });
      await expectSeen(NEXT, PLACE, null);
      await name(bank, { placeUrl: null });
      bank.pass(DAY);
      await expectSeen(NEXT, null, null);
      await name(bank, { note: null });
      await expectSeen(NEXT, null, null);
      await name(bank, { robloxUserId: OURS });
      bank.pass(MINUTE);
      await name(bank, { placeUrl: PLACE });
      await expectSeen(NEXT, PLACE, OURS);
      bank.pass(DAY);
      await name(bank, { note: 'by the fountain' });
      await expectSeen(OURS, PLACE, null);
      await expectSound(bank);
    });

    test(`are believed after any changes (PETBANK_SEED=${SEED})`, async () => {
      const { pick } = createDice(SEED);
      const bank = openBank({ driver: driver() });
      await bank.hire(NEXT, 'cashier');
      await linkUser(bank, { discordUserId: '100000000000000009', robloxUserId: NEXT });
      await bank.deposit({ tradeId: 'by-hand', robloxUserId: 1, gems: 5 }, { by: `staff-${NEXT}` });
      for (let change = 0; change < 60; change += 1) {
        const fields = {
          robloxUserId: pick([undefined, OURS, NEXT, null]),
          placeUrl: pick([undefined, PLACE, OTHER_PLACE, null]),
          note: pick([undefined, `${change}`]),
        };
        await name(bank, fields, pick(['teller-1', `staff-${NEXT}`]));
        const { bank: head, rows } = await driver().load([{ kind: 'all_teller_cards', of: 'bank' }]);
        for (const card of rows.tellerCards) {
          const isLogged = await isCardLogged(driver(), card, head);
          expect({ change, card, isLogged }).toEqual({ change, card, isLogged: true });
        }
        bank.pass(pick([MINUTE, DAY / 2, DAY]));
      }
    });
  });
}
