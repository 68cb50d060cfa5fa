import { Database } from 'bun:sqlite';
import { expect, test } from 'bun:test';
import { NO_GOODS } from '../../src/bank/engine/pets.ts';
import type { CliContext } from '../../src/cli/command-line.ts';
import { openDriver } from '../../src/cli/databases.ts';
import { listDeadWebhooks, retryDeadWebhooks } from '../../src/cli/webhooks.ts';
import { store, T0 } from '../storage/samples.ts';
import { makeBankFile } from '../support/bank.ts';

const contextOf = (file: string): CliContext => ({
  env: { DATABASE_URL: `file:${file}` },
  clock: () => T0 + 5,
  random: () => new Uint8Array(),
  terminal: { write: () => undefined },
  output: { write: () => undefined },
});

/** A bank whose three webhooks to the operator were given up, but for the last. */
async function makeBank(file: string) {
  const driver = await openDriver({ kind: 'sqlite', file });
  const event = { topic: 'case_opened', discordUserId: null, robloxUserId: 1, goods: { pets: [], gems: 5 } };
  const events = ['a', 'b', 'c'].map((text) => ({ ...event, text: `Mia's ${text}`, at: T0 }));
  await store(driver, { events });
  await driver.queueWebhooks({ audiences: ['operator'], at: T0, since: T0, limit: 10 });
  const taken = await driver.takeWebhooks({ audience: 'operator', at: T0, leaseMs: 1, limit: 10 });
  for (const { eventId } of taken.slice(0, 2))
    await driver.settleWebhook({ eventId, status: 'dead', nextAt: T0 + 2, error: 'it answered 500' });
  return driver;
}

test('webhooks that were given up are listed with why and no names, and begin anew, one or all', async () => {
  const { file, remove } = makeBankFile();
  const driver = await makeBank(file);
  const take = () => driver.takeWebhooks({ audience: 'operator', at: T0 + 5, leaseMs: 1, limit: 10 });
  const idsOf = (webhooks: readonly { eventId: number }[]) => webhooks.map(({ eventId }) => eventId);
  try {
    const context = contextOf(file);
    const { text: listed, data } = await listDeadWebhooks(context);
    expect(data).toMatchObject([
      { id: 1, type: 'operator.case_opened', error: 'it answered 500' },
      { id: 2, type: 'operator.case_opened', error: 'it answered 500' },
    ]);
    expect(listed.split('\n')).toHaveLength(2);
    expect(listed).not.toContain('Mia');
    await expect(retryDeadWebhooks('3', context)).rejects.toThrow('No webhook 3 was given up');
    await expect(retryDeadWebhooks('x', context)).rejects.toThrow('No webhook x was given up');
    await retryDeadWebhooks('2', context);
    expect(idsOf(await take())).toEqual([2, 3]);
    expect(await retryDeadWebhooks(undefined, context)).toStartWith('1 webhook ');
    for (const text of [(await listDeadWebhooks(context)).text, await retryDeadWebhooks(undefined, context)])
      expect(text).toBe('No webhook was given up.');
    expect(idsOf(await driver.deadWebhooks({ afterId: 0, limit: 10 }))).toEqual([]);
  } finally {
    await driver.close();
    remove();
  }
});

test('webhooks beyond those that are listed are retried, too', async () => {
  const { file, remove } = makeBankFile();
  const driver = await makeBank(file);
  try {
    const text = 'x';
    const event = {
      topic: 'case_opened',
      discordUserId: null,
      robloxUserId: 1,
      goods: NO_GOODS,
      text,
      at: T0,
    };
    await store(driver, { events: Array.from({ length: 1_005 }, () => event) });
    const page = { audiences: ['operator'], at: T0, since: T0, limit: 2_000 } as const;
    await driver.queueWebhooks(page);
    const database = new Database(file);
    database.run("update webhooks set status = 'dead'");
    database.close();
    const context = contextOf(file);
    expect(await retryDeadWebhooks('1007', context)).toStartWith('1 webhook ');
    expect(await retryDeadWebhooks(undefined, context)).toStartWith('1007 webhooks ');
    expect(await driver.deadWebhooks({ afterId: 0, limit: 10 })).toEqual([]);
  } finally {
    await driver.close();
    remove();
  }
});
