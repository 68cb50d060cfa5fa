import { expect, test } from 'bun:test';
import { changeStaff } from '../../src/bank/staff.ts';
import { onlyCondition } from '../../src/bank/staff-condition.ts';
import { signedInCaller } from '../../src/commands/staff/proposals.ts';
import { createSeal, createSignInGuard } from '../../src/dashboard/http/sign-in-guard.ts';
import { hashSecret } from '../../src/secret.ts';
import { expectRefusal, NOON, openBank } from '../bank/bank.ts';
import { ADMIN_TOKEN } from './kit.ts';

const KIM = 156;

test('a personal token does what was granted, not what roles on Discord gave at some time', async () => {
  const bank = openBank();
  const guard = createSignInGuard({
    adminToken: ADMIN_TOKEN,
    seal: createSeal(ADMIN_TOKEN),
    book: bank.book,
    readRoles: null,
    clock: () => NOON,
    random: (length: number) => new Uint8Array(length),
  });
  const tokenHash = hashSecret('of-kim');
  const levels = { granted: 'viewer', byRoles: 'manager' } as const;
  const row = await bank.book.perform(
    changeStaff,
    { robloxUserId: KIM, ...levels, tokenHash },
    { by: 'cli' },
  );
  const cookie = (await guard.signIn('of-kim', new Headers())) ?? '';
  const found = await guard.find(new Headers({ cookie }));
  expect(found).toMatchObject({ kind: 'staff', robloxUserId: KIM, level: 'viewer' });
  const askAs = async (level: 'viewer' | 'manager') => {
    const staffSeq = row?.seq ?? 0;
    const about = { robloxUserId: KIM, staffSeq, level, countsRoles: false };
    const caller = await signedInCaller(bank.book, about);
    return bank.book.query(onlyCondition, null, caller);
  };
  expect(await askAs('viewer')).toBeNull();
  await expectRefusal(bank, 'invalid', () => askAs('manager'));
});
