import { describe, expect, test } from 'bun:test';
import { type Bank, expectRefusal, expectSound, openBank } from '../../test/bank/bank.ts';
import { linkUser, unlinkUser } from '../../test/bank/link.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import { CAT } from '../../test/bank/withdrawal.ts';
import { decideCase } from './decide-case.ts';
import { completeDeposit } from './deposit.ts';
import { forgetMember } from './forget.ts';
import { caseResolveInput } from './resolve-case.ts';
import { verifyLedger } from './verify-ledger.ts';
import { completeWithdrawal } from './withdraw-complete.ts';

/* One of the staff may move 1,000 gems' worth alone in a day; a Cat is worth 100. */
const [KIM, LEE, ALT] = [9, 8, 1];
const BY_KIM = { by: `staff-${KIM}` } as const;
const BY_LEE = { by: `staff-${LEE}` } as const;
const REASON = 'seen on video';
const cats = (quantity: number) => [{ ...CAT, quantity }];

/** A bank with two managers, who have been that for a day, and a teller that holds 1,000 Cats of member 2. */
async function openStaffed(): Promise<Bank> {
  const bank = openBank();
  for (const id of [KIM, LEE]) await bank.hire(id, 'manager');
  await bank.deposit({ tradeId: 'honest', robloxUserId: 2, pets: cats(1_000), gems: 10_000 });
  bank.pass(DAY);
  return bank;
}

const take = (bank: Bank, quantity: number, tradeId = `T-${quantity}`, robloxUserId = ALT) =>
  bank.book.perform(
    completeDeposit,
    { tradeId, robloxUserId, pets: cats(quantity), gems: 0, reason: REASON },
    BY_KIM,
  );
const credit = (bank: Bank, quantity: number, adjustmentId: string, approvedBy?: string) =>
  bank.adjust(
    {
      adjustmentId,
      robloxUserId: ALT,
      direction: 'credit',
      tellerId: 'teller-1',
      pets: cats(quantity),
      reason: REASON,
      ...(approvedBy ? { approvedBy } : {}),
    } as const,
    BY_KIM,
  );
const decide = (bank: Bank, caseId: string, resolution: string, caller: { readonly by: string }) =>
  decideCase(bank.book, caseResolveInput.parse({ caseId, resolution, reason: REASON }), caller);
const openCases = (bank: Bank) => bank.reads.cases({ isOpen: true, limit: 9 });
const movedToday = async (bank: Bank) =>
  (await bank.reads.staffDays({ limit: 9 })).map(({ staff, day, worth }) => `${staff} ${day} ${worth}`);

describe('what one of the staff takes by hand', () => {
  test('beyond the limit is credited, and stays where it is until a second person says so', async () => {
    const bank = await openStaffed();
    // An accomplice, 100 pets, ten times the limit: what an honest teller holds of them must not leave.
    expect(await take(bank, 100)).toMatchObject({ status: 'credited', onHold: true, onHoldUntil: null });
    const wish = { requestId: 'a', robloxUserId: ALT, pets: cats(100) };
    await expectRefusal(bank, 'on_hold', () => bank.request(wish));
    bank.pass(30 * DAY);
    await expectRefusal(bank, 'on_hold', () => bank.request(wish));
    const [found] = await openCases(bank);
    expect(found).toMatchObject({ kind: 'staff_limit', robloxUserId: ALT, tellerId: BY_KIM.by });
    const caseId = found?.id ?? '';
    for (const resolution of ['confirm', 'reverse']) {
      await expect(decide(bank, caseId, resolution, BY_KIM)).rejects.toThrow('limit_exceeded');
      await expect(decide(bank, caseId, resolution, { by: 'ops' })).rejects.toThrow('invalid');
    }
    expect(await decide(bank, caseId, 'confirm', BY_LEE)).toMatchObject({ resolution: `confirm: ${REASON}` });
    expect((await bank.request(wish)).deliverableBy).toEqual([BY_KIM.by, 'teller-1']);
    await expectSound(bank);
  });

  test('is taken back by a second person: the member has it no more, nor the teller', async () => {
    const bank = await openStaffed();
    await take(bank, 100);
    const [found] = await openCases(bank);
    await decide(bank, found?.id ?? '', 'reverse', BY_LEE);
    expect([await bank.balance(ALT, CAT), await bank.stock(BY_KIM.by, CAT)]).toEqual([0n, 0n]);
    expect(await openCases(bank)).toEqual([]);
    await expectSound(bank);
  });

  test('in small parts is counted in all, and each day anew', async () => {
    const bank = await openStaffed();
    expect(await take(bank, 6, 'a')).toMatchObject({ onHold: false });
    expect(await take(bank, 4, 'b')).toMatchObject({ onHold: false });
    expect(await take(bank, 1, 'c')).toMatchObject({ onHold: true, onHoldUntil: null });
    expect(await movedToday(bank)).toEqual([`${BY_KIM.by} 2026-05-11 1000`]);
    bank.pass(DAY);
    expect(await take(bank, 10, 'd')).toMatchObject({ onHold: false });
    await expectSound(bank);
  });

  test('for the own account waits for a second person whatever it is worth', async () => {
    const bank = await openStaffed();
    expect(await take(bank, 1, 'own', KIM)).toMatchObject({ onHold: true, onHoldUntil: null });
    await expectSound(bank);
  });

  test('counts for a tenth of the limit where nobody knows its worth', async () => {
    const bank = await openStaffed();
    const odd = (tradeId: string, quantity: number) =>
      bank.deposit({ tradeId, robloxUserId: ALT, pets: [{ id: 'Axolotl', quantity }] }, BY_KIM);
    expect(await odd('a', 9)).toMatchObject({ onHold: false });
    expect(await odd('b', 2)).toMatchObject({ onHold: true, onHoldUntil: null });
    await expectSound(bank);
  });

  test('waits for nobody where there is no limit', async () => {
    const bank = await openStaffed();
    bank.now.rules = { ...bank.now.rules, staffAloneLimit: null };
    expect(await take(bank, 1_000)).toMatchObject({ onHold: false });
    expect(await movedToday(bank)).toEqual([]);
  });
});

