import { describe, expect, test } from 'bun:test';
import { invariant } from '../../src/bank/engine/assert.ts';
import type { PendingEvent } from '../../src/bank/engine/book.ts';
import type { BankEvent } from '../../src/bank/engine/rows.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { driverOfEachTest, type OpenStore, store, T0 } from './samples.ts';
import { type OpenSharedStore, sharedStoreOfEachTest } from './sharing.ts';

const LEASE_MS = 1_000;

const eventOf = (text: string): BankEvent => ({
  topic: 'operator',
  discordUserId: text === 'a' ? null : '100000000000000001',
  robloxUserId: text === 'a' ? null : 1,
  goods: { pets: [{ id: 'Cat', variant: 'golden', shiny: true, chroma: 3, quantity: 2 }], gems: 5 },
  text,
  at: T0,
});

const textsOf = (events: readonly PendingEvent[]): string => events.map(({ text }) => text).join('');
const take = (driver: Driver, at: number, limit = 10): Promise<PendingEvent[]> =>
  driver.takeEvents({ at, leaseMs: LEASE_MS, limit });

/** Stores each text's events in a commit of its own. */
async function emitEvents(driver: Driver, ...commits: string[]): Promise<void> {
  for (const texts of commits)
    expect(await store(driver, { events: [...texts].map(eventOf) })).toBe('stored');
}

/** Of the messages a to d, a and c are damaged: they are handed out as such, once, in their places. */
export async function expectDamagedBeside(driver: Driver): Promise<void> {
  const page = { at: T0, leaseMs: 1, limit: 10 };
  const taken = await driver.takeEvents(page);
  const damaged = { isDamaged: true, topic: 'message_damaged', discordUserId: null };
  expect(taken).toMatchObject([damaged, { text: 'b' }, damaged, { text: 'd' }]);
  await driver.acknowledgeEvents({ ids: taken.map(({ id }) => id), at: T0 });
  expect(await driver.takeEvents({ ...page, at: T0 + 9 })).toEqual([]);
}

