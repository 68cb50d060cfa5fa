import { describe, expect, test } from 'bun:test';
import { expectSound, openBank } from '../../test/bank/bank.ts';

describe('a halt', () => {
  test('is in the log, and the operator is notified, as of its end', async () => {
    const bank = openBank();
    expect(await bank.halt()).toEqual({ halted: true, reason: 'looked into' });
    expect(await bank.halt(false)).toEqual({ halted: false, reason: null });
    expect(await bank.reads.log({ afterSeq: 0, limit: 9 })).toMatchObject([
      { kind: 'bank_halted', by: 'staff', note: 'looked into', robloxUserId: null },
      { kind: 'bank_resumed', by: 'staff', note: 'looked into', robloxUserId: null },
    ]);
    expect(bank.events.map((event) => event.topic)).toEqual(['bank_halted', 'bank_resumed']);
    await expectSound(bank);
  });

  test.each([true, false])('repeated (%p) changes nothing', async (isHalted) => {
    const bank = openBank();
    await bank.halt();
    if (!isHalted) await bank.halt(false);
    const before = bank.everything();
    expect(await bank.halt(isHalted)).toEqual({ halted: isHalted, reason: isHalted ? 'looked into' : null });
    expect(bank.everything()).toEqual(before);
  });

  test('and an operation in the same commit are decided in the order they came', async () => {
    const bank = openBank();
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 10 });
    const ask = (requestId: string) => bank.request({ requestId, robloxUserId: 1, gems: 1 });
    const [before, , after] = await Promise.allSettled([ask('a'), bank.halt(), ask('b')]);
    expect([before?.status, after?.status]).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a freeze', () => {
  test('is in the log, but not in the history of the member', async () => {
    const bank = openBank();
    expect(await bank.freeze(1)).toEqual({ robloxUserId: 1, frozen: true, reason: 'looked into' });
    expect(await bank.freeze(1, false)).toEqual({ robloxUserId: 1, frozen: false, reason: null });
    expect((await bank.reads.log({ afterSeq: 0, limit: 9 })).map((transaction) => transaction.kind)).toEqual([
      'member_frozen',
      'member_unfrozen',
    ]);
    expect(await bank.reads.history({ robloxUserId: 1, limit: 9 })).toEqual([]);
    await expectSound(bank);
  });

  test.each([true, false])('repeated (%p) changes nothing', async (isFrozen) => {
    const bank = openBank();
    await bank.freeze(1);
    if (!isFrozen) await bank.freeze(1, false);
    const before = bank.everything();
    await bank.freeze(1, isFrozen);
    expect(bank.everything()).toEqual(before);
  });

  test('of one member is nothing to another', async () => {
    const bank = openBank();
    await bank.deposit({ tradeId: 'a', robloxUserId: 2, gems: 10 });
    await bank.freeze(1);
    expect(await bank.request({ requestId: 'a', robloxUserId: 2, gems: 1 })).toMatchObject({
      status: 'reserved',
    });
  });
});
