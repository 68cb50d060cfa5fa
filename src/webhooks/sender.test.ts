import { afterEach, beforeEach, describe, expect, setSystemTime, test } from 'bun:test';
import { Webhook } from 'standardwebhooks';
import { NOON, openMemory } from '../../test/bank/bank.ts';
import { DAY, MINUTE, SECOND } from '../../test/bank/rules.ts';
import { NAMES } from '../../test/discord/world.ts';
import { store } from '../../test/storage/samples.ts';
import { until } from '../../test/support/until.ts';
import type { Driver } from '../storage/driver.ts';
import { createWebhookSender, RETRY_MS, type WebhookDependencies } from './sender.ts';

const SECRET = `whsec_${Buffer.from('a secret of the tests, 32 bytes.').toString('base64')}`;
const OLD_SECRET = `whsec_${Buffer.from('the secret that was before this.').toString('base64')}`;
const ANN = '100000000000000001';

/** The operator's program: what it got, and what it answers. */
function startReceiver() {
  const got: { readonly headers: Record<string, string>; readonly body: string }[] = [];
  const answers: (() => Response | Promise<Response>)[] = [];
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      got.push({ headers: Object.fromEntries(request.headers), body: await request.text() });
      return answers.shift()?.() ?? new Response(null, { status: 204 });
    },
  });
  return { got, answers, url: `${server.url.href}hook?key=1`, stop: () => server.stop(true) };
}

let driver: Driver;
let receiver: ReturnType<typeof startReceiver>;
let now: number;
let outcomes: string[];
let gone: string[];
beforeEach(() => {
  driver = openMemory();
  receiver = startReceiver();
  now = NOON;
  outcomes = [];
  gone = [];
});
afterEach(async () => {
  setSystemTime();
  await receiver.stop();
  await driver.close();
});

function openSender(more: Partial<WebhookDependencies & { readonly signal: AbortSignal }> = {}) {
  const sender = createWebhookSender({
    urls: { operator: receiver.url, member: receiver.url },
    secrets: [SECRET, OLD_SECRET],
    hasDetails: false,
    store: driver,
    clock: () => now,
    names: () => NAMES,
    onTried: (outcome) => outcomes.push(outcome),
    onGone: (audience) => gone.push(audience),
    onError: (error) => {
      throw error;
    },
    ...more,
  });
  return async (): Promise<void> => {
    await sender.queue();
    await Promise.all(sender.audiences.map((audience) => sender.send(audience)));
  };
}

const emit = (...people: (string | null)[]) =>
  store(driver, {
    events: people.map((discordUserId) => ({
      topic: discordUserId === null ? 'bank_halted' : 'deposit_credited',
      discordUserId,
      robloxUserId: 156,
      goods: { pets: [{ id: 'Huge Cat', variant: 'golden', shiny: false, quantity: 2 }], gems: 5 },
      text: 'halted by Ann',
      at: now,
    })),
  });
const dead = () => driver.deadWebhooks({ afterId: 0, limit: 9 });
const status = (code: number) => () => new Response('no', { status: code });

test('a webhook is signed as Standard Webhooks has it, and names nobody unless asked to', async () => {
  const send = openSender();
  await emit(ANN);
  await send();
  // The library compares with the machine's clock.
  setSystemTime(now);
  const [{ headers = {}, body = '' } = {}] = receiver.got;
  for (const secret of [SECRET, OLD_SECRET])
    expect(new Webhook(secret).verify(body, headers)).toEqual({
      type: 'member.deposit_credited',
      timestamp: new Date(now).toISOString(),
      data: {
        title: 'Your deposit has arrived',
        robloxUserId: 156,
        pets: [{ id: 'Huge Cat', variant: 'golden', shiny: false, quantity: 2 }],
        gems: 5,
      },
    });
  expect(() => new Webhook(SECRET).verify(`${body} `, headers)).toThrow();
  expect(outcomes).toEqual(['sent']);
  await send();
  expect(receiver.got).toHaveLength(1);
});

test('with details a webhook says who and why', async () => {
  await emit(ANN);
  await openSender({ hasDetails: true })();
  const { data } = JSON.parse(receiver.got[0]?.body ?? '');
  expect(data).toMatchObject({ text: 'halted by Ann', discordUserId: ANN });
});