test('what is delivered by hand beyond the limit is recorded, and a second person looks', async () => {
  const bank = await openStaffed();
  await bank.deposit({ tradeId: 'b', robloxUserId: 2, pets: cats(100) }, BY_LEE);
  await decide(bank, (await openCases(bank))[0]?.id ?? '', 'confirm', BY_KIM);
  await bank.request({ requestId: 'a', robloxUserId: 2, pets: cats(100) });
  const { claimed } = await bank.check({ robloxUserId: 2, claim: true }, BY_LEE);
  const { withdrawalId = '', claimToken = '' } = claimed ?? {};
  const told = { withdrawalId, claimToken, tradeId: 'out', outcome: 'delivered', reason: REASON } as const;
  expect(await bank.book.perform(completeWithdrawal, told, BY_LEE)).toMatchObject({ status: 'delivered' });
  const [found] = await openCases(bank);
  expect(found).toMatchObject({ kind: 'staff_limit', withdrawalId });
  await expect(decide(bank, found?.id ?? '', 'confirm', BY_LEE)).rejects.toThrow('limit_exceeded');
  await decide(bank, found?.id ?? '', 'reverse', BY_KIM);
  expect([await bank.balance(2, CAT), await bank.stock(BY_LEE.by, CAT)]).toEqual([1_100n, 100n]);
  await expectSound(bank);
});

test('corrections of just the limit are alone once a day', async () => {
  const bank = await openStaffed();
  await credit(bank, 10, 'a');
  for (const id of ['b', 'c', 'd', 'e']) await expectRefusal(bank, 'invalid', () => credit(bank, 10, id));
  await expectRefusal(bank, 'invalid', () => credit(bank, 1, 'f'));
  await credit(bank, 10, 'g', BY_LEE.by);
  expect(await movedToday(bank)).toEqual([`${BY_KIM.by} 2026-05-11 1000`]);
  bank.pass(DAY);
  await credit(bank, 10, 'h');
  await expectSound(bank);
});

test('takes, corrections and moves are counted together', async () => {
  const bank = await openStaffed();
  await take(bank, 4);
  await credit(bank, 4, 'a');
  const move = { from: 'teller-1', to: 'staff-9', pets: cats(3), reason: REASON };
  await expectRefusal(bank, 'invalid', () => bank.move({ moveId: 'm', ...move }, BY_KIM));
  await bank.move({ moveId: 'n', ...move, pets: cats(2) }, BY_KIM);
  await bank.move({ moveId: 'm', ...move, approvedBy: BY_LEE.by }, BY_KIM);
  await expectSound(bank);
});

