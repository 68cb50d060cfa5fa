import { expect, test } from 'bun:test';
import { openDiscord } from '../../../test/discord-commands/kit.ts';
import { createTickets } from './tickets.ts';

test('tickets are read again once something is committed, or time has passed, and not before', async () => {
  const { bank, dependencies, link } = openDiscord();
  await link();
  const { book, now } = bank;
  let reads = 0;
  const openWithdrawals: typeof book.reads.openWithdrawals = (page) => {
    reads += 1;
    return book.reads.openWithdrawals(page);
  };
  const tickets = createTickets({
    ...dependencies,
    book: { ...book, reads: { ...book.reads, openWithdrawals } },
  });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 5 });
  expect(await tickets.list()).toEqual([]);
  expect(await tickets.list()).toEqual([]);
  expect(reads).toBe(1);
  const { withdrawalId } = await bank.request({ requestId: 'x', robloxUserId: 1, gems: 5 });
  expect((await tickets.list()).map(({ key }) => key)).toEqual([withdrawalId]);
  await tickets.list();
  expect(reads).toBe(2);
  now.at += 10_000;
  await tickets.list();
  expect(reads).toBe(3);
});