test('one that fails is sent again with its id after longer and longer pauses, then given up', async () => {
  const send = openSender();
  await emit(null);
  for (const pauseMs of RETRY_MS) {
    receiver.answers.push(status(503));
    await send();
    now += pauseMs - 1;
    const tries = receiver.got.length;
    await send();
    expect(receiver.got).toHaveLength(tries);
    now += 1;
  }
  receiver.answers.push(status(500));
  await send();
  const tries = RETRY_MS.length + 1;
  expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect([receiver.got.length, outcomes.filter((outcome) => outcome === 'failed').length]).toEqual([
    tries,
    tries - 1,
  ]);
  expect(await dead()).toMatchObject([
    { status: 'dead', error: 'HTTP 500', event: { topic: 'bank_halted' } },
  ]);
  now += DAY;
  await send();
  expect(receiver.got).toHaveLength(tries);
  const [{ eventId = 0 } = {}] = await dead();
  await driver.retryWebhooks({ eventIds: [eventId], at: now });
  await send();
  expect([receiver.got.length, outcomes.at(-1), await dead()]).toEqual([tries + 1, 'sent', []]);
});

/** No address here takes so long. */
const LONG = 60_000;

describe('what an address answers', () => {
  test.each([
    ['a redirect', () => Response.redirect(receiver.url, 307), "HTTP 307: redirects aren't followed", LONG],
    ['an error', status(404), 'HTTP 404', LONG],
    // Long enough for the request to arrive, also on a busy machine.
    ['nothing in time', () => new Promise<Response>(() => undefined), 'no answer within 2 s', 2_000],
  ] as const)('%s is no success', async (_, answer, reason, timeoutMs) => {
    receiver.answers.push(answer);
    await emit(ANN);
    await openSender({ timeoutMs })();
    expect(receiver.got).toHaveLength(1);
    expect(await takeAll()).toMatchObject([{ error: reason, tries: 2 }]);
  });

  test('an address that is away is no success, and is never quoted', async () => {
    await receiver.stop();
    await emit(ANN);
    await openSender()();
    expect(await takeAll()).toMatchObject([{ error: 'ECONNREFUSED' }]);
  });

  test('410 ends it until the next start: what waits then is still sent', async () => {
    receiver.answers.push(status(410));
    const send = openSender({ urls: { operator: receiver.url, member: null } });
    await emit(null);
    await send();
    await emit(null);
    await send();
    expect([gone, receiver.got.length, outcomes]).toEqual([['operator'], 1, ['dead']]);
    expect(await dead()).toMatchObject([{ error: 'HTTP 410: this address wants no more' }]);
    await openSender()();
    expect(receiver.got).toHaveLength(2);
  });

  const takeAll = () => driver.takeWebhooks({ audience: 'member', at: now + MINUTE, leaseMs: 1, limit: 9 });
});

test('an address that never answers holds up neither the other nor Discord', async () => {
  const other = startReceiver();
  let release = (): void => undefined;
  receiver.answers.push(
    () =>
      new Promise((resolve) => {
        release = () => resolve(new Response(null));
      }),
  );
  const sender = openSender({ urls: { operator: receiver.url, member: other.url } });
  await emit(null, ANN, ANN);
  const sending = sender();
  await until(() => other.got.length === 2, "the other's webhooks");
  const events = await driver.takeEvents({ at: now, leaseMs: SECOND, limit: 9 });
  expect([events.length, receiver.got.length]).toEqual([3, 1]);
  release();
  await sending;
  await other.stop();
});

test('what was cut off by a crash or a stop is sent again with its id when its lease has ended', async () => {
  const ending = new AbortController();
  const cutOff = () => {
    ending.abort();
    return new Promise<Response>(() => undefined);
  };
  receiver.answers.push(cutOff);
  await emit(ANN);
  await openSender({ signal: ending.signal })();
  const send = openSender();
  await send();
  expect(receiver.got).toHaveLength(1);
  now += MINUTE;
  await send();
  const ids = receiver.got.map(({ headers }) => headers['webhook-id']);
  expect([ids.length, new Set(ids).size, outcomes]).toEqual([2, 1, ['sent']]);
});

test('one that can not be written counts as a failed try, is told, and holds up no other', async () => {
  const errors: unknown[] = [];
  const send = openSender({ onError: (error) => errors.push(error) });
  const written = now;
  // Beyond the last moment that a date can name.
  now = 8_640_000_000_000_001;
  await emit(ANN);
  now = written;
  await emit(ANN);
  await send();
  await send();
  expect([receiver.got.length, errors.length]).toEqual([1, 1]);
  expect(outcomes.toSorted()).toEqual(['failed', 'sent']);
});

test('events of long ago and of a person who was erased are never sent', async () => {
  await emit(null, ANN);
  now += 3 * DAY + 1;
  await openSender()();
  expect(receiver.got).toEqual([]);
  await emit(ANN);
  receiver.answers.push(status(503));
  await openSender()();
  await store(driver, { erasedUsers: [ANN] });
  now += MINUTE;
  await openSender()();
  expect([receiver.got.length, outcomes]).toEqual([1, ['failed']]);
});
