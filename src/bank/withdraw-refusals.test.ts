import { describe, expect, test } from 'bun:test';
import { type Bank, expectRefusal, expectSound, OTHER_TELLER, refusalOf } from '../../test/bank/bank.ts';
import { MINUTE } from '../../test/bank/rules.ts';
import { CAT, claimOldest, openWithRequest } from '../../test/bank/withdrawal.ts';
import type { RefusalCode } from './engine/refusal.ts';

type Body = Parameters<Bank['complete']>[0];
type Claim = Awaited<ReturnType<typeof claimOldest>>;
const used = { tradeId: 'used', outcome: 'delivered' } as const;
const fresh = { tradeId: 'fresh', outcome: 'delivered' } as const;
const tooMuch: Pick<Body, 'outcome' | 'delivered'> = {
  outcome: 'partial',
  delivered: { pets: [{ ...CAT, quantity: 3 }] },
};

/**
 * Completes that are refused, in the contract's order: each is wrong in every later way too, where it can be.
 * By then w-2 was delivered with the trade `used`, w-5 is claimed, w-6 is reserved, w-7 was cancelled.
 */
const REFUSALS: [RefusalCode, string, (claim: Claim) => Body][] = [
  [
    'request_reused',
    'its trade was another withdrawal',
    () => ({ withdrawalId: 'w-99', claimToken: 'x', ...used }),
  ],
  [
    'request_reused',
    'its trade ended otherwise',
    () => ({ withdrawalId: 'w-2', claimToken: 'c-3', ...used, ...tooMuch }),
  ],
  [
    'withdrawal_not_found',
    'nobody knows the withdrawal',
    () => ({ withdrawalId: 'w-99', claimToken: 'x', ...fresh, ...tooMuch }),
  ],
  [
    'withdrawal_not_found',
    'the withdrawal has an odd name',
    () => ({ withdrawalId: '../ \u0007', claimToken: 'x', ...fresh }),
  ],
  [
    'withdrawal_already_closed',
    'it was delivered',
    () => ({ withdrawalId: 'w-2', claimToken: 'c-3', ...fresh, ...tooMuch }),
  ],
  [
    'withdrawal_already_closed',
    'it was cancelled',
    () => ({ withdrawalId: 'w-7', claimToken: 'x', ...fresh, ...tooMuch }),
  ],
  [
    'withdrawal_not_claimed',
    'nobody has claimed it',
    () => ({ withdrawalId: 'w-6', claimToken: 'x', ...fresh, ...tooMuch }),
  ],
  [
    'lease_lost',
    'the token is not the current one',
    (claim) => ({ ...claim, claimToken: 'c-3', ...fresh, ...tooMuch }),
  ],
  ['invalid', 'it gives more than was claimed', (claim) => ({ ...claim, ...fresh, ...tooMuch })],
  [
    'invalid',
    'it gives what was never claimed',
    (claim) => ({
      ...claim,
      tradeId: 'fresh',
      outcome: 'partial',
      delivered: { pets: [{ ...CAT, shiny: true }] },
    }),
  ],
  ['invalid', 'it calls a part of it all of it', (claim) => ({ ...claim, ...fresh, delivered: { gems: 5 } })],
];

async function openBusy(): Promise<{ bank: Bank; claim: Claim }> {
  const bank = await openWithRequest();
  await bank.complete({ ...(await claimOldest(bank)), ...used });
  await bank.request({ requestId: 'b', robloxUserId: 1, pets: [CAT], gems: 10 });
  await bank.request({ requestId: 'c', robloxUserId: 1, gems: 5 });
  const { withdrawalId } = await bank.request({ requestId: 'd', robloxUserId: 1, gems: 5 });
  await bank.cancel(withdrawalId);
  return { bank, claim: await claimOldest(bank) };
}

describe('the end of a withdrawal is refused, and becomes a case, for the first that is wrong', () => {
  test.each(REFUSALS)('%s: %s', async (code, _name, bodyOf) => {
    const { bank, claim } = await openBusy();
    const body = bodyOf(claim);
    const before = bank.everything();
    expect(await refusalOf(() => bank.complete(body))).toMatchObject({ code });
    const isNew = (key: string) => !before.has(key);
    const id = `refused:complete:teller-1:${body.tradeId}`;
    expect([...bank.everything().keys()].filter(isNew)).toEqual([`cases ${id}`, 'outbox 1']);
    expect((await bank.reads.cases({ limit: 9 })).find((openCase) => openCase.id === id)).toMatchObject({
      kind: 'refused_trade',
      tellerId: 'teller-1',
      withdrawalId: body.withdrawalId,
      summary: `teller-1 reported trade ${body.tradeId} as ${body.outcome}; refused: ${code}.`,
    });
    expect(await bank.reads.head()).toMatchObject({ seq: 9 });
    // Sent again, it is refused again, and there is still one case.
    await expectRefusal(bank, code, () => bank.complete(body));
    await expectSound(bank);
  });

  test('lease_lost: another teller has claimed it', async () => {
    const { bank, claim } = await openBusy();
    expect(await refusalOf(() => bank.complete({ ...claim, ...fresh }, OTHER_TELLER))).toMatchObject({
      code: 'lease_lost',
    });
    expect(await bank.withdrawal('w-5')).toMatchObject({ status: 'claimed' });
  });

  test('withdrawal_already_closed: its reservation expired, and nothing has written that down', async () => {
    const bank = await openWithRequest();
    bank.pass(30 * MINUTE);
    const body = { withdrawalId: 'w-2', claimToken: 'c-3', ...fresh } as const;
    expect(await refusalOf(() => bank.complete(body))).toMatchObject({ code: 'withdrawal_already_closed' });
  });
});

describe('a trade that was declined moved nothing, so its refusal leaves nothing behind', () => {
  test.each(REFUSALS.filter(([code]) => code !== 'invalid'))('%s: %s', async (code, _name, bodyOf) => {
    const { bank, claim } = await openBusy();
    const { withdrawalId, claimToken, tradeId } = bodyOf(claim);
    await expectRefusal(bank, code, () =>
      bank.complete({ withdrawalId, claimToken, tradeId, outcome: 'declined' }),
    );
  });
});
