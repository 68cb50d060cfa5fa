import { invariant } from '../../src/bank/engine/assert.ts';
import type { Caller } from '../../src/bank/engine/book.ts';
import { type Bank, openBank, TELLER } from './bank.ts';

export const CAT = { id: 'Cat', variant: 'normal', shiny: false, quantity: 1 } as const;

/**
 * A bank in which member 1 has five cats and a hundred gems at teller-1, and has requested `w-2`: two cats
 * and thirty gems.
 */
export async function openWithRequest(bank = openBank()): Promise<Bank> {
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ ...CAT, quantity: 5 }], gems: 100 });
  await bank.request({ requestId: 'a', robloxUserId: 1, pets: [{ ...CAT, quantity: 2 }], gems: 30 });
  return bank;
}

/** Claims the oldest withdrawal of member 1, and gives what `complete` wants to know of it. */
export async function claimOldest(bank: Bank, caller: Caller = TELLER) {
  const { claimed } = await bank.check({ robloxUserId: 1, claim: true }, caller);
  const { withdrawalId, claimToken } = invariant(claimed, 'a withdrawal to claim');
  return { withdrawalId, claimToken };
}
