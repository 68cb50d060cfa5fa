import { describe, expect, test } from 'bun:test';
import { openBank, TELLER } from '../../test/bank/bank.ts';
import { completeDeposit } from '../bank/deposit.ts';
import { digestOf, type Head, joinTexts, PEER_HEADER, signHead, writeCall } from './messages.ts';
import { createPeerHandler } from './serve.ts';

const SECRET = 'a-secret-of-the-term';
const NOW = Date.UTC(2026, 4, 10, 12);
const SECOND = 1_000;

const input = { tradeId: 't', robloxUserId: 1, pets: [], gems: 5 };
const BODY = joinTexts([writeCall('completeDeposit', input, TELLER)]);

/** A message that the leader takes, but for what is given. */
function makeMessage({
  secret = SECRET,
  body = BODY,
  method = 'POST',
  headers = {},
  ...given
}: Partial<Head> & { secret?: string; body?: string; method?: string; headers?: object } = {}): Request {
  const head = {
    term: 3,
    createdSeconds: NOW / SECOND,
    nonce: 'n'.repeat(22),
    digest: digestOf(body),
    ...given,
  };
  return new Request('http://127.0.0.1/peer', {
    method,
    ...(method === 'POST' && { body }),
    headers: { [PEER_HEADER]: signHead(secret, head), 'content-length': String(body.length), ...headers },
  });
}

function open() {
  const bank = openBank();
  const errors: unknown[] = [];
  const handle = createPeerHandler({
    book: bank.book,
    leadership: { ownTerm: () => 3, secretOf: (term) => (term === 3 ? SECRET : null) },
    clock: () => NOW,
    onError: (error) => errors.push(error),
  });
  return { handle, bank, errors, balance: () => bank.balance(1, 'gems') };
}

describe('a peer', () => {
  test('is answered', async () => {
    const { handle, balance } = open();
    const answer = await handle(makeMessage());
    expect(answer?.status).toBe(200);
    expect(await answer?.json()).toMatchObject([{ kind: 'answer', answer: { status: 'credited' } }]);
    expect(await balance()).toBe(5n);
  });

  test('whose clock is a minute off is one', async () => {
    for (const seconds of [-60, 60]) {
      const { handle } = open();
      const answer = await handle(makeMessage({ createdSeconds: NOW / SECOND + seconds }));
      expect(answer?.status).toBe(200);
    }
  });

  test('hears of an operation that is not there, which the log says too', async () => {
    const { handle, errors } = open();
    const body = joinTexts([writeCall('toString', input, TELLER)]);
    expect(await (await handle(makeMessage({ body })))?.json()).toMatchObject([{ kind: 'failed' }]);
    expect(errors).toHaveLength(1);
  });
});

const STRANGERS: readonly (readonly [string, () => Request])[] = [
  ['without a signature', () => makeMessage({ headers: { [PEER_HEADER]: '' } })],
  ['with a malformed one', () => makeMessage({ headers: { [PEER_HEADER]: 'a b c' } })],
  ['signed with another secret', () => makeMessage({ secret: 'another' })],
  ['of another term', () => makeMessage({ term: 2 })],
  ['from long ago', () => makeMessage({ createdSeconds: NOW / SECOND - 61 })],
  ['from the future', () => makeMessage({ createdSeconds: NOW / SECOND + 61 })],
  ['with another body', () => makeMessage({ digest: digestOf('[]') })],
  ['that is too long', () => makeMessage({ headers: { 'content-length': '33554433' } })],
  ['of no length', () => makeMessage({ headers: { 'content-length': 'none' } })],
  ['that is no POST', () => makeMessage({ method: 'GET', body: '' })],
];

describe('to a request', () => {
  test.each(['', '{}', '[{"operation":1}]'])(
    'of a peer that says %p, nobody is there, and the log says so',
    async (body) => {
      const { handle, errors } = open();
      expect(await handle(makeMessage({ body }))).toBeNull();
      expect(errors).toHaveLength(1);
    },
  );

  test.each(STRANGERS)('%s, nobody is there, and nothing is done', async (_name, request) => {
    const { handle, balance } = open();
    expect(await handle(request())).toBeNull();
    expect(await balance()).toBe(0n);
  });

  test('that was sent before, nobody is there', async () => {
    const { handle, bank, balance } = open();
    expect(await handle(makeMessage())).not.toBeNull();
    await bank.book.perform(completeDeposit, { ...input, tradeId: 'u' }, TELLER);
    expect(await handle(makeMessage())).toBeNull();
    expect(await balance()).toBe(10n);
  });
});