describe('the end of a case', () => {
  const QUARANTINE = 'quarantine:deposit:teller-1:q';

  /** Twenty Cats wait in quarantine: their teller took more than a trade may have. */
  async function openQuarantined() {
    const bank = await openStaffed();
    const { rules } = bank.now;
    bank.now.rules = { ...rules, limits: { ...rules.limits, petsPerTrade: 1 } };
    await bank.deposit({ tradeId: 'q', robloxUserId: ALT, pets: cats(21) });
    bank.now.rules = rules;
    return bank;
  }

  test.each(['credit', 'return'])(
    'of quarantine by %s needs a second person who does the same',
    async (end) => {
      const bank = await openQuarantined();
      await expect(decide(bank, QUARANTINE, end, BY_KIM)).rejects.toThrow('limit_exceeded');
      await expect(decide(bank, QUARANTINE, end, BY_KIM)).rejects.toThrow('limit_exceeded');
      const [found] = await openCases(bank);
      expect(found?.proposal).toMatchObject({ by: BY_KIM.by, resolution: end, reason: REASON });
      await decide(bank, QUARANTINE, end, BY_LEE);
      expect(await openCases(bank)).toEqual([]);
      const [, last] = await bank.reads.log({ afterSeq: (await bank.reads.head()).seq - 2, limit: 2 });
      expect(last).toMatchObject({
        by: BY_LEE.by,
        note: `${QUARANTINE}: ${end}: with ${BY_KIM.by}: ${REASON}`,
      });
      await expectSound(bank);
    },
  );

  test('is no agreement where the second one ends it otherwise, or gains by it', async () => {
    const bank = await openQuarantined();
    await bank.hire(ALT, 'manager');
    bank.pass(DAY);
    await expect(decide(bank, QUARANTINE, 'credit', BY_KIM)).rejects.toThrow('limit_exceeded');
    await expect(decide(bank, QUARANTINE, 'return', BY_LEE)).rejects.toThrow('limit_exceeded');
    await expect(decide(bank, QUARANTINE, 'return', { by: `staff-${ALT}` })).rejects.toThrow('invalid');
    await expect(decide(bank, QUARANTINE, 'credit', BY_LEE)).rejects.toThrow('limit_exceeded');
    await expectSound(bank);
  });

  test('by a key is counted for the name of the key, and needs a second person, too', async () => {
    const bank = await openQuarantined();
    await expect(decide(bank, QUARANTINE, 'credit', { by: 'ops' })).rejects.toThrow('limit_exceeded');
    await expect(decide(bank, QUARANTINE, 'credit', { by: 'ops-2' })).rejects.toThrow('invalid');
    await decide(bank, QUARANTINE, 'credit', BY_LEE);
    await expectSound(bank);
  });

  test.each(['not_delivered', 'delivered'])('of an uncertain withdrawal as %s is limited', async (end) => {
    const bank = await openStaffed();
    await bank.request({ requestId: 'a', robloxUserId: 2, pets: cats(20) });
    await bank.check({ robloxUserId: 2, claim: true });
    bank.pass(DAY);
    await bank.sweep();
    const [found] = await openCases(bank);
    await expect(decide(bank, found?.id ?? '', end, BY_KIM)).rejects.toThrow('limit_exceeded');
    await decide(bank, found?.id ?? '', end, BY_LEE);
    await expectSound(bank);
  });

  test.each(['confirm', 'reverse'])(
    'that keeps credits of a script on hold is one press to %s all, whatever they are worth',
    async (end) => {
      const bank = await openStaffed();
      bank.now.rules = { ...bank.now.rules, depositHoldMs: DAY, tellerValuePerHour: 1_000 };
      await bank.deposit({ tradeId: 'a', robloxUserId: ALT, pets: cats(500) });
      const [found] = await openCases(bank);
      await decide(bank, found?.id ?? '', end, { by: 'ops' });
      expect(await openCases(bank)).toEqual([]);
      expect(await bank.balance(ALT, CAT)).toBe(end === 'confirm' ? 500n : 0n);
      expect(await movedToday(bank)).toEqual([]);
      await expectSound(bank);
    },
  );

  test('that keeps their own credit on hold is not for the one who gains', async () => {
    const bank = await openStaffed();
    bank.now.rules = { ...bank.now.rules, depositHoldMs: DAY, tellerValuePerHour: 1_000 };
    await bank.deposit({ tradeId: 'a', robloxUserId: KIM, pets: cats(500) });
    const [found] = await openCases(bank);
    await expect(decide(bank, found?.id ?? '', 'confirm', BY_KIM)).rejects.toThrow('limit_exceeded');
    await decide(bank, found?.id ?? '', 'confirm', BY_LEE);
    expect(await openCases(bank)).toEqual([]);
    await expectSound(bank);
  });

  test('within the limit is for one alone, and counted', async () => {
    const bank = await openQuarantined();
    bank.now.rules = { ...bank.now.rules, staffAloneLimit: 2_000 };
    await decide(bank, QUARANTINE, 'credit', { by: 'ops' });
    expect(await movedToday(bank)).toEqual(['ops 2026-05-11 2000']);
    await expectSound(bank);
  });
});

