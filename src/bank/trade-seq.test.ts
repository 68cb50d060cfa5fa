import { expect, test } from 'bun:test';
import { OTHER_TELLER, openBank } from '../../test/bank/bank.ts';
import { CAT, claimOldest, openWithRequest } from '../../test/bank/withdrawal.ts';

const GEM = { robloxUserId: 1, gems: 1 };

test('each answer names the trade of this teller before it, whoever made it', async () => {
  const bank = openBank();
  expect(await bank.deposit({ ...GEM, tradeId: 'a' })).toMatchObject({ seq: 1, previousTradeSeq: 0 });
  await bank.deposit({ ...GEM, tradeId: 'b' }, OTHER_TELLER);
  expect(await bank.deposit({ ...GEM, tradeId: 'forged' })).toMatchObject({ seq: 3, previousTradeSeq: 1 });
  const third = { ...GEM, tradeId: 'c' };
  expect(await bank.deposit(third)).toMatchObject({ seq: 4, previousTradeSeq: 3 });
  await bank.deposit({ ...GEM, tradeId: 'd' });
  expect(await bank.deposit(third)).toMatchObject({ previousTradeSeq: 3, replayed: true });
  expect(await bank.report({})).toMatchObject({ lastTradeSeq: 5 });
  expect(await bank.report({}, { by: 'teller-3' })).toMatchObject({ lastTradeSeq: 0 });
});

test('a trade that was declined counts, what staff do does not', async () => {
  const bank = await openWithRequest();
  const declined = { ...(await claimOldest(bank)), tradeId: 'b', outcome: 'declined' } as const;
  expect(await bank.complete(declined)).toMatchObject({ seq: 4, previousTradeSeq: 1 });
  expect(await bank.report({})).toMatchObject({ lastTradeSeq: 4 });
  const adjustment = { robloxUserId: 1, direction: 'credit', tellerId: 'teller-1', reason: 'a bug' } as const;
  await bank.adjust({ ...adjustment, adjustmentId: 'a', pets: [CAT] });
  expect(await bank.complete(declined)).toMatchObject({ previousTradeSeq: 1, replayed: true });
  expect(await bank.deposit({ ...GEM, tradeId: 'c' })).toMatchObject({ seq: 6, previousTradeSeq: 4 });
});
