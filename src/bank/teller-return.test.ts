import { expect, test } from 'bun:test';
import { openBank } from '../../test/bank/bank.ts';
import { linkUser } from '../../test/bank/link.ts';
import { MINUTE } from '../../test/bank/rules.ts';
import { createReturnWatch } from './teller-return.ts';

const CAT = { id: 'Cat', quantity: 3 } as const;
const toldOf = ({ events }: ReturnType<typeof openBank>) =>
  events
    .filter(({ topic }) => topic === 'teller_back')
    .map(({ discordUserId, goods, text }) => ({ discordUserId, goods, text }));

/** One member waits for two cats of the teller's, another one for a dog of somebody else's. */
async function openWaiting() {
  const bank = openBank();
  for (const robloxUserId of [1, 2])
    await linkUser(bank, { robloxUserId, discordUserId: `10000000000000000${robloxUserId}` });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [CAT], gems: 5 });
  await bank.deposit({ tradeId: 'b', robloxUserId: 2, pets: [{ id: 'Dog' }] }, { by: 'by-hand' });
  const ofBoth = { pets: [{ id: 'Cat', quantity: 2 }], gems: 5 };
  const { withdrawalId } = await bank.request({ requestId: 'a', robloxUserId: 1, ...ofBoth });
  await bank.request({ requestId: 'b', robloxUserId: 2, pets: [{ id: 'Dog' }] });
  const held = { pets: [CAT], gems: 5 };
  await bank.report(held);
  return { ...bank, withdrawalId, watch: createReturnWatch(bank.book), back: () => bank.report(held) };
}

test('members who wait are told once when a teller comes back with what they wait for', async () => {
  const bank = await openWaiting();
  await bank.watch(bank.now.at);
  bank.pass(2 * MINUTE);
  await bank.watch(bank.now.at);
  await bank.back();
  await bank.watch(bank.now.at);
  expect(toldOf(bank)).toEqual([]);
  bank.pass(2 * MINUTE + 1);
  await bank.watch(bank.now.at);
  await bank.back();
  await bank.watch(bank.now.at);
  await bank.watch(bank.now.at);
  const goods = { pets: [{ id: 'Cat', variant: 'normal', shiny: false, quantity: 2 }], gems: 5 } as const;
  expect(toldOf(bank)).toEqual([{ discordUserId: '100000000000000001', goods, text: 'teller-1' }]);
});

test('nobody is told of what has been cancelled, has expired, or is being handed over', async () => {
  for (const end of ['cancel', 'expire', 'claim'] as const) {
    const bank = await openWaiting();
    bank.pass(3 * MINUTE);
    await bank.watch(bank.now.at);
    if (end === 'cancel') await bank.cancel(bank.withdrawalId);
    if (end === 'expire') bank.pass(30 * MINUTE);
    await bank.back();
    if (end === 'claim') await bank.check({ robloxUserId: 1, claim: true });
    await bank.watch(bank.now.at);
    expect([end, toldOf(bank)]).toEqual([end, []]);
  }
});
