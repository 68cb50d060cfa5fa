import { describe, expect, test } from 'bun:test';
import type { WebhookEvent, WebhookStore } from '../../src/bank/webhooks.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { driverOfEachTest, type OpenStore, store, T0 } from './samples.ts';
import { type OpenSharedStore, sharedStoreOfEachTest } from './sharing.ts';

const LEASE_MS = 1_000;
const ANN = '100000000000000001';

/** `o` is an event for the operator, any other letter one for a member. */
async function emit(driver: Driver, texts: string, at = T0): Promise<void> {
  const events = [...texts].map((text) => ({
    topic: 'deposit_credited',
    discordUserId: text === 'o' ? null : ANN,
    robloxUserId: 1,
    goods: { pets: [], gems: 5 },
    text,
    at,
  }));
  expect(await store(driver, { events })).toBe('stored');
}

const queue = (driver: WebhookStore, more: Partial<Parameters<Driver['queueWebhooks']>[0]> = {}) =>
  driver.queueWebhooks({ audiences: ['operator', 'member'], at: T0, since: T0, limit: 100, ...more });
const take = (driver: WebhookStore, more: Partial<Parameters<Driver['takeWebhooks']>[0]> = {}) =>
  driver.takeWebhooks({ audience: 'member', at: T0, leaseMs: LEASE_MS, limit: 10, ...more });
const dead = (driver: WebhookStore) => driver.deadWebhooks({ afterId: 0, limit: 10 });
const textsOf = (webhooks: readonly WebhookEvent[]): string =>
  webhooks
    .map(({ event }) => event?.text ?? '-')
    .toSorted()
    .join('');
const idsOf = (webhooks: readonly WebhookEvent[]): number[] => webhooks.map(({ eventId }) => eventId);

/** Each event goes to the operator's program of its audience: until it was sent, was given up or is gone. */
export function describeWebhooks(open: OpenStore): void {
  describe('webhooks', () => {
    const driver = driverOfEachTest(open);
    testTurns(driver);
    testEnds(driver);
  });
}

function testTurns(driver: () => Driver): void {
  test('line up every event once, in parts, and hand out each to its audience until settled', async () => {
    await emit(driver(), 'aob');
    expect([await queue(driver(), { limit: 2 }), await queue(driver()), await queue(driver())]).toEqual([
      2, 1, 0,
    ]);
    const [first] = await take(driver(), { limit: 1 });
    expect(first).toMatchObject({ tries: 1, error: null, event: { text: 'a', discordUserId: ANN } });
    expect(textsOf(await take(driver()))).toBe('b');
    expect(textsOf(await take(driver(), { audience: 'operator' }))).toBe('o');
    expect(await take(driver(), { at: T0 + LEASE_MS - 1 })).toEqual([]);
    const eventId = first?.eventId ?? 0;
    await driver().settleWebhook({ eventId, status: 'sent', nextAt: T0, error: null });
    // One that lost its turn has nothing to say of what another one has sent.
    await driver().settleWebhook({ eventId, status: 'dead', nextAt: T0, error: 'late' });
    const again = await take(driver(), { at: T0 + LEASE_MS });
    expect([textsOf(again), again[0]?.tries]).toEqual(['b', 2]);
    expect(await dead(driver())).toEqual([]);
  });

  test('skip what is too old and what nobody wants, and go on after it', async () => {
    await emit(driver(), 'ooo', T0 - 1);
    await emit(driver(), 'aao');
    expect(await queue(driver(), { audiences: ['operator'] })).toBe(6);
    await emit(driver(), 'bo');
    expect(await queue(driver(), { audiences: ['operator'] })).toBe(2);
    expect(await take(driver())).toEqual([]);
    expect(textsOf(await take(driver(), { audience: 'operator' }))).toBe('oo');
  });

  test('come due again at the time that was written down, those first that have waited longest', async () => {
    await emit(driver(), 'ab');
    await queue(driver());
    const [first] = await take(driver(), { limit: 1 });
    const waiting = { eventId: first?.eventId ?? 0, status: 'waiting', nextAt: T0 + 5, error: 'HTTP 503' };
    await driver().settleWebhook({ ...waiting, status: 'waiting' });
    await emit(driver(), 'c');
    await queue(driver(), { at: T0 + 6 });
    expect(await take(driver(), { at: T0 + 4 })).toMatchObject([{ event: { text: 'b' } }]);
    expect(await take(driver(), { at: T0 + 6, limit: 1 })).toMatchObject([{ tries: 2, error: 'HTTP 503' }]);
  });
}

