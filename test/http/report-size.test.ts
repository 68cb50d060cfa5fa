import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { startBank, type TestBank } from '../support/bank.ts';
import { STRANGER, TELLER, type TestKey } from '../support/keys.ts';
import { connectRaw, rawRequest, sendRaw } from '../support/raw.ts';
import { send, sendSigned, sign } from '../support/send.ts';

const TARGET = '/teller/report';
const LARGEST = 4_194_304;
const COMMON = 65_536;

let bank: TestBank;
beforeAll(async () => {
  bank = await startBank();
});
afterAll(() => bank.end());

const kinds = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `Huge Pet ${at}` }));
const attemptOf = (body: string) => ({ method: 'POST', target: TARGET, body });
const report = (content: object) => sendSigned(bank, TELLER, attemptOf(JSON.stringify(content)));
const headersBy = (key: TestKey, body: string) => sign(bank, key, attemptOf(body));

/** Sends a body whose length nobody says beforehand. */
const sendChunked = (headers: Record<string, string>, body: string) => {
  const chunks = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  return sendRaw(
    bank.url,
    rawRequest(`POST ${TARGET}`, { ...headers, 'transfer-encoding': 'chunked' }, chunks),
  );
};

describe('a report', () => {
  test('names twenty thousand kinds, in amounts up to 2^53 - 1, and hears the drift of each', async () => {
    const most = Number.MAX_SAFE_INTEGER;
    const [first, ...others] = kinds(20_000);
    const { status, body } = await report({ pets: [{ ...first, quantity: most }, ...others], gems: most });
    expect({ status, body }).toMatchObject({ status: 200, body: { paused: [], settled: [] } });
    expect(body).toMatchObject({ drift: { length: 20_001 } });
  });

  test.each<[string, object]>([
    ['of one kind more', { pets: kinds(20_001) }],
    [
      'of the same pet twice, above 2^53 - 1 in all',
      { pets: [{ id: 'Cat', quantity: 2 ** 53 - 1 }, { id: 'Cat' }] },
    ],
    ['of more gems', { gems: 2 ** 53 }],
  ])('%s is refused', async (_name, content) => {
    expect(await report(content)).toMatchObject({ status: 422, body: { code: 'invalid' } });
  });

  test('may hold 4 MiB, whether its length was said beforehand or not', async () => {
    const body = '{"gems":1}'.padEnd(LARGEST, ' ');
    expect((await sendSigned(bank, TELLER, attemptOf(body))).status).toBe(200);
    expect((await sendChunked(headersBy(TELLER, body), body)).status).toBe(200);
    const more = `${body} `;
    expect((await sendSigned(bank, TELLER, attemptOf(more))).status).toBe(413);
    expect((await sendChunked(headersBy(TELLER, more), more)).status).toBe(413);
  });
});

describe('the large report of a stranger', () => {
  const large = '{"gems":1}'.padEnd(COMMON + 1, ' ');
  const known = () => headersBy(TELLER, large);

  test.each<[string, () => Record<string, string>]>([
    ['without a signature', () => ({})],
    ['with a key that the bank has not', () => headersBy(STRANGER, large)],
    ['without a digest', () => ({ ...known(), 'content-digest': '' })],
    ['with another algorithm', () => ({ ...known(), 'content-digest': 'sha-512=:AAAA:' })],
    ['with a signature of another form', () => ({ ...known(), signature: 'bank=:AAAA:' })],
    ['with a body that is not signed', () => sign(bank, TELLER, { method: 'POST', target: TARGET })],
  ])('%s is refused unread, as any other without a signature', async (_name, headers) => {
    const refusal = { status: 401, text: expect.stringContaining('"unauthorized"') };
    // The rest of the body never comes: an answer shows that nobody waits for it.
    const announced = rawRequest(`POST ${TARGET}`, { ...headers(), 'content-length': String(LARGEST) }, 'x');
    expect(await sendRaw(bank.url, announced)).toMatchObject(refusal);
    expect(await sendChunked(headers(), large)).toMatchObject(refusal);
  });

  test('above 4 MiB is too large, whoever sends it', async () => {
    const announced = rawRequest(`POST ${TARGET}`, { 'content-length': String(LARGEST + 1) }, 'x');
    expect((await sendRaw(bank.url, announced)).status).toBe(413);
  });

  test('of no more than other requests may hold is read and refused as theirs are', async () => {
    const body = 'x'.repeat(COMMON);
    expect(await send(bank, TARGET, { method: 'POST', body })).toMatchObject({ status: 401 });
  });

  test('that goes on for ever is cut off at what other requests may hold', async () => {
    const connection = await connectRaw(bank.url);
    connection.write(rawRequest(`POST ${TARGET}`, { 'transfer-encoding': 'chunked' }));
    connection.write(`${(COMMON + 1).toString(16)}\r\n${'x'.repeat(COMMON + 1)}\r\n`);
    expect(await connection.answer).toMatchObject({ status: 401 });
  });
});

test('a key that is known is read, and refused when its signature is wrong', async () => {
  const body = '{"gems":1}'.padEnd(COMMON + 1, ' ');
  const forged = { ...TELLER, secret: STRANGER.secret };
  expect(await sendSigned(bank, forged, attemptOf(body))).toMatchObject({ status: 401 });
  expect((await sendSigned(bank, TELLER, attemptOf(body))).status).toBe(200);
});
