import { expect, setDefaultTimeout, test } from 'bun:test';
import { makeBankFile, readTables, startBank, type TestBank, withBank } from '../../support/bank.ts';
import { API_KEYS, READER, STRANGER, TELLER, type TestKey } from '../../support/keys.ts';
import { MEMBER } from '../../support/scenes.ts';
import { type Sent, send, sendSigned, sign } from '../../support/send.ts';
import { anyRefusal, withoutIds } from './refusal.ts';

setDefaultTimeout(120_000);

const trade = (tradeId: string) => ({
  method: 'POST',
  target: '/deposit/complete',
  body: JSON.stringify({ tradeId, robloxUserId: MEMBER, gems: 7 }),
});
const TRADE = trade('T-1');
const entry = ({ id, secret, scopes }: TestKey): string => `${id}:${secret}:${scopes}`;

/** Expects the one refusal, byte for byte but for the ids, and that nothing at all came of it. */
async function expectRefused(bank: TestBank, ask: () => Promise<Sent>): Promise<void> {
  const before = readTables(bank.file);
  expect(withoutIds(await ask())).toEqual(await anyRefusal(bank));
  expect(readTables(bank.file)).toEqual(before);
}

/** Every secret that differs from the one in one character. */
function neighbours(secret: string): string[] {
  return [...secret].map(
    (own, at) => `${secret.slice(0, at)}${own === 'x' ? 'y' : 'x'}${secret.slice(at + 1)}`,
  );
}

test('no secret with one other character, one more or one less signs for the key', async () => {
  await withBank({}, async (bank) => {
    const { secret } = TELLER;
    const others = [
      ...neighbours(secret),
      `${secret}x`,
      secret.slice(1),
      secret.slice(0, -1),
      secret.toUpperCase(),
      '',
    ];
    for (const other of others) {
      await expectRefused(bank, () => sendSigned(bank, { ...TELLER, secret: other }, TRADE));
    }
    expect((await sendSigned(bank, TELLER, TRADE)).status).toBe(200);
  });
});

const BAD_KEYS: readonly [string, TestKey, { createdSeconds?: number }][] = [
  ['a key nobody knows', STRANGER, {}],
  ['a key nobody knows, with the secret of one that is known', { ...STRANGER, secret: TELLER.secret }, {}],
  ['the id of a key in other letters', { ...TELLER, id: 'Teller-1' }, {}],
  ['the name of a key with another tag', { ...TELLER, id: 'teller-1@c' }, {}],
  ['a key of the bank with the secret of another of its keys', { ...TELLER, secret: READER.secret }, {}],
  ['the same id at another bank', { ...TELLER, secret: STRANGER.secret }, {}],
  ['a word that every object knows', { ...TELLER, id: 'constructor' }, {}],
  ['the right key 301 seconds ago', TELLER, { createdSeconds: -301 }],
  ['the right key 301 seconds ahead', TELLER, { createdSeconds: 301 }],
  ['an unknown key long ago', STRANGER, { createdSeconds: -1_000_000 }],
];

test('nobody can distinguish an unknown key from a wrong secret or an old request', async () => {
  await withBank({}, async (bank) => {
    for (const [, key, { createdSeconds = 0 }] of BAD_KEYS) {
      const at = bank.world.at / 1000 + createdSeconds;
      await expectRefused(bank, () => sendSigned(bank, key, { ...TRADE, createdSeconds: at }));
    }
  });
});

test('a removed key opens nothing from the next start on, and its old requests neither', async () => {
  const file = makeBankFile();
  const first = await startBank({}, file);
  const unsent = { method: 'POST', body: TRADE.body, headers: sign(first, TELLER, TRADE) };
  expect((await sendSigned(first, TELLER, trade('T-2'))).status).toBe(200);
  await first.stop();

  const without = API_KEYS.split(',').filter((key) => key !== entry(TELLER));
  const second = await startBank({ API_KEYS: without.join(',') }, file);
  await expectRefused(second, () => send(second, TRADE.target, unsent));
  await expectRefused(second, () => sendSigned(second, TELLER, TRADE));
  await second.stop();

  const third = await startBank({}, file);
  expect((await send(third, TRADE.target, unsent)).status).toBe(200);
  await third.end();
});

test('a key out of scope is refused before its nonce is spent, and changes nothing', async () => {
  const file = makeBankFile();
  const first = await startBank({}, file);
  const before = readTables(first.file);
  const request = { method: 'POST', body: TRADE.body, headers: sign(first, READER, TRADE) };
  expect(await send(first, TRADE.target, request)).toMatchObject({
    status: 403,
    body: { code: 'out_of_scope' },
  });
  expect(readTables(first.file)).toEqual(before);
  await first.stop();

  // The same request, once its key may: had the nonce been spent, this were a replay.
  const wider = API_KEYS.replace(`${READER.secret}:read`, `${READER.secret}:read+teller`);
  const second = await startBank({ API_KEYS: wider }, file);
  expect((await send(second, TRADE.target, request)).status).toBe(200);
  await second.end();
});

test('a teller changes its key without a pause: a trade is the same trade under old and new', async () => {
  const old = { ...TELLER, id: 'teller-1@old' };
  const fresh = { ...STRANGER, id: 'teller-1@new' };
  const file = makeBankFile();
  const answers: Sent[] = [];
  for (const keys of [[old], [old, fresh], [fresh]]) {
    const bank = await startBank({ API_KEYS: keys.map(entry).join(',') }, file);
    for (const key of keys) answers.push(await sendSigned(bank, key, TRADE));
    if (!keys.includes(old)) await expectRefused(bank, () => sendSigned(bank, old, trade('T-2')));
    await bank.stop();
  }
  expect(answers.map(({ body }) => body)).toEqual([
    expect.objectContaining({ replayed: false, gems: 7 }),
    ...Array(3).fill(expect.objectContaining({ replayed: true, gems: 7, seq: 1 })),
  ]);
  expect(readTables(file.file).tellers).toMatchObject([{ id: 'teller-1' }]);
  file.remove();
});
