import { expect, test } from 'bun:test';
import { expectSound, openBank } from '../../test/bank/bank.ts';
import { linkUser } from '../../test/bank/link.ts';
import { disputeDelivery } from './dispute.ts';

const ANN = '100000000000000001';
const BEN = '100000000000000002';
const DISCORD = { by: 'discord' } as const;

async function openDelivered() {
  const bank = openBank();
  await linkUser(bank, { robloxUserId: 1, discordUserId: ANN });
  await linkUser(bank, { robloxUserId: 2, discordUserId: BEN });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 9 });
  const { withdrawalId } = await bank.request({ requestId: 'r', robloxUserId: 1, gems: 5 });
  const dispute = (discordUserId = ANN, id = withdrawalId) =>
    bank.book.perform(disputeDelivery, { withdrawalId: id, discordUserId }, DISCORD);
  const deliver = async () => {
    const { claimed } = await bank.check({ robloxUserId: 1, claim: true });
    const claimToken = claimed?.claimToken ?? '';
    await bank.complete({ withdrawalId, claimToken, tradeId: 'b', outcome: 'delivered' });
  };
  return { ...bank, withdrawalId, dispute, deliver };
}

test('a member disputes a delivery once: staff get a case, and nothing moves', async () => {
  const bank = await openDelivered();
  await bank.deliver();
  expect(bank.events.at(-1)).toMatchObject({ topic: 'withdrawal_delivered', text: bank.withdrawalId });
  expect(await bank.dispute()).toEqual({ isNew: true });
  const [opened] = await bank.reads.cases({ isOpen: true, limit: 9 });
  expect(opened).toMatchObject({
    kind: 'disputed',
    robloxUserId: 1,
    tellerId: 'teller-1',
    goods: { gems: 5 },
  });
  await bank.resolve({
    caseId: `disputed:${bank.withdrawalId}`,
    resolution: 'close',
    reason: 'seen on video',
  });
  expect(await bank.dispute()).toEqual({ isNew: false });
  expect(await bank.reads.cases({ isOpen: true, limit: 9 })).toEqual([]);
  expect(await bank.balance(1, 'gems')).toBe(4n);
  await expectSound(bank);
});

test('nobody disputes what is not delivered, is not theirs, or does not exist', async () => {
  const bank = await openDelivered();
  await expect(bank.dispute()).rejects.toMatchObject({ code: 'withdrawal_not_found' });
  await bank.deliver();
  await expect(bank.dispute(BEN)).rejects.toMatchObject({ code: 'withdrawal_not_found' });
  await expect(bank.dispute(ANN, 'w-99')).rejects.toMatchObject({ code: 'withdrawal_not_found' });
  await expect(bank.dispute('100000000000000009')).rejects.toMatchObject({ code: 'not_linked' });
});
