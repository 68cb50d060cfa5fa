import { afterEach, beforeEach, expect, test } from 'bun:test';
import { NOON, openMemory } from '../../test/bank/bank.ts';
import { SECOND } from '../../test/bank/rules.ts';
import { NAMES } from '../../test/discord/world.ts';
import { store } from '../../test/storage/samples.ts';
import { settle } from '../../test/support/until.ts';
import type { Driver } from '../storage/driver.ts';
import { createSender } from './sender.ts';

let driver: Driver;
let now: number;
beforeEach(() => {
  driver = openMemory();
  now = NOON;
});
afterEach(() => driver.close());

/** What two processes have sent, in the order in which it began. */
type Sent = { readonly by: string; readonly id: string }[];

/** A process that sends, and whose messages are on their way until they are let through. */
function openProcess(by: string, sent: Sent) {
  const onTheWay: (() => void)[] = [];
  const errors: unknown[] = [];
  const sender = createSender({
    outbox: driver,
    clock: () => now,
    names: () => NAMES,
    async deliver({ id }) {
      sent.push({ by, id });
      await new Promise<void>((resolve) => onTheWay.push(resolve));
    },
    onError: (error) => errors.push(error),
  });
  return {
    ...sender,
    errors,
    async letThrough(): Promise<void> {
      for (const arrive of onTheWay.splice(0)) arrive();
      await settle();
    },
  };
}

const put = (...people: (string | null)[]) =>
  store(driver, {
    events: people.map((discordUserId) => ({
      topic: 'deposit_credited',
      discordUserId,
      robloxUserId: 1,
      goods: { pets: [], gems: 1 },
      text: '',
      at: NOON,
    })),
  });
const [ANN, BOB] = ['100000000000000001', '100000000000000002'];

test('while one process sends to somebody, no other sends what follows', async () => {
  const sent: Sent = [];
  const [one, other] = [openProcess('one', sent), openProcess('other', sent)];
  await put(ANN);
  await one.take();
  await put(ANN, BOB);
  await other.take();
  expect(sent.map(({ by }) => by)).toEqual(['one', 'other']);
  await other.letThrough();
  await other.take();
  expect(sent).toHaveLength(2);
  await one.letThrough();
  await other.take();
  expect(sent.map(({ by }) => by)).toEqual(['one', 'other', 'other']);
  await other.letThrough();
  expect(await driver.countUnsent({ limit: 9 })).toBe(0);
});

test('what waited too long behind a slow one is given back, and sent once by whoever takes it', async () => {
  const sent: Sent = [];
  const [one, other] = [openProcess('one', sent), openProcess('other', sent)];
  await put(ANN, ANN, ANN);
  await one.take();
  now += 41 * SECOND;
  await one.letThrough();
  expect(sent).toHaveLength(1);
  for (let messages = 0; messages < 2; messages += 1) {
    await other.take();
    await one.take();
    await other.letThrough();
  }
  expect(sent.map(({ by }) => by)).toEqual(['one', 'other', 'other']);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(3);
  expect(await driver.countUnsent({ limit: 9 })).toBe(0);
});

test('a process that was away for longer than its lease leaves to others what they have taken', async () => {
  const sent: Sent = [];
  const [one, other] = [openProcess('one', sent), openProcess('other', sent)];
  await put(ANN, ANN);
  await one.take();
  now += 61 * SECOND;
  await other.take();
  await one.letThrough();
  await one.take();
  await other.letThrough();
  await other.letThrough();
  // Discord shows the first once, by its id: the other process could not know that it is on its way.
  const [first, again, second, ...more] = sent;
  expect([first?.id === again?.id, second?.by, more]).toEqual([true, 'other', []]);
  expect(await driver.countUnsent({ limit: 9 })).toBe(0);
});

test('a process that stops leaves what it has not sent to the others at once', async () => {
  const sent: Sent = [];
  const [one, other] = [openProcess('one', sent), openProcess('other', sent)];
  await put(ANN, ANN);
  await one.take();
  const stopped = one.stop(SECOND);
  await one.letThrough();
  await stopped;
  await other.take();
  expect(sent.map(({ by }) => by)).toEqual(['one', 'other']);
  expect([...one.errors, ...other.errors]).toEqual([]);
});