/** Messages are handed out in the order in which they were emitted, to one sender at a time, until sent. */
export function describeOutbox(open: OpenStore): void {
  describe('the outbox', () => {
    const driver = driverOfEachTest(open);
    testCount(driver);

    test('lists what is not sent, and lets it be handed out again before its lease has ended', async () => {
      await emitEvents(driver(), 'abcd');
      const [a, b] = await take(driver(), T0);
      await driver().acknowledgeEvents({ ids: [a?.id ?? 0], at: T0 });
      expect(textsOf(await driver().unsentEvents({ afterId: 0, limit: 2 }))).toBe('bc');
      const page = { afterId: b?.id ?? 0, limit: 10 };
      const rest = await driver().unsentEvents(page);
      expect(rest).toEqual(['c', 'd'].map((text) => ({ ...eventOf(text), id: expect.any(Number) })));
      expect(await take(driver(), T0)).toEqual([]);
      await driver().releaseEvents([a?.id ?? 0, rest[1]?.id ?? 0]);
      expect(textsOf(await take(driver(), T0))).toBe('d');
    });

    test('erases the messages of earlier commits to a person, sent or not, and no other', async () => {
      await emitEvents(driver(), 'ab', 'c');
      const [, sent] = await take(driver(), T0, 2);
      await driver().acknowledgeEvents({ ids: [sent?.id ?? 0], at: T0 });
      const erasedUsers = ['100000000000000001'];
      expect(await store(driver(), { erasedUsers, events: [eventOf('d')] })).toBe('stored');
      expect(textsOf(await take(driver(), T0 + LEASE_MS))).toBe('ad');
      expect(await driver().forgetEvents({ before: T0, limit: 10 })).toBe(0);
    });

    test('hands events out whole, in the order in which they happened, so many at a time', async () => {
      expect(await take(driver(), T0)).toEqual([]);
      await emitEvents(driver(), 'ab', 'c', 'defghijklmno', 'p');
      const first = await take(driver(), T0, 3);
      expect(first).toEqual(['a', 'b', 'c'].map((text) => ({ ...eventOf(text), id: expect.any(Number) })));
      expect(textsOf(await take(driver(), T0, 100))).toBe('defghijklmnop');
      expect(await take(driver(), T0)).toEqual([]);
    });

    test('hands an event out again once its lease has ended, and not before', async () => {
      await emitEvents(driver(), 'ab');
      const taken = await take(driver(), T0, 1);
      expect(textsOf(await take(driver(), T0 + LEASE_MS - 1))).toBe('b');
      expect(await take(driver(), T0 + LEASE_MS, 1)).toEqual(taken);
      expect(await take(driver(), T0 + LEASE_MS + 1)).toEqual([]);
    });

    test('hands out those of some topics, and none to some people, without touching the others', async () => {
      const [toAnn, toStaff] = ['100000000000000001', null];
      await emitEvents(driver(), 'aaabbb');
      const takeSome = (more: Partial<Parameters<Driver['takeEvents']>[0]>) =>
        driver().takeEvents({ at: T0, leaseMs: LEASE_MS, limit: 2, ...more });
      expect(await takeSome({ topics: ['other'] })).toEqual([]);
      expect(await takeSome({ except: [toAnn, toStaff] })).toEqual([]);
      expect(textsOf(await takeSome({ except: [toStaff] }))).toBe('bb');
      expect(textsOf(await takeSome({ except: [toAnn], topics: ['other', 'operator'] }))).toBe('aa');
      expect(textsOf(await takeSome({ limit: 9 }))).toBe('ab');
    });

    test('hands nobody a message while another sender has an earlier one to them', async () => {
      await emitEvents(driver(), 'aabb');
      const takeFor = (inHand: readonly number[], more: Partial<Parameters<Driver['takeEvents']>[0]> = {}) =>
        driver().takeEvents({ at: T0, leaseMs: LEASE_MS, limit: 9, inHand, ...more });
      const [first] = await takeFor([], { limit: 1 });
      const others = await takeFor([]);
      expect([first?.text, textsOf(others)]).toEqual(['a', 'bb']);
      expect(await takeFor(others.map(({ id }) => id))).toEqual([]);
      expect(textsOf(await takeFor([first?.id ?? 0], { topics: ['operator'], limit: 1 }))).toBe('a');
      // What can't wait comes of other topics: it stands behind none of these.
      expect(await store(driver(), { events: [{ ...eventOf('a'), topic: 'urgent', text: 'u' }] })).toBe(
        'stored',
      );
      expect(textsOf(await takeFor([], { topics: ['urgent'] }))).toBe('u');
      expect(textsOf(await takeFor([], { at: T0 + LEASE_MS }))).toBe('aabbu');
    });

    test('finds the newest behind any backlog for somebody else', async () => {
      for (let commit = 0; commit < 5; commit += 1) await emitEvents(driver(), 'a'.repeat(1_000));
      await emitEvents(driver(), 'b');
      const page = { at: T0, leaseMs: LEASE_MS, limit: 10, except: [null] };
      expect(textsOf(await driver().takeEvents(page))).toBe('b');
    });

    test('never hands out again what was sent, whoever sent it', async () => {
      await emitEvents(driver(), 'abc');
      const [a, b] = await take(driver(), T0);
      await driver().acknowledgeEvents({ ids: [invariant(a, 'a').id], at: T0 });
      expect(textsOf(await take(driver(), T0 + LEASE_MS))).toBe('bc');
      // The first, whose lease has ended meanwhile, has sent it all the same.
      await driver().acknowledgeEvents({ ids: [invariant(b, 'b').id], at: T0 + LEASE_MS });
      expect(textsOf(await take(driver(), T0 + 9 * LEASE_MS))).toBe('c');
      await driver().acknowledgeEvents({ ids: [], at: T0 });
    });

    test('forgets what was sent before, so many at a time, and nothing else', async () => {
      await emitEvents(driver(), 'abcd');
      const ids = (await take(driver(), T0)).map(({ id }) => id);
      await driver().acknowledgeEvents({ ids: ids.slice(0, 2), at: T0 });
      await driver().acknowledgeEvents({ ids: ids.slice(0, 3), at: T0 + 5 });
      expect(await driver().forgetEvents({ before: T0 - 1, limit: 9 })).toBe(0);
      expect(await driver().forgetEvents({ before: T0, limit: 1 })).toBe(1);
      expect(await driver().forgetEvents({ before: T0, limit: 9 })).toBe(1);
      expect(await driver().forgetEvents({ before: T0 + 5, limit: 9 })).toBe(1);
      expect(await driver().forgetEvents({ before: T0 + 5, limit: 9 })).toBe(0);
      expect(textsOf(await take(driver(), T0 + LEASE_MS))).toBe('d');
    });
  });
}

