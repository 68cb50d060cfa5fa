import { expect, test } from 'bun:test';
import { type Bank, openBank } from '../../test/bank/bank.ts';
import { MINUTE } from '../../test/bank/rules.ts';
import { MAX_OF_ONE, MAX_SIGN_INS, readSignIn, signIn } from './sign-ins.ts';

const BY = { by: 'staff-dashboard' };

async function signInAs(bank: Bank, id: string, robloxUserId: number | null): Promise<void> {
  const staffSeq = robloxUserId === null ? 0 : ((await bank.hire(robloxUserId, 'viewer'))?.seq ?? 0);
  const row = { id, robloxUserId, staffSeq, endsAt: bank.now.at + MINUTE, seal: '' };
  await bank.book.perform(signIn, row, BY);
}

test('nobody signs others out by signing in again and again: their own oldest gives way', async () => {
  const bank = openBank();
  await signInAs(bank, 'admin', null);
  await signInAs(bank, 'kim', 8);
  for (let at = 0; at <= MAX_SIGN_INS; at += 1) {
    bank.pass(1);
    await signInAs(bank, `lee-${at}`, 9);
  }
  const isIn = async (id: string) => (await bank.book.query(readSignIn, id, BY)) !== null;
  for (const id of ['admin', 'kim', `lee-${MAX_SIGN_INS}`, `lee-${MAX_SIGN_INS - MAX_OF_ONE + 1}`])
    expect(await isIn(id)).toBe(true);
  expect(await isIn(`lee-${MAX_SIGN_INS - MAX_OF_ONE}`)).toBe(false);
});
