import { Database } from 'bun:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { makeBankFile, startBank } from '../../test/support/bank.ts';
import { onEachDatabase, type TestDatabase } from '../../test/support/databases.ts';
import { READER } from '../../test/support/keys.ts';
import { deposit, halt, MEMBER } from '../../test/support/scenes.ts';
import { historyAnswer } from '../bank/history.ts';
import { readConfig } from '../config/config.ts';
import { ownFile } from '../files.ts';
import { inspectStorage } from './open.ts';

const addressOf = ({ file, environment }: TestDatabase) =>
  readConfig({ DATABASE_URL: `file:${file.file}`, ...environment }).database;
const inspect = (address: ReturnType<typeof addressOf>) =>
  inspectStorage(address, { migrationsFolder: ownFile('migrations') });

onEachDatabase((make) => {
  describe('a database that is inspected', () => {
    let database: TestDatabase;
    beforeEach(() => {
      database = make();
    });
    afterEach(() => database.remove());

    test('is not made where there is none', async () => {
      const address = addressOf(database);
      expect(await inspect(address)).toMatchObject({ head: null, isOutdated: false });
      if (address.kind === 'sqlite') expect(existsSync(address.file)).toBe(false);
      expect(await inspect(address)).toMatchObject({ head: null });
    });

    test('reports its head, beside a bank that works on it, and is left as it was', async () => {
      const bank = await startBank(database.environment, database.file);
      await deposit(bank);
      const { body } = await bank.ask(READER, 'GET', `/user/${MEMBER}/transactions`);
      const [newest] = historyAnswer.parse(body).transactions;
      for (let times = 0; times < 2; times += 1) {
        const { head, haltedReason, isOutdated } = await inspect(addressOf(database));
        expect(head).toEqual({ seq: 1, hash: newest?.hash ?? '' });
        expect({ haltedReason, isOutdated }).toEqual({ haltedReason: null, isOutdated: false });
      }
      await halt(bank);
      expect((await inspect(addressOf(database))).haltedReason).toBe('an update of the game');
      await bank.stop();
    });
  });
});

test('a file of an older version is not brought up to date', async () => {
  const given = makeBankFile();
  const bank = await startBank({}, given);
  await bank.stop();
  const database = new Database(given.file);
  database.run(
    'delete from __drizzle_migrations where created_at = (select max(created_at) from __drizzle_migrations)',
  );
  database.close();
  for (let times = 0; times < 2; times += 1) {
    const found = await inspect({ kind: 'sqlite', file: given.file });
    expect(found).toMatchObject({ head: { seq: 0 }, isOutdated: true });
  }
  given.remove();
});
