import { describe, expect, test } from 'bun:test';
import {
  lastInLedger,
  MEMBER,
  openStaffKit,
  REASON,
  UNLINKED,
  wordsIn,
} from '../../../test/discord/staff-kit.ts';
import { StorageUnavailable } from '../../bank/engine/book.ts';

describe('teller move', () => {
  const MOVE = { from: 'teller-1', to: 'me', pets: '2 x Cat', gems: 5 };
  const RECORD = 'It changed hands: record it';
  const open = async () => {
    const kit = await openStaffKit();
    await kit.bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 5 }], gems: 100 });
    return kit;
  };

  test('records what a game script handed to staff, once', async () => {
    const kit = await open();
    const rendered = await kit.ask('teller move', MOVE);
    expect(wordsIn(rendered)).toContain('From teller-1 to staff-9');
    await Promise.all([kit.press(rendered, RECORD), kit.press(rendered, RECORD)]);
    expect(await lastInLedger(kit)).toEqual({
      kind: 'adjustment',
      status: 'moved',
      by: 'staff-9',
      note: `teller-1 to staff-9: ${REASON}`,
    });
    expect([
      await kit.bank.stock('staff-9', { id: 'Cat' }),
      await kit.bank.stock('teller-1', 'gems'),
    ]).toEqual([2n, 95n]);
  });

  test.each([
    ['more than the teller holds', { ...MOVE, gems: 101 }, 'Gems: 100 free'],
    ['from a teller nobody knows', { ...MOVE, from: 'teler-1' }, 'from: no such teller'],
    ['to the same teller', { ...MOVE, to: 'teller-1' }, 'to: is the same teller'],
  ])('is refused, and changes nothing: %s', async (_what, raw, words) => {
    const kit = await open();
    const before = kit.bank.everything();
    const { kind, rendered } = await kit.press(await kit.ask('teller move', raw), RECORD);
    expect(kind).toBe('ephemeral');
    expect(wordsIn(rendered)).toContain(words);
    expect(kit.bank.everything()).toEqual(before);
  });

  test('offers the tellers that the bank knows', async () => {
    const kit = await open();
    expect(await kit.offered('teller move', 'from', '')).toEqual(['me', 'teller-1']);
    expect(await kit.offered('teller move', 'to', 'TELL')).toEqual(['teller-1']);
    expect(await kit.offered('teller move', 'to', 'TELL', MEMBER)).toEqual([]);
  });

  test.each([
    [MEMBER, 'For staff only'],
    [UNLINKED, 'First, show who you are'],
  ])('is for staff with an account alone', async (actor, title) => {
    const kit = await open();
    expect((await kit.ask('teller move', MOVE, actor)).title).toBe(title);
  });
});

test('while the database is away, the tellers are not offered, and can be written in full', async () => {
  const away = () => Promise.reject(new StorageUnavailable('away'));
  const kit = await openStaffKit({
    bookOf: (book) => ({ ...book, reads: { ...book.reads, tellers: away } }),
  });
  expect(await kit.offered('teller move', 'from', '')).toEqual(['me']);
});
