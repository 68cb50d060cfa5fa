import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { MongoClient } from 'mongodb';
import { fillDatabase } from '../../src/storage/archive/fill.ts';
import { openArchive } from '../../src/storage/archive/read-file.ts';
import { checkFile, scan } from '../../src/storage/archive/scan.ts';
import { writeArchive } from '../../src/storage/archive/write-file.ts';
import { openMongoSource } from '../../src/storage/mongodb/archive.ts';
import { openMongo } from '../../src/storage/mongodb/mongodb.ts';
import { makeBankFile, startBank } from '../support/bank.ts';
import { TELLER } from '../support/keys.ts';
import { type MongoDatabase, makeMongoAddress, mongoTests } from '../support/mongo.ts';
import { fillBank } from './archive/fill.ts';
import { NO_KEYS, runPetbank, startPetbank } from './archive/run.ts';
import { createDice, SEED } from './dice.ts';
import { scaled } from './scale.ts';

/** What the server says of the database's collections. */
async function collectionsIn({ address }: MongoDatabase): Promise<string[]> {
  const client = new MongoClient(address.url);
  try {
    return (await client.db(address.name).listCollections().toArray()).map(({ name }) => name);
  } finally {
    await client.close();
  }
}

const expectEmpty = async (database: MongoDatabase) => expect(await collectionsIn(database)).toEqual([]);

/** Waits until something is made in the database, or the process has come to its end. */
async function hasCollections(
  database: MongoDatabase,
  child: { readonly exitCode: number | null },
): Promise<void> {
  while (child.exitCode === null && (await collectionsIn(database)).length === 0);
}

const KILLS = scaled({ short: 3, full: 40 });
/** How many are tried at most, until one was killed in the middle. */
const MOST_KILLS = 60;