function testEnds(driver: () => Driver): void {
  async function kill(texts: string): Promise<number[]> {
    await emit(driver(), texts);
    await queue(driver());
    const taken = await take(driver());
    for (const { eventId } of taken)
      await driver().settleWebhook({ eventId, status: 'dead', nextAt: T0, error: 'HTTP 500' });
    return idsOf(taken).toSorted((id, other) => id - other);
  }

  test('that were given up are listed, begin anew or are dropped, and no others', async () => {
    const [a = 0, b = 0, c = 0] = await kill('abc');
    expect(textsOf(await driver().deadWebhooks({ afterId: a, limit: 1 }))).toBe('b');
    expect(await dead(driver())).toMatchObject([{ error: 'HTTP 500' }, {}, {}]);
    await driver().retryWebhooks({ eventIds: [a], at: T0 + 7 });
    await driver().dropWebhooks({ eventIds: [a, b], at: T0 + 7 });
    expect(idsOf(await dead(driver()))).toEqual([c]);
    expect(await take(driver(), { at: T0 + 7 })).toMatchObject([{ eventId: a, tries: 1 }]);
    await driver().retryWebhooks({ eventIds: [a, b], at: T0 });
    expect(await take(driver(), { at: T0 + 7 })).toEqual([]);
  });

  test('keep their event in the outbox until they are forgotten', async () => {
    const ids = await kill('ab');
    await driver().acknowledgeEvents({ ids, at: T0 });
    expect(await driver().forgetEvents({ before: T0, limit: 9 })).toBe(0);
    await driver().dropWebhooks({ eventIds: ids.slice(0, 1), at: T0 });
    expect(await driver().forgetEvents({ before: T0, limit: 9 })).toBe(1);
    // The newest says how far the events have been lined up: it stays.
    expect(await driver().forgetWebhooks({ before: T0, limit: 9 })).toBe(1);
    expect(await driver().forgetWebhooks({ before: T0, limit: 9 })).toBe(0);
    expect(await queue(driver())).toBe(0);
  });

  test('of a person who is erased say nothing any more', async () => {
    await kill('a');
    await emit(driver(), 'b');
    await queue(driver());
    expect(await store(driver(), { erasedUsers: [ANN] })).toBe('stored');
    expect(await dead(driver())).toMatchObject([{ event: null }]);
    expect(await take(driver(), { at: T0 + LEASE_MS })).toMatchObject([{ event: null }]);
  });
}

const EVENTS = 30;

export function describeSharedWebhooks(open: OpenSharedStore): void {
  const shared = sharedStoreOfEachTest(open);

  test('two processes that line up and take webhooks at once get each once', async () => {
    const drivers = [await shared().connect(), await shared().connect()];
    for (const driver of drivers.slice(0, 1)) await emit(driver, 'a'.repeat(EVENTS));
    const taken: number[] = [];
    async function work(driver: Driver): Promise<void> {
      for (let rounds = 0; rounds < EVENTS && taken.length < EVENTS; rounds += 1) {
        await queue(driver, { limit: 7 });
        taken.push(...idsOf(await take(driver, { limit: 4 })));
      }
    }
    await Promise.all(drivers.map(work));
    expect([taken.length, new Set(taken).size]).toEqual([EVENTS, EVENTS]);
  });
}
