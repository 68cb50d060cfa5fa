import { expect, test } from 'bun:test';
import { openBank } from '../../test/bank/bank.ts';
import { openTestLiabilities } from '../../test/discord-commands/kit.ts';
import { until } from '../../test/support/until.ts';
import { readLiabilityState } from '../bank/liabilities.ts';

const HOUR = 3_600_000;

test('whoever asks first hears of now, also where a snapshot was made for nobody', async () => {
  const bank = openBank();
  const { book, now } = bank;
  const liabilities = openTestLiabilities(bank);
  now.at += HOUR;
  const running = liabilities.schedule(0.01);
  const isMade = async () => {
    const { state } = await book.query(readLiabilityState, undefined, { by: 'bank' });
    return state?.nextAt === 0;
  };
  await until(isMade, 'a snapshot of an empty bank');
  await bank.deposit({ tradeId: 'T-1', robloxUserId: 156, gems: 5 });
  expect((await liabilities.current()).head.seq).toBe(1);
  await running.stop();
});
