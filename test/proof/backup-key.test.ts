import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { MongoClient } from 'mongodb';
import { type Environment, makeBankFile, NOON, startBank } from '../support/bank.ts';
import { STAFF, WEB } from '../support/keys.ts';
import { makeMongoAddress, whyNoMongo } from '../support/mongo.ts';
import { fillBank } from './archive/fill.ts';
import { runPetbank } from './archive/run.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

const KEY = { BACKUP_KEY: 'KeyOfTheseBackups-0123456789-abcdef' } as const;
const OTHER = { BACKUP_KEY: 'AnotherKeyOfBackups-0123456789-xyz' } as const;

const place = makeBankFile();
const at = (name: string): string => join(place.folder, name);
const backup = (to: string, env: Environment) =>
  runPetbank(['backup', '--from', `file:${place.file}`, '--to', at(to)], env);

/** Changes the text of a backup, and makes its checksum anew. */
function edit(from: string, to: string, change: (lines: string) => string, end = (line: string) => line) {
  const lines = gunzipSync(readFileSync(at(from)))
    .toString('utf8')
    .split('\n');
  const rows = change(`${lines.slice(0, -2).join('\n')}\n`);
  const sha256 = createHash('sha256').update(rows).digest('hex');
  expect(lines.join('\n')).not.toBe(`${rows}${end(lines.at(-2) ?? '')}\n`);
  const last = end(lines.at(-2) ?? '').replace(/"sha256":"\w+"/, `"sha256":"${sha256}"`);
  const packed = gzipSync(`${rows}${last}\n`);
  packed[9] = 0xff;
  writeFileSync(at(to), packed);
}

