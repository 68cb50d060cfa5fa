import { expect, test } from 'bun:test';
import { NOON } from '../../test/bank/bank.ts';
import { ANN, BEN, openDiscord, STAFF } from '../../test/discord-commands/kit.ts';
import { tellLostTrades } from './lost-trades.ts';
import { createTradeTables } from './trade-tables.ts';

test('a trade in the making that ends with the process is told to both; an offered one is not', async () => {
  const trades = createTradeTables(() => NOON);
  const { bank, ask, link } = openDiscord({ trades });
  for (const [at, actor] of [ANN, BEN, STAFF].entries()) await link(actor, at + 1);
  await ask('trade', { member: BEN.discordUserId });
  const toMember = (id: number) => ({ robloxUserId: id, discordUserId: `${id}`, name: 'x', avatarUrl: null });
  const [mine, other] = [1, 3].map(toMember);
  if (mine && other) trades.lay({ mine, other }, { offerId: 'o-1', basketOf: () => new Map() });
  const { seq } = await bank.reads.head();
  await tellLostTrades({ book: bank.book, trades });
  const events = await bank.driver.takeEvents({ at: bank.now.at, leaseMs: 1, limit: 99 });
  const told = events.filter(({ topic }) => topic === 'trade_lost');
  expect(told.map(({ discordUserId, text }) => `${discordUserId?.slice(-1)}: ${text}`).sort()).toEqual([
    '1: Roblox account 2',
    '2: Roblox account 1',
  ]);
  expect((await bank.reads.head()).seq).toBe(seq);
});
