import { afterEach, beforeEach, describe, expect, setSystemTime, test } from 'bun:test';
import { type Fault, type RobloxDouble, startRobloxDouble } from '../../test/doubles/roblox.ts';
import { UpstreamError } from '../bank/profiles.ts';
import { errorSchema } from '../roblox/live.ts';
import { accountSchema } from '../roblox/profile.ts';
import { RETRY_POLICY, type RetryPolicyOptions } from './retry-policy.ts';
import { createUpstream } from './upstream.ts';

const QUESTION = { path: '/v1/users/156', schema: accountSchema };
/** More than an answer takes on a busy machine, and the time that one waits who expects none. */
const TIMEOUT_MS = 5_000;
const SHORT_MS = 40;
const SILENCE: Fault = { kind: 'delay', delayMs: 2_000 };
const NOW_MS = Date.UTC(2030, 0, 1);

let roblox: RobloxDouble;
beforeEach(() => {
  roblox = startRobloxDouble();
  roblox.put({ id: 156, username: 'Builderman' });
});
afterEach(async () => {
  setSystemTime();
  await roblox.stop();
});

/** A body that meets the schema. */
function account(fields: { description: string }): string {
  return JSON.stringify({ id: 156, name: 'Builderman', displayName: 'B', isBanned: false, ...fields });
}

function createUsers(retryPolicy: Partial<RetryPolicyOptions> = {}, timeoutMs = TIMEOUT_MS) {
  return createUpstream({
    name: 'Roblox users',
    baseUrl: roblox.usersUrl,
    timeoutMs,
    notFound: errorSchema,
    retryPolicy: { ...RETRY_POLICY, retries: 2, firstDelayMs: 1, maxDelayMs: 2, ...retryPolicy },
  });
}

async function errorOf(promise: Promise<unknown>): Promise<UpstreamError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof UpstreamError) return error;
  throw new Error('expected an UpstreamError', { cause: error });
}

describe('a retry', () => {
  test.each<Fault>([
    { kind: 'status', status: 429 },
    { kind: 'status', status: 429, headers: { 'retry-after': '0' } },
    { kind: 'status', status: 500 },
    { kind: 'html', status: 503 },
    { kind: 'drop' },
  ])('fixes %j', async (fault) => {
    roblox.failNext(fault, { times: 2 });
    expect(await createUsers().request(QUESTION)).toMatchObject({ name: 'Builderman' });
    expect(roblox.requests).toHaveLength(3);
  });

  test('sends the same body again', async () => {
    roblox.failNext({ kind: 'status', status: 503 });
    await createUsers()
      .request({ ...QUESTION, path: '/v1/usernames/users', body: { usernames: [] } })
      .catch(() => null);
    expect(roblox.requests.map(({ method, body }) => `${method} ${body}`)).toEqual([
      'POST {"usernames":[]}',
      'POST {"usernames":[]}',
    ]);
  });

  test('is not made for ever', async () => {
    roblox.failNext({ kind: 'status', status: 503 }, { times: 9 });
    const error = await errorOf(createUsers().request(QUESTION));
    expect(error.message).toBe('Roblox users answered with status 503');
    expect(error.cause).toBeInstanceOf(Error);
    expect(roblox.requests).toHaveLength(3);
  });

  test('is not made when the service asks for a longer wait than is allowed', async () => {
    roblox.failNext({ kind: 'status', status: 429, headers: { 'retry-after': '2' } });
    await errorOf(createUsers({ maxRetryAfterMs: 1_999 }).request(QUESTION));
    expect(roblox.requests).toHaveLength(1);
  });
});

describe('one attempt is all that is made for', () => {
  test.each<{ what: string; fault: Fault }>([
    { what: 'a refusal', fault: { kind: 'status', status: 403 } },
    { what: 'an HTML page in place of a refusal', fault: { kind: 'html', status: 403 } },
    { what: 'an HTML page in place of "not found"', fault: { kind: 'html', status: 404 } },
    { what: 'an HTML page in place of an answer', fault: { kind: 'html', status: 200 } },
    { what: 'malformed JSON', fault: { kind: 'body', body: '{"id":156,' } },
    { what: 'an answer that misses a field', fault: { kind: 'body', body: '{"id":156}' } },
    {
      what: 'an answer that is too long',
      fault: { kind: 'body', body: account({ description: 'x'.repeat(100_000) }) },
    },
    {
      what: 'a "not found" that is not of Roblox',
      fault: { kind: 'body', status: 404, body: '{"message":"no route"}' },
    },
    { what: 'silence', fault: SILENCE },
  ])('$what', async ({ fault }) => {
    const users = createUsers({}, fault === SILENCE ? SHORT_MS : TIMEOUT_MS);
    roblox.failNext(fault);
    expect((await errorOf(users.request(QUESTION))).cause).toBeInstanceOf(Error);
    expect(users.health()).toBe('down');
    expect(roblox.requests).toHaveLength(1);
  });
});

test('a redirect is not followed: it would carry the API key to another host', async () => {
  const location = `${roblox.usersUrl}${QUESTION.path}`;
  roblox.failNext({ kind: 'status', status: 302, headers: { location } });
  await errorOf(createUsers().request(QUESTION));
  expect(roblox.requests).toHaveLength(1);
});

test('nobody at the address is an UpstreamError', async () => {
  const users = createUsers();
  await roblox.stop();
  expect((await errorOf(users.request(QUESTION))).cause).toBeInstanceOf(Error);
});

describe('the breaker', () => {
  const BREAK = { retries: 0, failuresToBreak: 2, breakMs: 10_000 };

  test('opens after failures in a row, and then fails without asking', async () => {
    const users = createUsers(BREAK);
    roblox.failNext({ kind: 'status', status: 500 }, { times: 2 });
    await errorOf(users.request(QUESTION));
    await errorOf(users.request(QUESTION));
    expect((await errorOf(users.request(QUESTION))).message).toContain('left alone');
    expect(roblox.requests).toHaveLength(2);
    expect(users.health()).toBe('down');
  });

  test('counts silence', async () => {
    const users = createUsers({ ...BREAK, failuresToBreak: 1 }, SHORT_MS);
    roblox.failNext(SILENCE);
    await errorOf(users.request(QUESTION));
    await errorOf(users.request(QUESTION));
    expect(roblox.requests).toHaveLength(1);
  });

  test('ends the retries of the call that opens it', async () => {
    roblox.failNext({ kind: 'status', status: 500 }, { times: 9 });
    await errorOf(createUsers({ ...BREAK, retries: 5 }).request(QUESTION));
    expect(roblox.requests).toHaveLength(2);
  });

  test('stays closed when a success comes between', async () => {
    const users = createUsers(BREAK);
    for (let round = 0; round < 3; round++) {
      roblox.failNext({ kind: 'status', status: 500 });
      await errorOf(users.request(QUESTION));
      expect(await users.request(QUESTION)).toMatchObject({ id: 156 });
    }
  });

  test('lets a call through after a while, and closes when that succeeds', async () => {
    setSystemTime(NOW_MS);
    const users = createUsers(BREAK);
    roblox.failNext({ kind: 'status', status: 500 }, { times: 2 });
    await errorOf(users.request(QUESTION));
    await errorOf(users.request(QUESTION));
    setSystemTime(NOW_MS + BREAK.breakMs - 1);
    await errorOf(users.request(QUESTION));
    setSystemTime(NOW_MS + BREAK.breakMs);
    expect(await users.request(QUESTION)).toMatchObject({ id: 156 });
    expect(users.health()).toBe('ok');
  });
});