function testCount(driver: () => Driver): void {
  test('counts what is not sent, leased or not, to a limit', async () => {
    expect(await driver().countUnsent({ limit: 9 })).toBe(0);
    await emitEvents(driver(), 'abcd');
    const [first] = await take(driver(), T0, 2);
    expect(await driver().countUnsent({ limit: 9 })).toBe(4);
    expect(await driver().countUnsent({ limit: 3 })).toBe(3);
    await driver().acknowledgeEvents({ ids: [invariant(first, 'a').id], at: T0 });
    expect(await driver().countUnsent({ limit: 9 })).toBe(3);
  });
}

/** How many events the two connections fetch, and how many they ask for at once. */
const EVENTS = 60;
const PAGE = 7;
/** How many two senders send one by one. */
const MESSAGES = 32;

export function describeSharedOutbox(open: OpenSharedStore): void {
  const store = sharedStoreOfEachTest(open);

  test('two connections that ask at once get every event, and none twice', async () => {
    const { connect } = store();
    const drivers = [await connect(), await connect()];
    const [writer] = drivers;
    await emitEvents(invariant(writer, 'a driver'), 'x'.repeat(EVENTS));
    const ids: number[] = [];
    async function fetchAll(driver: Driver): Promise<void> {
      // A page may be empty because the other took just these: what is left comes with the next.
      for (let pages = 0; pages < EVENTS && ids.length < EVENTS; pages += 1) {
        const page = await take(driver, T0, PAGE);
        expect(page.map(({ id }) => id)).toEqual(page.map(({ id }) => id).sort((left, next) => left - next));
        ids.push(...page.map(({ id }) => id));
      }
    }
    await Promise.all(drivers.map(fetchAll));
    expect(ids).toHaveLength(EVENTS);
    expect(new Set(ids).size).toBe(EVENTS);
  });

  test('two senders that ask at once send to each person in order, and nothing twice', async () => {
    const { connect } = store();
    const drivers = [await connect(), await connect()];
    await emitEvents(invariant(drivers[0], 'a driver'), 'abba'.repeat(MESSAGES / 4));
    const sent: PendingEvent[] = [];
    async function sendAll(driver: Driver): Promise<void> {
      let hand: PendingEvent[] = [];
      for (let rounds = 0; rounds < 9 * MESSAGES && sent.length < MESSAGES; rounds += 1) {
        const inHand = hand.map(({ id }) => id);
        const taken = await driver.takeEvents({ at: T0, leaseMs: LEASE_MS, limit: PAGE, inHand });
        hand.push(...taken);
        const [first] = hand;
        if (!first) continue;
        sent.push(first);
        await driver.acknowledgeEvents({ ids: [first.id], at: T0 });
        hand = hand.filter(({ id }) => id !== first.id);
      }
    }
    await Promise.all(drivers.map(sendAll));
    for (const text of ['a', 'b']) {
      const ids = sent.filter((event) => event.text === text).map(({ id }) => id);
      expect(ids).toHaveLength(MESSAGES / 2);
      expect(ids).toEqual([...new Set(ids)].sort((id, other) => id - other));
    }
  });
}