mongoTests('archives and MongoDB', () => {
  setDefaultTimeout(scaled({ short: 120_000, full: 1_800_000 }));
  const place = makeBankFile();
  const archive = join(place.folder, 'bank.petbank.gz');
  const made: MongoDatabase[] = [];
  const newDatabase = (): MongoDatabase => {
    const database = makeMongoAddress();
    made.push(database);
    return database;
  };
  const at = (name: string): string => join(place.folder, name);
  const linesOf = (file: string): string[] => gunzipSync(readFileSync(file)).toString('utf8').split('\n');
  const rowsOf = (file: string): string => linesOf(file).slice(1, -2).join('\n');
  const verified = (databaseUrl: string) => runPetbank(['verify-ledger'], { DATABASE_URL: databaseUrl });

  beforeAll(async () => {
    await fillBank(place, { deposits: scaled({ short: 520, full: 10_000 }) });
    expect(await runPetbank(['backup', '--from', `file:${place.file}`, '--to', archive])).toMatchObject({
      status: 0,
    });
  });
  afterAll(async () => {
    for (const { drop } of made) await drop();
    place.remove();
  });

  test('a backup of SQLite, restored to MongoDB and backed up again, is the same byte for byte', async () => {
    const database = newDatabase();
    expect(await runPetbank(['restore', '--from', archive, '--to', database.databaseUrl])).toMatchObject({
      status: 0,
      complained: '',
    });
    const source = await openMongoSource(database.address);
    const { format: _format, version: _version, ...facts } = (await openArchive(archive, NO_KEYS)).header;
    await writeArchive(
      { file: at('back.gz'), overwrite: false, key: null },
      facts,
      scan(source, { force: false }),
    );
    await source.close();
    expect(readFileSync(at('back.gz')).equals(readFileSync(archive))).toBe(true);
    expect((await verified(database.databaseUrl)).printed).toBe(
      (await verified(`file:${place.file}`)).printed,
    );
  });

  test('copied to MongoDB and back, the bank has the same head and the same rows, and goes on', async () => {
    const database = newDatabase();
    const there = await runPetbank(['copy', '--from', `file:${place.file}`, '--to', database.databaseUrl]);
    expect(there).toMatchObject({ status: 0, complained: '' });
    const back = await runPetbank(['copy', '--from', database.databaseUrl, '--to', `file:${at('back.db')}`]);
    expect(back).toMatchObject({ status: 0, complained: '' });
    await runPetbank(['backup', '--from', `file:${at('back.db')}`, '--to', at('copied.gz')]);
    expect(rowsOf(at('copied.gz'))).toBe(rowsOf(archive));
    const bank = await startBank(
      { DATABASE_URL: database.databaseUrl },
      { ...place, remove: () => undefined },
    );
    try {
      const again = { tradeId: 'many-3', robloxUserId: 4, gems: 7 };
      const pets = [{ id: 'Huge Cat', variant: 'rainbow', quantity: 4 }];
      const answer = await bank.ask(TELLER, 'POST', '/deposit/complete', { ...again, pets });
      expect(answer.body).toMatchObject({ status: 'credited', replayed: true });
      const next = await bank.ask(TELLER, 'POST', '/deposit/complete', { ...again, pets, tradeId: 'new' });
      expect(next.body).toMatchObject({ status: 'credited', replayed: false });
    } finally {
      await bank.stop();
    }
    expect((await verified(database.databaseUrl)).status).toBe(0);
  });

  test('a database that is not empty is left as it is', async () => {
    const database = newDatabase();
    const { driver } = await openMongo(database.address);
    await driver.close();
    const refused = await runPetbank(['restore', '--from', archive, '--to', database.databaseUrl]);
    expect(refused).toMatchObject({ status: 3, printed: '' });
    expect(refused.complained).toContain('is not empty');
    expect((await verified(database.databaseUrl)).printed).toContain('The ledger holds: 0 transactions');
  });

  test('a damaged backup, and one whose balances differ from its log, leave the database empty', async () => {
    const database = newDatabase();
    const bytes = readFileSync(archive);
    writeFileSync(at('cut.gz'), bytes.subarray(0, bytes.length - 20));
    const cut = await runPetbank(['restore', '--from', at('cut.gz'), '--to', database.databaseUrl]);
    expect(cut).toMatchObject({ status: 1, printed: '' });
    await expectEmpty(database);
    const source = await openArchive(archive, NO_KEYS);
    const { openMongoTarget } = await import('../../src/storage/mongodb/archive.ts');
    const wrong = {
      ...source,
      async *pages() {
        for await (const page of source.pages())
          yield page.table === 'balances' ? { ...page, rows: page.rows.slice(1) } : page;
      },
    };
    await checkFile(wrong, { force: false });
    const target = await openMongoTarget(database.address);
    const filling = fillDatabase(scan(wrong, { force: false }), target, {
      force: false,
      validate: false,
      halt: null,
    });
    await expect(filling).rejects.toThrow('THE LEDGER IS BROKEN');
    await expectEmpty(database);
  });

  test('a bank that never rests is not backed up, and the operator learns what to do', async () => {
    const database = newDatabase();
    await runPetbank(['restore', '--from', archive, '--to', database.databaseUrl]);
    const bank = await startBank(
      { DATABASE_URL: database.databaseUrl },
      { ...place, remove: () => undefined },
    );
    let isOver = false;
    const paying = (async () => {
      for (let trade = 0; !isOver; trade += 1)
        await bank.ask(TELLER, 'POST', '/deposit/complete', {
          tradeId: `busy-${trade}`,
          robloxUserId: 5,
          gems: 1,
        });
    })();
    const refused = await runPetbank(['backup', '--from', database.databaseUrl, '--to', at('busy.gz')]);
    isOver = true;
    await paying;
    await bank.stop();
    expect(refused).toMatchObject({ status: 3, printed: '' });
    expect(refused.complained).toContain('stop it');
    expect(existsSync(at('busy.gz'))).toBe(false);
  });

  test('killed in the middle, a restore leaves what no bank starts on, or a whole bank', async () => {
    const dice = createDice(SEED);
    let unfinished = 0;
    // On, where each had come to its end before this process had its turn.
    for (let times = 0; times < KILLS || (unfinished === 0 && times < MOST_KILLS); times += 1) {
      const database = newDatabase();
      const { child, ended } = startPetbank(['restore', '--from', archive, '--to', database.databaseUrl]);
      await hasCollections(database, child);
      await Bun.sleep(dice.below(scaled({ short: 200, full: 1_500 })));
      child.kill('SIGKILL');
      await ended;
      const opening = openMongo(database.address);
      const opened = await opening.catch((error: Error) => error);
      if (opened instanceof Error) {
        expect(opened.message).toContain('a restore that did not come to its end');
        unfinished += 1;
        const again = await runPetbank(['restore', '--from', archive, '--to', database.databaseUrl]);
        expect(again.complained).toContain('is not empty');
      } else {
        await opened.driver.close();
        expect((await verified(database.databaseUrl)).status).toBe(0);
      }
    }
    expect(unfinished, `seed ${SEED}`).toBeGreaterThan(0);
  });

  test('no password of an address is ever printed', async () => {
    const secret = 'Sw0rdfish-canary';
    const address = `mongodb://operator:${secret}@127.0.0.1:9/petbank?replicaSet=rs0`;
    const said = await Promise.all([
      runPetbank(['backup', '--from', address, '--to', at('never.gz')]),
      runPetbank(['restore', '--from', archive, '--to', address]),
      runPetbank(['copy', '--from', `file:${place.file}`, '--to', address]),
      runPetbank(['copy', '--from', address, '--to', `${address}&unknownOption=1`]),
      runPetbank(['backup', '--from', address.replace('?', '??'), '--to', at('never.gz')]),
    ]);
    for (const { status, printed, complained } of said) {
      expect(status).toBeGreaterThan(0);
      expect(complained).not.toBe('');
      expect(printed + complained).not.toContain(secret);
      expect(complained).not.toContain('    at ');
    }
  });
});
