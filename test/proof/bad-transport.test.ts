import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { verifyLedgerAt } from '../../src/cli/verify-ledger.ts';
import { readTables, startBank, type TestBank } from '../support/bank.ts';
import { forge } from '../support/forge.ts';
import { READER, TELLER } from '../support/keys.ts';
import { MEMBER } from '../support/scenes.ts';
import { chunk, DEPOSIT, HIDDEN, LAST_CHUNK, type SignedDeposit, signDeposit } from './bad-input/smuggle.ts';
import { BAD_BYTES } from './bad-input/transport.ts';
import { atOnce, openWire, type Wire } from './bad-input/wire.ts';
import { isFull, scaled } from './scale.ts';

let bank: TestBank;
beforeAll(async () => {
  bank = await startBank();
});
afterAll(async () => {
  expect(await verifyLedgerAt({ kind: 'sqlite', file: bank.file }, { write: () => undefined })).toMatchObject(
    { isSound: true },
  );
  await bank.end();
});

/** Every row of the bank, nonces too. */
const everything = (): string => JSON.stringify(readTables(bank.file));
let trades = 0;
const newDeposit = (): SignedDeposit => {
  trades += 1;
  return signDeposit(bank, `T-${trades}`);
};
const bytesOf = ({ lines, length, body }: SignedDeposit, more = ''): string =>
  `${DEPOSIT}${lines}${length}${more}\r\n${body}`;

/** A right request on a connection of its own is answered at once. */
async function expectGems(): Promise<number> {
  const answering = bank.ask(READER, 'GET', `/user/${MEMBER}/inventory`);
  const { status, body } = await atOnce(answering, 'a right request');
  expect(status).toBe(200);
  return Object(body).gems;
}

/** The trade again, signed anew: whatever became of it before, now it is done, once. */
async function settle({ body }: SignedDeposit): Promise<void> {
  const { status } = await bank.ask(TELLER, 'POST', '/deposit/complete', JSON.parse(body));
  expect(status).toBe(200);
}

async function withWire(run: (wire: Wire) => Promise<void>): Promise<void> {
  const wire = await openWire(bank.url);
  try {
    await run(wire);
  } finally {
    wire.cut();
  }
}

test.each(BAD_BYTES.map((badBytes) => ({ ...badBytes })))(
  '$name moves nothing, and hinders nobody',
  async ({ answers, bytes }) => {
    const before = everything();
    await withWire(async (wire) => {
      wire.send(bytes(newDeposit()));
      if (answers !== 'waits') await atOnce(wire.closed, 'the end of the connection');
      await expectGems();
      expect(wire.statuses()).toEqual(answers === 'waits' ? [] : [...answers]);
    });
    expect(everything()).toBe(before);
  },
);

describe('requests behind one another on one connection', () => {
  test('are answered each for itself: a signature holds for its own and no other', async () => {
    const before = await expectGems();
    await withWire(async (wire) => {
      const requests = [bytesOf(newDeposit()), HIDDEN, bytesOf(newDeposit()), HIDDEN, bytesOf(newDeposit())];
      for (const [at, request] of requests.entries()) {
        wire.send(request);
        await atOnce(wire.answered(at + 1), 'an answer');
      }
      expect(wire.statuses()).toEqual([200, 401, 200, 401, 200]);
    });
    expect(await expectGems()).toBe(before + 3);
  });

  test('sent at once may end the connection (Bun takes one at a time): a retry settles them', async () => {
    const before = await expectGems();
    const deposits = [newDeposit(), newDeposit()];
    await withWire(async (wire) => {
      wire.send(deposits.map((deposit) => bytesOf(deposit) + HIDDEN).join(''));
      wire.finish();
      await atOnce(wire.closed, 'the end of the connection');
    });
    for (const deposit of deposits) await settle(deposit);
    expect(await expectGems()).toBe(before + deposits.length);
  });

  test('with the signature of the first are replays, and refused', async () => {
    const before = await expectGems();
    const bytes = bytesOf(newDeposit());
    await withWire(async (wire) => {
      for (const count of [1, 2, 3]) {
        wire.send(bytes);
        await atOnce(wire.answered(count), 'an answer');
      }
      expect(wire.statuses()).toEqual([200, 409, 409]);
    });
    expect(await expectGems()).toBe(before + 1);
  });

  test('do not come out of the body of the one before, whatever it says', async () => {
    const before = everything();
    const head = DEPOSIT + newDeposit().lines;
    await withWire(async (wire) => {
      wire.send(`${head}Content-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`);
      await atOnce(wire.answered(1), 'an answer');
      wire.send(`${head}Transfer-Encoding: chunked\r\n\r\n${chunk(HIDDEN)}${LAST_CHUNK}`);
      await atOnce(wire.answered(2), 'an answer');
      wire.send('GET /livez HTTP/1.1\r\nHost: bank\r\nConnection: close\r\n\r\n');
      await atOnce(wire.closed, 'the end');
      expect(wire.statuses()).toEqual([401, 401, 200]);
    });
    expect(everything()).toBe(before);
  });
});

