import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { createBankClock } from './bank-clock.ts';

const NOON = Date.UTC(2026, 4, 10, 12);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const IN_2099 = Date.UTC(2099, 0, 1);

/** A machine whose clock the test sets, and the bank's clock on it. */
function createMachine() {
  const machine = { passed: 0, set: 0 };
  const wall = (): number => NOON + machine.passed + machine.set;
  const now = createBankClock({ wall, monotonic: () => machine.passed });
  return {
    now,
    wall,
    /** Sets the machine's clock forward by so much, or back. */
    set(ms: number): void {
      machine.set += ms;
    },
    /** Lets time pass, and reads the bank's clock so often. */
    pass(ms: number, readings = Math.ceil(ms / SECOND)): void {
      for (let reading = 1; reading <= readings; reading += 1) {
        machine.passed += ms / readings;
        now();
      }
    },
  };
}

test('is the time of a machine whose clock is not set', () => {
  const { now, pass } = createMachine();
  pass(10 * MINUTE);
  expect(now()).toBe(NOON + 10 * MINUTE);
});

test('follows a clock that was set forward by a second in each second, until both agree', () => {
  const { now, pass, set } = createMachine();
  set(10 * MINUTE);
  expect(now()).toBe(NOON);
  pass(MINUTE);
  expect(now()).toBe(NOON + 2 * MINUTE);
  pass(9 * MINUTE);
  expect(now()).toBe(NOON + 20 * MINUTE);
  pass(MINUTE);
  expect(now()).toBe(NOON + 21 * MINUTE);
});

test('waits for a clock that was set back', () => {
  const { now, pass, set } = createMachine();
  pass(MINUTE);
  set(-10 * MINUTE);
  pass(10 * MINUTE);
  expect(now()).toBe(NOON + MINUTE);
  pass(MINUTE);
  expect(now()).toBe(NOON + 2 * MINUTE);
});

test('a moment in 2099 leaves no more than a moment', () => {
  const { now, pass, set } = createMachine();
  set(IN_2099 - NOON);
  pass(5 * SECOND);
  set(NOON - IN_2099);
  expect(now()).toBe(NOON + 10 * SECOND);
  pass(5 * SECOND);
  expect(now()).toBe(NOON + 10 * SECOND);
});

test('nothing that nobody looked at for an hour lets a later setting count for more', () => {
  const { now, pass, set } = createMachine();
  pass(60 * MINUTE, 1);
  set(IN_2099 - NOON);
  pass(60 * MINUTE, 1);
  expect(now()).toBe(NOON + 120 * MINUTE + SECOND);
});

test('never goes back or faster than twice the time, however the machine is set', () => {
  const step = fc.record({
    set: fc.oneof(
      fc.constant(0),
      fc.integer({ min: -600_000, max: 600_000 }),
      fc.integer({ min: -3e12, max: 3e12 }),
    ),
    passes: fc.integer({ min: 0, max: 5_000 }),
    readings: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { now, wall, pass, set } = createMachine();
      for (const { set: ms, passes, readings } of steps) {
        const [before, away] = [now(), Math.abs(wall() + ms - now())];
        set(ms);
        expect(now()).toBe(before);
        pass(passes, readings);
        const went = now() - before;
        expect(went).toBeGreaterThanOrEqual(0);
        expect(went).toBeLessThanOrEqual(2 * passes + 1);
        expect(Math.abs(wall() - now())).toBeLessThanOrEqual(away + 1);
      }
      // Whatever was done, it comes home once the machine's clock is right again.
      set(NOON - wall());
      for (let minutes = 0; minutes < 20; minutes += 1) pass(10 * MINUTE, 600);
      expect(Math.abs(wall() - now())).toBeLessThanOrEqual(1);
    }),
    { numRuns: 200 },
  );
});
