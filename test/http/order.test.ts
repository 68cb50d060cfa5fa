import { expect, test } from 'bun:test';
import { type TestBank, withBank } from '../support/bank.ts';
import { READER, STRANGER, TELLER, type TestKey } from '../support/keys.ts';
import { type Sent, sendSigned } from '../support/send.ts';

/** What is wrong with a request, in the order in which the bank checks. */
interface Errors {
  readonly target?: string;
  readonly key?: TestKey;
  readonly body?: string;
  readonly type?: string;
}

const USED = 'a-nonce-that-was-used';
const TRADE = '{"tradeId":"T-1","robloxUserId":156,"gems":1}';
const HUGE = 'x'.repeat(65_537);

/** Sends a request whose nonce was used, and which is wrong in other ways too. */
function sendWrong(bank: TestBank, errors: Errors): Promise<Sent> {
  const { target = '/deposit/complete', key = TELLER, body = TRADE, type = 'application/json' } = errors;
  return sendSigned(bank, key, { method: 'POST', target, body, nonce: USED }, { 'content-type': type });
}

// Each is also wrong in every way of those below it, as far as one request can be.
test.each<[number, string, Errors]>([
  [404, 'not_found', { target: '/nowhere', key: STRANGER, body: HUGE, type: 'text/plain' }],
  [413, 'too_large', { key: STRANGER, body: HUGE, type: 'text/plain' }],
  [401, 'unauthorized', { key: STRANGER, body: '{', type: 'text/plain' }],
  [403, 'out_of_scope', { key: READER, body: '{', type: 'text/plain' }],
  [415, 'unsupported_media_type', { body: '{', type: 'text/plain' }],
  [400, 'malformed_json', { body: '{' }],
  [400, 'malformed_json', { body: '{"tradeId":"T-1","robloxUserId":156,"trade\\u0049d":5}' }],
  [422, 'invalid', { body: '{"tradeId":"T-1","robloxUserId":156}' }],
  [409, 'replayed', { body: '{"tradeId":"T-1","robloxUserId":156,"gems":999}' }],
])('the first error decides: %i %s', async (status, code, errors) => {
  await withBank({}, async (bank) => {
    expect((await sendWrong(bank, {})).status).toBe(200);
    expect(await sendWrong(bank, errors)).toMatchObject({ status, body: { code } });
  });
});

test('the rate is checked after the signature and before the scope', async () => {
  await withBank({ RATE_LIMIT_PER_MINUTE: '1' }, async (bank) => {
    expect((await sendWrong(bank, { key: READER })).status).toBe(403);
    expect((await sendWrong(bank, { key: READER })).status).toBe(429);
    expect((await sendWrong(bank, { key: { ...STRANGER, id: READER.id } })).status).toBe(401);
  });
});
