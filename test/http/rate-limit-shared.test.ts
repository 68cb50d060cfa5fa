import { expect, setDefaultTimeout, test } from 'bun:test';
import { createSignedClient } from '../../src/cli/signed-client.ts';
import { READER } from '../support/keys.ts';
import { makeMongoAddress, mongoTests } from '../support/mongo.ts';
import { withProcesses } from '../support/process.ts';

// Two processes start, on a machine that may be busy.
setDefaultTimeout(120_000);
const LIMIT = 20;

mongoTests('two processes on one MongoDB', () => {
  test('let a key in together as often as is set, then each refuses it with the time to wait', async () => {
    const database = makeMongoAddress();
    try {
      await withProcesses(async (start) => {
        const env = { DATABASE_URL: database.databaseUrl, RATE_LIMIT_PER_MINUTE: String(LIMIT) };
        const banks = await Promise.all([start(env), start(env)]);
        for (const bank of banks) expect(bank.complained()).toBe('');
        const clients = banks.map(({ url }) =>
          createSignedClient({ url, key: READER, clock: Date.now, newNonce: () => crypto.randomUUID() }),
        );
        const askAll = clients.flatMap((ask) =>
          Array.from({ length: LIMIT + 5 }, () => ask('GET', '/user/156/inventory')),
        );
        const answers = await Promise.all(askAll);
        expect(answers.filter(({ status }) => status === 200)).toHaveLength(LIMIT);
        expect(answers.filter(({ status }) => status === 429)).toHaveLength(LIMIT + 10);
        for (const ask of clients) {
          const { status, headers } = await ask('GET', '/user/156/inventory');
          expect(status).toBe(429);
          expect(headers.get('ratelimit')).toMatch(/^"key";r=0;t=\d+$/);
          expect(Number(headers.get('retry-after'))).toBeWithin(1, 61);
        }
      });
    } finally {
      await database.drop();
    }
  });
});
