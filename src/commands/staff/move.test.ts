import { describe, expect, test } from 'bun:test';
import {
  lastInLedger,
  MEMBER,
  openStaffDesk,
  REASON,
  UNLINKED,
  wordsIn,
} from '../../../test/discord/staff-desk.ts';
import { StorageUnavailable } from '../../bank/engine/book.ts';

describe('teller move', () => {
  const MOVE = { from: 'teller-1', to: 'me', pets: '2 x Cat', gems: 5 };
  const RECORD = 'It changed hands: record it';
  const open = async () => {
    const desk = await openStaffDesk();
    await desk.bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 5 }], gems: 100 });
    return desk;
  };

  test('records what a game script handed to staff, once', async () => {
    const desk = await open();
    const rendered = await desk.ask('teller move', MOVE);
    expect(wordsIn(rendered)).toContain('From teller-1 to staff-9');
    await Promise.all([desk.press(rendered, RECORD), desk.press(rendered, RECORD)]);
    expect(await lastInLedger(desk)).toEqual({
      kind: 'adjustment',
      status: 'moved',
      by: 'staff-9',
      note: `teller-1 to staff-9: ${REASON}`,
    });
    expect([
      await desk.bank.stock('staff-9', { id: 'Cat' }),
      await desk.bank.stock('teller-1', 'gems'),
    ]).toEqual([2n, 95n]);
  });

  test.each([
    ['more than the teller holds', { ...MOVE, gems: 101 }, 'Gems: 100 free'],
    ['from a teller nobody knows', { ...MOVE, from: 'teler-1' }, 'from: no such teller'],
    ['to the same teller', { ...MOVE, to: 'teller-1' }, 'to: is the same teller'],
  ])('is refused, and changes nothing: %s', async (_what, raw, words) => {
    const desk = await open();
    const before = desk.bank.everything();
    const { kind, shown } = await desk.press(await desk.ask('teller move', raw), RECORD);
    expect(kind).toBe('aside');
    expect(wordsIn(shown)).toContain(words);
    expect(desk.bank.everything()).toEqual(before);
  });

  test('offers the tellers that the bank knows', async () => {
    const desk = await open();
    expect(await desk.offered('teller move', 'from', '')).toEqual(['me', 'teller-1']);
    expect(await desk.offered('teller move', 'to', 'TELL')).toEqual(['teller-1']);
    expect(await desk.offered('teller move', 'to', 'TELL', MEMBER)).toEqual([]);
  });

  test.each([
    [MEMBER, 'For staff only'],
    [UNLINKED, 'First, show who you are'],
  ])('is for staff with an account alone', async (actor, title) => {
    const desk = await open();
    expect((await desk.ask('teller move', MOVE, actor)).title).toBe(title);
  });
});

test('while the database is away, the tellers are not offered, and can be written in full', async () => {
  const away = () => Promise.reject(new StorageUnavailable('away'));
  const desk = await openStaffDesk({
    bookOf: (book) => ({ ...book, reads: { ...book.reads, tellers: away } }),
  });
  expect(await desk.offered('teller move', 'from', '')).toEqual(['me']);
});