describe('a signed deposit', () => {
  test('that comes byte by byte is taken once, and holds up nobody meanwhile', async () => {
    const before = await expectGems();
    await withWire(async (wire) => {
      const bytes = bytesOf(newDeposit(), 'Connection: close\r\n');
      for (const [at, byte] of [...bytes].entries()) {
        wire.send(byte);
        if (at % 100 === 0) await settle(newDeposit());
      }
      await atOnce(wire.closed, 'the answer');
      expect(wire.statuses()).toEqual([200]);
      expect(await expectGems()).toBe(before + 1 + Math.ceil(bytes.length / 100));
    });
  });

  test('that waits for leave to go on gets it, and is taken once', async () => {
    const before = await expectGems();
    const { lines, length, body } = newDeposit();
    await withWire(async (wire) => {
      wire.send(`${DEPOSIT}${lines}${length}Expect: 100-continue\r\nConnection: close\r\n\r\n`);
      await atOnce(wire.answered(1), 'leave to go on');
      expect(wire.statuses()).toEqual([100]);
      wire.send(body);
      await atOnce(wire.closed, 'the answer');
      expect(wire.statuses()).toEqual([100, 200]);
    });
    expect(await expectGems()).toBe(before + 1);
  });

  test('is signed over the bytes that are sent: those of gzip are no JSON', async () => {
    const before = readTables(bank.file, ['nonces']);
    const packed = Bun.gzipSync(newDeposit().body);
    const digest = `sha-256=:${new Bun.CryptoHasher('sha256').update(packed).digest('base64')}:`;
    const { target, init } = forge({ target: '/deposit/complete', body: 'x', digest }, bank.world.at / 1000);
    const headers = new Headers(init.headers);
    headers.set('content-encoding', 'gzip');
    expect((await bank.askOpenly(target, { ...init, headers, body: packed })).status).toBe(400);
    expect(readTables(bank.file, ['nonces'])).toEqual(before);
  });
});

describe('a connection that is broken off', () => {
  const CUTS = scaled({ short: 25, full: 600 });
  const WAYS = ['finish', 'cut'] as const;

  test.each([...WAYS])('in the middle of a request (%s) has done nothing', async (way) => {
    const before = everything();
    const bytes = bytesOf(newDeposit());
    for (let cut = 0; cut < CUTS; cut += 1) {
      await withWire(async (wire) => {
        wire.send(bytes.slice(0, Math.floor((cut * bytes.length) / CUTS)));
        wire[way]();
        await atOnce(way === 'cut' ? Promise.resolve() : wire.closed, 'the end of the connection');
        expect(wire.statuses().filter((status) => status < 400)).toEqual([]);
      });
    }
    await expectGems();
    expect(everything()).toBe(before);
  });

  test.each([...WAYS])(
    'right after a request (%s) has done it or not, and a retry settles it',
    async (way) => {
      const before = await expectGems();
      for (let cut = 0; cut < CUTS; cut += 1) {
        const deposit = newDeposit();
        await withWire(async (wire) => {
          wire.send(bytesOf(deposit));
          wire[way]();
        });
        await settle(deposit);
      }
      expect(await expectGems()).toBe(before + CUTS);
    },
    60_000,
  );

  test('by many at once hinders nobody', async () => {
    const before = await expectGems();
    const deposits = Array.from({ length: CUTS }, newDeposit);
    const wires = await Promise.all(deposits.map(() => openWire(bank.url)));
    for (const [at, deposit] of deposits.entries()) wires[at]?.send(bytesOf(deposit));
    for (const wire of wires) wire.cut();
    await Promise.all(deposits.map(settle));
    expect(await expectGems()).toBe(before + CUTS);
  }, 120_000);
});

test('five hundred connections that say nothing, or stop in the middle, keep nobody waiting', async () => {
  const before = await expectGems();
  const wires = await Promise.all(Array.from({ length: 500 }, () => openWire(bank.url)));
  const stalled = wires.map(newDeposit);
  for (const [at, wire] of wires.entries()) {
    const bytes = bytesOf(stalled[at] ?? newDeposit());
    wire.send(bytes.slice(0, [0, 20, bytes.length - 1][at % 3]));
  }
  for (let count = 0; count < 20; count += 1) await atOnce(settle(newDeposit()), 'a deposit');
  expect(await expectGems()).toBe(before + 20);
  for (const wire of wires) wire.cut();
  expect(await expectGems()).toBe(before + 20);
}, 120_000);

/**
 * What src/http/server.ts lets a connection be silent for, and what Bun's timer, which ticks every four
 * seconds, may add.
 */
const IDLE_MS = 30_000 + 8_000;

// Only the full form has the time to see the bank's own time-out.
if (isFull)
  test(
    'a request that stalls is ended by the bank within its time, and has done nothing',
    async () => {
      const before = everything();
      const bytes = bytesOf(newDeposit());
      const wires = await Promise.all(Array.from({ length: 30 }, () => openWire(bank.url)));
      for (const [at, wire] of wires.entries()) wire.send(bytes.slice(0, (at * bytes.length) / wires.length));
      const isEnded = await Promise.race([
        Promise.all(wires.map(({ closed }) => closed)).then(() => true),
        Bun.sleep(IDLE_MS),
      ]);
      expect(isEnded).toBe(true);
      expect(everything()).toBe(before);
    },
    2 * IDLE_MS,
  );
