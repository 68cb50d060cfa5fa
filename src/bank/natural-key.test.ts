import { expect, test } from 'bun:test';
import { expectSound, NEWEST, openBank } from '../../test/bank/bank.ts';
import { MINUTE, rulesWith, SECOND } from '../../test/bank/rules.ts';
import { CAT } from '../../test/bank/withdrawal.ts';
import { readInventory } from './inventory.ts';

const HOLDING = { ...rulesWith(), depositHoldMs: 10 * MINUTE };
const ids = Array.from({ length: 10 }, (_, index) => `id-${index}`);

// A script that has lost its memory makes up another id for a trade that it has reported.
test('a trade that is reported under ten ids is named, and only one of them is left of it', async () => {
  const bank = openBank({ rules: HOLDING });
  const answers = [];
  for (const tradeId of ids) answers.push(await bank.deposit({ tradeId, robloxUserId: 1, pets: [CAT] }));
  const held = async () => (await bank.book.query(readInventory, 1, { by: 'web' })).pets[0]?.onHold;
  const [named] = await bank.reads.cases({ isOpen: true, limit: 2 });
  expect(named?.kind).toBe('possible_duplicate');
  for (const { transactionId } of answers.slice(1)) expect(named?.summary).toContain(transactionId);
  // It has one cat: no report shows the ten.
  for (let reports = 0; reports < 8; reports += 1) {
    bank.pass(15 * SECOND);
    await bank.report({ pets: [CAT], seq: NEWEST });
  }
  expect(await held()).toBe(10);
  const transactionIds = answers.slice(1).map(({ transactionId }) => transactionId);
  const reason = 'one trade';
  await bank.resolve({ caseId: 'foreign_trade:teller-1', resolution: 'reverse', reason, transactionIds });
  expect(await bank.balance(1, CAT)).toBe(1n);
  for (let reports = 0; reports < 4; reports += 1) {
    bank.pass(15 * SECOND);
    await bank.report({ pets: [CAT], seq: NEWEST });
  }
  expect(await held()).toBe(0);
  await expectSound(bank);
});
