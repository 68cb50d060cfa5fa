import { describe, expect, test } from 'bun:test';
import { NOON, openBank } from '../../test/bank/bank.ts';
import { UnusableDatabase } from '../storage/errors.ts';
import { createClockWatch, settleClock } from './watch-clock.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('a clock that differs from the bank', () => {
  function openWatched() {
    const { book, driver, now } = openBank();
    const lines: string[] = [];
    const note = (_about: unknown, text?: string) => void lines.push(text ?? String(_about));
    const machine = { ahead: 0 };
    const watch = createClockWatch({
      book,
      clock: () => now.at,
      wall: () => now.at + machine.ahead,
      log: { info: note, warn: note, error: note },
    });
    const told = async () =>
      (await driver.takeEvents({ at: NOON, leaseMs: 1, limit: 9 })).map(({ topic, text }) => [topic, text]);
    return { machine, watch, lines, told };
  }

  test.each([
    [
      5 * SECOND + 1,
      "the machine's clock is 5 s ahead of the bank's, which follows by a second in each second",
    ],
    [-6 * SECOND, "the machine's clock is 6 s behind the bank's, which waits for it"],
  ])('by %d ms is told to the log and staff once, until both agree', async (ahead, text) => {
    const { machine, watch, lines, told } = openWatched();
    for (const ms of [0, 5 * SECOND, ahead, ahead, 2 * SECOND, ahead]) {
      machine.ahead = ms;
      await watch();
    }
    expect(lines).toEqual([text]);
    expect(await told()).toEqual([['clock_differs', text]]);
    machine.ahead = SECOND;
    await watch();
    expect(lines.at(-1)).toBe("the machine's clock agrees with the bank's again");
    machine.ahead = ahead;
    await watch();
    expect(lines).toHaveLength(3);
  });
});

describe('a start whose clock is behind what the bank wrote last', () => {
  const bank = { version: 1, seq: 0, hash: '', haltedReason: null, aliasVersion: 0 };
  const written = { ...bank, headAt: NOON - MINUTE, committedAt: NOON };

  test('by five minutes goes on', () => {
    expect(settleClock(written, { clock: () => NOON - 5 * MINUTE })()).toBe(NOON - 5 * MINUTE);
  });

  test('by more is refused, and says both times and the remedy', () => {
    const start = () => settleClock(written, { clock: () => NOON - 5 * MINUTE - 1 });
    expect(start).toThrow(UnusableDatabase);
    expect(start).toThrow(/2026-05-10T11:54:59.999Z.*2026-05-10T12:00:00.000Z.*--accept-clock/);
  });

  test('goes on from there where the operator accepts it', () => {
    const now = { at: NOON - 24 * 60 * MINUTE };
    const clock = settleClock(written, { clock: () => now.at, acceptsClock: true });
    expect(clock()).toBe(NOON);
    now.at += SECOND;
    expect(clock()).toBe(NOON + SECOND);
  });
});
