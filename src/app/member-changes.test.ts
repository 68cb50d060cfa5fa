import { expect, test } from 'bun:test';
import { openBank } from '../../test/bank/bank.ts';
import { createTradeTables } from '../commands/trade-tables.ts';
import { createMemberChanges } from './member-changes.ts';

/** Members 1 and 2 listen, and have heard all that happened before. */
async function openChanges() {
  const bank = openBank();
  const counts = { head: 0, log: 0 };
  const { head, log } = bank.book.reads;
  const changes = createMemberChanges({
    head: () => {
      counts.head += 1;
      return head();
    },
    log: (page) => {
      counts.log += 1;
      return log(page);
    },
  });
  const heard: number[] = [];
  const listen = (robloxUserId: number) => changes.subscribe(robloxUserId, () => heard.push(robloxUserId));
  const ends = [listen(1), listen(2)];
  await changes.readOn();
  return { bank, changes, counts, heard, ends, listen };
}

test('only whom a transaction is about hears of it, whoever of the bank committed it', async () => {
  const { bank, changes, heard } = await openChanges();
  expect(heard.splice(0)).toEqual([1, 2]);
  await bank.deposit({ tradeId: 'a', robloxUserId: 2, gems: 5 });
  await bank.deposit({ tradeId: 'b', robloxUserId: 3, gems: 5 });
  await changes.readOn();
  expect(heard).toEqual([2]);
});

test('while nothing happens only the head is read, and without listeners nothing', async () => {
  const { changes, counts, heard, ends } = await openChanges();
  heard.splice(0);
  await changes.readOn();
  expect([counts, heard]).toEqual([{ head: 2, log: 0 }, []]);
  for (const end of ends) end();
  await changes.readOn();
  expect(counts).toEqual({ head: 2, log: 0 });
});

test('whoever comes later hears once of what they may have missed', async () => {
  const { bank, changes, heard, listen } = await openChanges();
  await bank.deposit({ tradeId: 'a', robloxUserId: 3, gems: 5 });
  await changes.readOn();
  listen(3);
  heard.splice(0);
  await changes.readOn();
  await changes.readOn();
  expect(heard).toEqual([3]);
});

test('after more than it reads at once, everybody hears', async () => {
  const { bank, changes, heard } = await openChanges();
  heard.splice(0);
  const deposits = Array.from({ length: 501 }, (_, at) => ({ tradeId: `t-${at}`, robloxUserId: 3, gems: 1 }));
  await Promise.all(deposits.map((deposit) => bank.deposit(deposit)));
  await changes.readOn();
  expect(heard).toEqual([1, 2]);
});

test('what two members put together, which is in no log, both hear of at once', async () => {
  const { changes, heard, counts } = await openChanges();
  heard.splice(0);
  const trades = createTradeTables(() => 0, changes.tell);
  const party = (robloxUserId: number) => ({
    robloxUserId,
    discordUserId: String(robloxUserId),
    name: 'x',
    avatarUrl: null,
  });
  const start = { offerId: null, basketOf: () => new Map() };
  const { id } = trades.lay({ mine: party(1), other: party(2) }, start);
  await trades.change(id, async (table) => ({ table }));
  expect([heard, counts.head]).toEqual([[1, 2], 1]);
});
