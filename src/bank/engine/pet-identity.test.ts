import { describe, expect, test } from 'bun:test';
import { type Bank, expectSound, NEWEST, openBank, refusalOf } from '../../../test/bank/bank.ts';
import { listing, NO_LIST } from '../../../test/bank/lists.ts';

import { createAliases } from './aliases.ts';
import { identifyHeld } from './pet-identity.ts';
import { petKey } from './pets.ts';

const ID = 'cat_pixel';
const NAME = '8-Bit Cat';
const REASON = 'counted together';
const LEARNT = listing({ [ID]: NAME });

/** A bank that took three cats under a name before its list knew that this is what a pet is called. */
async function openWithHeldName(): Promise<Bank> {
  const bank = openBank({ rules: NO_LIST });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: NAME, quantity: 3 }] });
  bank.now.rules = LEARNT;
  return bank;
}

describe('what an account holds can be named as it is held', () => {
  test('by who asks for it, and by the teller that hands it over', async () => {
    const bank = await openWithHeldName();
    const pets = [{ id: NAME, quantity: 2 }];
    const { withdrawalId } = await bank.request({ requestId: 'a', robloxUserId: 1, pets });
    const { claimed } = await bank.check({ robloxUserId: 1, claim: true });
    const claimToken = claimed?.claimToken ?? '';
    const delivered = { pets: [{ id: NAME }] };
    const told = { withdrawalId, claimToken, tradeId: 'b', outcome: 'partial', delivered } as const;
    expect((await bank.complete(told)).status).toBe('partly_delivered');
    expect(await bank.balance(1, { id: NAME })).toBe(2n);
    await expectSound(bank);
  });

  test('by a teller that reports it', async () => {
    const bank = await openWithHeldName();
    const said = { pets: [{ id: NAME, quantity: 3 }], seq: NEWEST };
    await bank.report(said);
    expect(await bank.report(said)).toMatchObject({ drift: [], paused: [] });
  });

  test('by staff who take it back or move it', async () => {
    const bank = await openWithHeldName();
    bank.now.rules = { ...bank.now.rules, staffAloneLimit: null };
    await bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 1 }, { by: 'teller-2' });
    const pets = [{ id: NAME }];
    await bank.move({ moveId: 'a', from: 'teller-1', to: 'teller-2', pets, reason: REASON });
    expect(await bank.stock('teller-2', { id: NAME })).toBe(1n);
    const debit = { adjustmentId: 'a', robloxUserId: 1, direction: 'debit', tellerId: 'teller-2' } as const;
    await bank.hire(8, 'manager');
    await bank.adjust({ ...debit, pets, reason: REASON, approvedBy: 'staff-8' });
    expect(await bank.balance(1, { id: NAME })).toBe(2n);
    await expectSound(bank);
  });
});

test('of two pets that a name could mean, it is the one of which there is enough', async () => {
  const bank = await openWithHeldName();
  await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [{ id: NAME, quantity: 5 }] });
  expect([await bank.balance(1, { id: NAME }), await bank.balance(1, { id: ID })]).toEqual([3n, 5n]);
  const ask = (requestId: string, quantity: number) =>
    bank.request({ requestId, robloxUserId: 1, pets: [{ id: NAME, quantity }] });
  expect((await refusalOf(() => ask('a', 6))).details).toMatchObject({ available: 3n });
  expect((await ask('b', 5)).pets).toMatchObject([{ id: ID }]);
  expect((await ask('c', 3)).pets).toMatchObject([{ id: NAME }]);
  expect((await refusalOf(() => ask('d', 1))).details).toMatchObject({ asset: `pet/normal/-/-/${ID}` });
});

test('a pet that has left the list is named as it was shown, though its id was another pet before', () => {
  const aliases = createAliases([{ id: 'a', oldId: ID, newId: 'fox', status: 'done', seq: 1 }], 1);
  const catalogue = { ...LEARNT.catalogue, isListed: () => false };
  const stack = { id: NAME, variant: 'normal', shiny: false, quantity: 1 } as const;
  const identify = (held: readonly string[]) =>
    identifyHeld({ ...LEARNT, catalogue, aliases }, (asset) =>
      held.some((id) => asset === petKey({ ...stack, id })) ? 2n : 0n,
    )(stack);
  expect([identify([ID, 'fox']), identify(['fox']), identify([])]).toEqual([ID, 'fox', 'fox']);
});
