import { expect, test } from 'bun:test';
import { createHmac } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import { signatureHeaders } from '../../src/cli/signed-client.ts';
import { startBank, type TestBank, withBank } from '../support/bank.ts';
import { READER, TELLER, type TestKey } from '../support/keys.ts';
import { send, sendSigned, sign } from '../support/send.ts';

const CREATED = 1_700_000_000;
const POSTED = {
  method: 'POST',
  target: '/deposit/complete',
  body:
    '{"tradeId":"T-42","robloxUserId":156,"pets":[{"id":"Huge ' +
    'Cat","variant":"golden","quantity":2}],"gems":1000}',
  nonce: 'f3b1c2d4e5f60718293a4b5c6d7e8f90',
  signature: 'bank=:KwQ2zDLbQNAe5JGmJNuaGuu69tlA+EZJ1Zajqqu0nns=:',
} as const;
const ASKED = {
  method: 'GET',
  target: '/user/156/transactions?limit=20',
  nonce: 'f3b1c2d4e5f60718293a4b5c6d7e8f91',
  signature: 'bank=:U71vjU97ULWgAi5xM32os9Pe1QzUilp5K70jyJOYttY=:',
} as const;

async function withBankThen(run: (bank: TestBank) => Promise<void>): Promise<void> {
  await withBank({}, async (bank) => {
    bank.world.at = CREATED * 1000;
    await run(bank);
  });
}

test("our signer makes the contract's signature of a POST", () => {
  const { nonce, signature, ...request } = POSTED;
  expect(signatureHeaders(TELLER, request, { createdSeconds: CREATED, nonce })).toEqual({
    'content-type': 'application/json',
    'content-digest': 'sha-256=:6Uza16FxBQPq1/sna5OMX5zHxo0zekdeOjomLM0mN0w=:',
    'signature-input': `bank=("@method" "@path" "content-digest");created=1700000000;nonce="${nonce}";keyid="teller-1";alg="hmac-sha256"`,
    signature,
  });
});

test("our signer makes the contract's signature of a GET with a query", () => {
  const { nonce, signature, ...request } = ASKED;
  const headers = signatureHeaders(TELLER, { ...request, body: null }, { createdSeconds: CREATED, nonce });
  expect(headers).toEqual({
    'signature-input': `bank=("@method" "@path" "@query");created=1700000000;nonce="${nonce}";keyid="teller-1";alg="hmac-sha256"`,
    signature,
  });
});

test("the bank accepts the contract's POST, written out by hand", () =>
  withBankThen(async (bank) => {
    const answer = await send(bank, POSTED.target, {
      method: POSTED.method,
      body: POSTED.body,
      headers: {
        'content-type': 'application/json',
        'content-digest': 'sha-256=:6Uza16FxBQPq1/sna5OMX5zHxo0zekdeOjomLM0mN0w=:',
        'signature-input': `bank=("@method" "@path" "content-digest");created=1700000000;nonce="${POSTED.nonce}";keyid="teller-1";alg="hmac-sha256"`,
        signature: POSTED.signature,
      },
    });
    expect(answer).toMatchObject({ status: 200, body: { status: 'credited', gems: 1000 } });
  }));

test("the bank accepts the contract's GET, written out by hand, as often as it comes", () =>
  withBankThen(async (bank) => {
    const headers = {
      'signature-input': `bank=("@method" "@path" "@query");created=1700000000;nonce="${ASKED.nonce}";keyid="teller-1";alg="hmac-sha256"`,
      signature: ASKED.signature,
    };
    for (let times = 0; times < 3; times += 1) {
      expect((await send(bank, ASKED.target, { headers })).status).toBe(200);
    }
  }));

/** Signs with http-message-signatures, which knows nothing of this bank. */
async function signIndependently(
  key: TestKey,
  request: { url: string; method: string; headers: Record<string, string> },
  { fields, at }: { fields: string[]; at: number },
): Promise<Record<string, string>> {
  const signed = await httpbis.signMessage(
    {
      name: 'bank',
      fields,
      params: ['created', 'nonce', 'keyid', 'alg'],
      paramValues: { created: new Date(at), nonce: crypto.randomUUID() },
      key: {
        id: key.id,
        alg: 'hmac-sha256',
        sign: async (data) => createHmac('sha256', key.secret).update(data).digest(),
      },
    },
    request,
  );
  return Object.fromEntries(Object.entries(signed.headers).map(([name, value]) => [name, String(value)]));
}

test('an independent client of RFC 9421 posts a deposit', () =>
  withBankThen(async (bank) => {
    const { method, target, body } = POSTED;
    const digest = new Bun.CryptoHasher('sha256').update(body).digest('base64');
    const headers = { 'content-type': 'application/json', 'content-digest': `sha-256=:${digest}:` };
    const request = { url: `${bank.url}${target}`, method, headers };
    const fields = ['@method', '@path', 'content-digest'];
    const signed = await signIndependently(TELLER, request, { fields, at: bank.world.at });
    const answer = await send(bank, target, { method, body, headers: signed });
    expect(answer).toMatchObject({ status: 200, body: { status: 'credited' } });
  }));

test.each(['/user/156/transactions?limit=20', '/user/156/inventory?', '/user/%31/inventory'])(
  'an independent client of RFC 9421 gets %s',
  (target) =>
    withBankThen(async (bank) => {
      const request = { url: `${bank.url}${target}`, method: 'GET', headers: {} };
      const fields = ['@method', '@path', ...(target.includes('?') ? ['@query'] : [])];
      const headers = await signIndependently(READER, request, { fields, at: bank.world.at });
      expect((await send(bank, target, { headers })).status).toBe(200);
    }),
);

test.each([-300, -299, 0, 299, 300])('a request made %i seconds from now is accepted', (seconds) =>
  withBankThen(async (bank) => {
    const attempt = { method: 'GET', target: '/user/156/inventory', createdSeconds: CREATED + seconds };
    expect((await sendSigned(bank, READER, attempt)).status).toBe(200);
  }),
);

test.each([-301, 301, -86_400])('a request made %i seconds from now is refused, with our time', (seconds) =>
  withBankThen(async (bank) => {
    const attempt = { method: 'GET', target: '/user/156/inventory', createdSeconds: CREATED + seconds };
    const answer = await sendSigned(bank, READER, attempt);
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorized', serverTime: CREATED } });
  }),
);

test('a request that has waited for longer than its nonce is kept is refused by its time', async () => {
  const bank = await startBank();
  const { method, target, body } = POSTED;
  const headers = sign(bank, TELLER, { method, target, body });
  bank.world.at += 361_000;
  expect((await send(bank, target, { method, body, headers })).status).toBe(401);
  await bank.end();
});