const same = (text: string): string => text;
const withoutCode = (line: string): string => line.replace(/,"hmac":"\w+"/, '');
/** The thief's Discord user owns the member's account: no chain of hashes shows that. */
const steal = (rows: string): string =>
  rows.replace(/(?<="table":"links","row":\{"discordUserId":")\d+/, '999999999999999999');

beforeAll(async () => {
  await fillBank(place, { deposits: 1 });
  const made = await backup('good.gz', KEY);
  expect(made).toMatchObject({ status: 0, complained: '' });
  expect(made.printed).toContain('It is authenticated with BACKUP_KEY');
  const plain = await backup('plain.gz', {});
  expect(plain.printed).toContain('IT IS NOT AUTHENTICATED');
  edit('good.gz', 'edited.gz', steal);
  edit('good.gz', 'stripped.gz', same, withoutCode);
  edit('good.gz', 'recounted.gz', same, (line) => line.replace('"sound"', '"broken"'));
});
afterAll(() => place.remove());

interface Place {
  readonly url: string;
  readonly isEmpty: () => Promise<boolean>;
  readonly drop: () => Promise<void>;
}
let files = 0;
const KINDS: readonly (readonly [string, () => Place])[] = [
  [
    'SQLite',
    () => {
      const name = `restored-${++files}.db`;
      const isEmpty = async () => !readdirSync(place.folder).some((file) => file.startsWith(name));
      return { url: `file:${at(name)}`, isEmpty, drop: async () => undefined };
    },
  ],
  ...(whyNoMongo() === null ? [['MongoDB', newMongoPlace] as const] : []),
];

function newMongoPlace(): Place {
  const { databaseUrl, address, drop } = makeMongoAddress();
  const isEmpty = async () => {
    const client = new MongoClient(address.url);
    try {
      const collections = await client.db(address.name).collections();
      const counts = await Promise.all(collections.map((collection) => collection.countDocuments()));
      return counts.every((count) => count === 0);
    } finally {
      await client.close();
      await drop();
    }
  };
  return { url: databaseUrl, isEmpty, drop };
}

describe.each(KINDS)('into %s,', (_kind, newPlace) => {
  const restore = async (from: string, env: Environment, ...flags: string[]) => {
    const to = newPlace();
    return { to, run: await runPetbank(['restore', '--from', at(from), '--to', to.url, ...flags], env) };
  };

  test.each([
    ['edited, and its checksum made anew', 'edited.gz', KEY, 'the backup was changed, or'],
    ['without its proof', 'stripped.gz', KEY, 'the backup is not authenticated, and BACKUP_KEY is set'],
    ['whose last line was changed', 'recounted.gz', KEY, 'the backup was changed, or'],
    ['of a bank without a key', 'plain.gz', KEY, 'the backup is not authenticated, and BACKUP_KEY is set'],
    ['of another key', 'good.gz', OTHER, 'BACKUP_KEY_OLD'],
    ['with a proof where no key is set', 'good.gz', {}, 'BACKUP_KEY is not set'],
  ])('a backup %s is refused in words, and nothing is written', async (_name, from, env, words) => {
    const { to, run } = await restore(from, env);
    expect(run).toMatchObject({ status: 1, printed: '' });
    expect(run.complained).toContain(words);
    expect(run.complained).toContain('--unauthenticated');
    expect(run.complained).not.toContain(KEY.BACKUP_KEY);
    expect(await to.isEmpty()).toBe(true);
  });

  test('the bank’s own backup is restored as it was, with the key of before too', async () => {
    for (const env of [KEY, { ...OTHER, BACKUP_KEY_OLD: KEY.BACKUP_KEY }]) {
      const { to, run } = await restore('good.gz', env);
      expect(run).toMatchObject({ status: 0, complained: '' });
      expect(run.printed).toContain('The backup is authenticated');
      expect(await runPetbank(['verify-ledger'], { DATABASE_URL: to.url })).toMatchObject({ status: 0 });
      await to.drop();
    }
  });

  test('with no key at all, a plain backup is restored, and the output says so', async () => {
    const { to, run } = await restore('plain.gz', {});
    expect(run).toMatchObject({ status: 0, complained: '' });
    expect(run.printed).toContain('THE BACKUP IS NOT AUTHENTICATED');
    await to.drop();
  });

  test.each([
    ['the key is lost', 'good.gz', {}],
    ['it is of before the key', 'plain.gz', KEY],
    ['the key is another', 'good.gz', OTHER],
  ])('--unauthenticated restores it where %s, halted until staff lift it', async (_name, from, env) => {
    const { to, run } = await restore(from, env, '--unauthenticated');
    expect(run).toMatchObject({ status: 0, complained: '' });
    expect(run.printed).toContain('The bank is halted');
    expect(await runPetbank(['verify-ledger'], { DATABASE_URL: to.url })).toMatchObject({ status: 0 });
    const bank = await startBank({ DATABASE_URL: to.url }, { ...place, remove: () => undefined }, NOON * 2);
    try {
      const request = { requestId: 'after', robloxUserId: 9, pets: [], gems: 1 };
      const refused = await bank.ask(WEB, 'POST', '/withdraw/request', request);
      expect(refused.body).toMatchObject({ code: 'halted' });
      const lift = { halted: false, reason: 'Compared with the printed heads' };
      expect((await bank.ask(STAFF, 'POST', '/admin/halt', lift)).body).toMatchObject({ halted: false });
      expect((await bank.ask(WEB, 'POST', '/withdraw/request', request)).status).toBe(200);
    } finally {
      await bank.stop();
      await to.drop();
    }
  });
});

test('a backup of the same bank is the same, letter for letter, and another with each key', async () => {
  await backup('again.gz', KEY);
  await backup('other.gz', OTHER);
  const [first, again, other] = ['good.gz', 'again.gz', 'other.gz'].map((name) =>
    gunzipSync(readFileSync(at(name)))
      .toString('utf8')
      .split('\n')
      .slice(1),
  );
  expect(again?.slice(0, -2)).toEqual(first?.slice(0, -2) ?? []);
  expect(other?.at(-2)).not.toBe(first?.at(-2));
});

test('a key that is too short is an error of its own, and is not printed', async () => {
  const refused = await backup('short.gz', { BACKUP_KEY: 'too-short-a-secret' });
  expect(refused).toMatchObject({ status: 2, printed: '' });
  expect(refused.complained).toContain('BACKUP_KEY: must be 32 to 256');
  expect(refused.complained).not.toContain('too-short');
});