test('what was moved alone is compared with the log: an edited, added or lost day is found', async () => {
  const bank = await openStaffed();
  await take(bank, 3);
  const [day] = await bank.reads.staffDays({ limit: 9 });
  if (!day) throw new Error('a day');
  for (const days of [[], [{ ...day, worth: 0n }], [day, { ...day, day: '2026-05-12' }]]) {
    const reads = { ...bank.reads, staffDays: async () => days };
    expect(await verifyLedger(reads)).toMatchObject({ kind: 'broken' });
  }
});

describe('an account that was linked within the day moves nothing alone', () => {
  const USER = '100000000000000001';
  const THIEF = '100000000000000002';
  const NEW = 7;
  const byNew = { by: `staff-${NEW}` } as const;
  const credit = (bank: Bank, adjustmentId: string) =>
    bank.adjust(
      { adjustmentId, robloxUserId: ALT, direction: 'credit', tellerId: 'teller-1', gems: 5, reason: REASON },
      byNew,
    );

  /** Kim has moved what may be moved alone, and loses the account; then Kim links another one. */
  test.each<[string, (bank: Bank) => Promise<unknown>]>([
    ['is forgotten', (bank) => bank.book.perform(forgetMember, { discordUserId: USER }, { by: 'petbank' })],
    ['is taken over', (bank) => linkUser(bank, { discordUserId: THIEF, robloxUserId: KIM })],
  ])('also where the account before it %s', async (_name, lose) => {
    const bank = await openStaffed();
    await linkUser(bank, { discordUserId: USER, robloxUserId: KIM });
    bank.pass(DAY);
    await take(bank, 10);
    await lose(bank);
    await linkUser(bank, { discordUserId: USER, robloxUserId: NEW });
    await bank.hire(NEW, 'manager');
    await expectRefusal(bank, 'invalid', () => credit(bank, 'a'));
    bank.pass(DAY);
    await credit(bank, 'b');
    await expectSound(bank);
  });

  test('and nobody agrees by it to what began before, as they may have begun it', async () => {
    const bank = await openStaffed();
    await linkUser(bank, { discordUserId: USER, robloxUserId: KIM });
    bank.pass(DAY);
    await take(bank, 100);
    await linkUser(bank, { discordUserId: THIEF, robloxUserId: KIM });
    await linkUser(bank, { discordUserId: USER, robloxUserId: NEW });
    await bank.hire(NEW, 'manager');
    bank.pass(2 * DAY);
    const [found] = await openCases(bank);
    await expectRefusal(bank, 'invalid', () => decide(bank, found?.id ?? '', 'confirm', byNew));
    await decide(bank, found?.id ?? '', 'confirm', BY_LEE);
    await expectSound(bank);
  });

  test('nor does one that a thief has linked, after midnight and once it is unlinked', async () => {
    const bank = await openStaffed();
    await linkUser(bank, { discordUserId: USER, robloxUserId: NEW });
    await bank.hire(NEW, 'manager');
    bank.pass(DAY);
    await linkUser(bank, { discordUserId: THIEF, robloxUserId: NEW });
    bank.pass(DAY - MINUTE);
    await expectRefusal(bank, 'invalid', () => credit(bank, 'a'));
    await unlinkUser(bank, THIEF);
    bank.pass(DAY);
    await expectRefusal(bank, 'invalid', () => credit(bank, 'a'));
  });

  test('but for a bank that has just begun, of which all staff came today', async () => {
    const bank = openBank();
    await bank.deposit({ tradeId: 'honest', robloxUserId: 2, gems: 10_000 });
    await linkUser(bank, { discordUserId: USER, robloxUserId: NEW });
    await bank.hire(NEW, 'manager');
    await credit(bank, 'a');
    await expectSound(bank);
  });
});
