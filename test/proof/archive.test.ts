import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openArchive } from '../../src/storage/archive/read-file.ts';
import { checkFile } from '../../src/storage/archive/scan.ts';
import { MINUTE, makeBankFile, NOON, PROJECTED, readTables, SECOND, startBank } from '../support/bank.ts';
import { forge } from '../support/forge.ts';
import { TELLER, WEB } from '../support/keys.ts';
import { fillBank } from './archive/fill.ts';
import { NO_KEYS, runPetbank, startPetbank } from './archive/run.ts';
import { fillDisk, whyNoMount, withSmallDisk } from './crash/bad-disk.ts';
import { createDice, type Dice, SEED } from './dice.ts';
import { isFull, scaled } from './scale.ts';

// Twenty backups of a bank at work take their time.
setDefaultTimeout(scaled({ short: 120_000, full: 1_800_000 }));

const place = makeBankFile();
const archive = join(place.folder, 'bank.petbank.gz');
const at = (name: string): string => join(place.folder, name);
const read = (file: string): string => gunzipSync(readFileSync(file)).toString('utf8');
/** The rows of an archive, without when it was made and its checksum. */
const rowsOf = (file: string): string => read(file).split('\n').slice(1, -2).join('\n');
const restore = (from: string, to: string) => runPetbank(['restore', '--from', from, '--to', `file:${to}`]);
/** Without the order in which a file happens to hold them. */
const sorted = (tables: Record<string, unknown[]>) =>
  Object.entries(tables).map(([name, rows]) => [name, rows.map((row) => JSON.stringify(row)).sort()]);
const leftovers = (): string[] => readdirSync(place.folder).filter((name) => name.includes('unfinished'));

beforeAll(async () => {
  await fillBank(place, { deposits: scaled({ short: 40, full: 4_000 }) });
  const made = await runPetbank(['backup', '--from', `file:${place.file}`, '--to', archive]);
  expect(made).toMatchObject({ status: 0, complained: '' });
});
afterAll(() => place.remove());

describe('a backup', () => {
  test('restored gives equal tables, and a backup with the same rows letter for letter', async () => {
    const restored = await restore(archive, at('equal.db'));
    expect(restored).toMatchObject({ status: 0, complained: '' });
    // When prices are read next, and permission to read accounts, belong to one bank on one set of machines.
    const leftOut = [
      ...['__drizzle_migrations', 'value_imports', 'teller_accounts', 'webhooks', 'report_history'],
      ...PROJECTED,
    ];
    expect(sorted(readTables(at('equal.db'), leftOut))).toEqual(sorted(readTables(place.file, leftOut)));
    const again = at('again.petbank.gz');
    await runPetbank(['backup', '--from', `file:${at('equal.db')}`, '--to', again]);
    expect(rowsOf(again)).toBe(rowsOf(archive));
    expect(leftovers()).toEqual([]);
  });

  test('holds every table, and its owner alone may read it', () => {
    const filled = [
      'transactions',
      'balances',
      'members',
      'profiles',
      'links',
      'verifications',
      'withdrawals',
      'tellers',
      'usage',
      'cases',
      'nonces',
      'outbox',
      'bank',
    ];
    for (const table of filled) expect(rowsOf(archive)).toContain(`{"table":"${table}","row":`);
    expect(statSync(archive).mode & 0o777).toBe(0o600);
  });

  test('of a bank at work is of one moment, and hinders nobody', async () => {
    const bank = await startBank({}, { ...place, file: at('busy.db'), remove: () => undefined });
    try {
      let isOver = false;
      let paid = 0;
      const pay = async (): Promise<void> => {
        while (!isOver) {
          paid += 1;
          const answer = await bank.ask(TELLER, 'POST', '/deposit/complete', {
            tradeId: `busy-${paid}`,
            robloxUserId: 1 + (paid % 50),
            pets: [],
            gems: 7,
          });
          expect(answer.status).toBe(200);
        }
      };
      const paying = pay();
      for (let times = 0; times < scaled({ short: 2, full: 20 }); times += 1) {
        const file = at(`busy-${times}.petbank.gz`);
        const made = await runPetbank(['backup', '--from', `file:${bank.file}`, '--to', file]);
        expect(made).toMatchObject({ status: 0, complained: '' });
        expect((await restore(file, at(`busy-${times}.db`))).status).toBe(0);
      }
      isOver = true;
      await paying;
    } finally {
      await bank.stop();
    }
  });
});

test('a restored bank goes on: old operations are answered as before, and old nonces refused', async () => {
  const source = await startBank({}, { ...place, file: at('first.db'), remove: () => undefined });
  const trade = { tradeId: 'T-1', robloxUserId: 156, pets: [], gems: 500 };
  const first = await source.ask(TELLER, 'POST', '/deposit/complete', trade);
  const nonce = 'a'.repeat(32);
  const { target, init } = forge(
    {
      target: '/deposit/complete',
      body: JSON.stringify({ ...trade, tradeId: 'T-2' }),
      parameters: ({ created, keyid, alg }) => `${created};nonce="${nonce}"${keyid}${alg}`,
    },
    source.world.at / SECOND,
  );
  expect((await source.askOpenly(target, init)).status).toBe(200);
  await source.stop();
  await runPetbank(['backup', '--from', `file:${at('first.db')}`, '--to', at('first.gz')]);
  expect((await restore(at('first.gz'), at('second.db'))).status).toBe(0);
  const second = await startBank({}, { ...place, file: at('second.db'), remove: () => undefined });
  try {
    second.world.at = NOON + SECOND;
    expect(await (await second.askOpenly(target, init)).json()).toMatchObject({ code: 'replayed' });
    const again = await second.ask(TELLER, 'POST', '/deposit/complete', trade);
    expect(again.body).toEqual({ ...Object(first.body), replayed: true });
    second.world.at = NOON + MINUTE;
    const next = await second.ask(WEB, 'POST', '/withdraw/request', {
      requestId: 'R-1',
      robloxUserId: 156,
      pets: [],
      gems: 100,
    });
    expect(next.body).toMatchObject({ status: 'reserved', seq: 3 });
  } finally {
    await second.stop();
  }
  expect(await runPetbank(['verify-ledger'], { DATABASE_URL: `file:${at('second.db')}` })).toMatchObject({
    status: 0,
  });
});

describe('what is no whole backup is refused in words, and nothing is written:', () => {
  const bad = at('bad.gz');
  async function expectRefused(bytes: Buffer, word: RegExp | string): Promise<void> {
    writeFileSync(bad, bytes);
    const refused = await restore(bad, at('never.db'));
    expect(refused).toMatchObject({ status: 1, printed: '' });
    expect(refused.complained).toMatch(word);
    expect(refused.complained).not.toContain('    at ');
    expect(readdirSync(place.folder).filter((name) => name.startsWith('never'))).toEqual([]);
  }
  const packed = (text: string): Buffer => {
    const bytes = gzipSync(text);
    bytes[9] = 0xff;
    return bytes;
  };

  test('one that was cut off anywhere', async () => {
    const whole = readFileSync(archive);
    for (const length of [0, 5, 10, Math.floor(whole.length / 2), whole.length - 9, whole.length - 1])
      await expectRefused(whole.subarray(0, length), /damaged|no backup/);
  });

  test('one with something behind its end', async () => {
    const whole = readFileSync(archive);
    for (const more of [Buffer.alloc(20), Buffer.from('more'), whole])
      await expectRefused(Buffer.concat([whole, more]), 'damaged');
  });

  test('one whose lines were cut off or changed, and packed again', async () => {
    const lines = read(archive).split('\n');
    await expectRefused(packed(`${lines.slice(0, -2).join('\n')}\n`), 'last line is missing');
    await expectRefused(packed(lines.slice(0, -1).join('\n')), 'has no end');
    await expectRefused(packed(read(archive).replace('"gems":7', '"gems":8')), 'checksum');
    await expectRefused(packed(`${read(archive)}${lines[1]}\n`), 'comes after the end');
  });

  test('one of a newer version, and what another program made', async () => {
    await expectRefused(packed(read(archive).replace('"version":1', '"version":2')), 'newer version');
    await expectRefused(packed('{"name":"another"}\n'), 'no backup of Petbank');
    await expectRefused(Buffer.from('This is a letter.'), 'no backup of Petbank');
    await expectRefused(gzipSync('This is a letter.'), 'no backup of Petbank');
  });

  /** The full form changes each byte of a small backup: of a large one, that takes hours. */
  async function makeSmall(): Promise<string> {
    const few = { ...place, file: at('few.db') };
    await fillBank(few, { deposits: 0 });
    const made = await runPetbank(['backup', '--from', `file:${few.file}`, '--to', at('few.gz')]);
    expect(made).toMatchObject({ status: 0, complained: '' });
    return at('few.gz');
  }

  test('one in which a byte was changed, wherever it is', async () => {
    const dice = createDice(SEED);
    const whole = readFileSync(isFull ? await makeSmall() : archive);
    const edges = [...Array(24).keys()].flatMap((at) => [at, whole.length - 1 - at]);
    const others = Array.from({ length: 150 }, () => dice.below(whole.length));
    for (const place of isFull ? whole.keys() : [...edges, ...others]) {
      const changed = Buffer.from(whole);
      changed[place] = (changed[place] ?? 0) ^ 0xff;
      writeFileSync(bad, changed);
      const reading = openArchive(bad, NO_KEYS).then((source) => checkFile(source, { force: false }));
      await expect(reading, `byte ${place}, seed ${SEED}`).rejects.toMatchObject({ name: 'ArchiveError' });
    }
  });
});

const KILLS = scaled({ short: 4, full: 60 });
/** How many are tried at most, until one was killed in the middle. */
const MOST_KILLS = 100;

describe('killed in the middle,', () => {
  const kinds = [
    {
      name: 'a backup leaves no file of its name',
      words: (to: string) => ['backup', '--from', `file:${place.file}`, '--to', to],
    },
    {
      name: 'a restore leaves no bank',
      words: (to: string) => ['restore', '--from', archive, '--to', `file:${to}`],
    },
    {
      name: 'a copy leaves no bank',
      words: (to: string) => ['copy', '--from', `file:${place.file}`, '--to', `file:${to}`],
    },
  ];
  for (const { name, words } of kinds) {
    test(`${name}, or a whole one, and runs again`, async () => {
      const dice = createDice(SEED);
      const to = at(`killed-${words('x')[0]}`);
      let killed = 0;
      // On, where each had come to its end before this process had its turn.
      const isEnough = (times: number): boolean => times >= (killed > 0 ? KILLS : MOST_KILLS);
      for (let times = 0; !isEnough(times); times += 1) {
        if ((await killInTheMiddle(words(to), to, dice)) !== 0) killed += 1;
        if (existsSync(to)) {
          await expectWhole(to);
          rmSync(to);
        }
      }
      expect(killed, `seed ${SEED}`).toBeGreaterThan(0);
      for (const name of leftovers()) rmSync(at(name));
      expect((await runPetbank(words(to))).status).toBe(0);
      await expectWhole(to);
    });
  }

  /** Starts it, kills it a moment after its first bytes, and returns how it ended. */
  async function killInTheMiddle(words: readonly string[], to: string, dice: Dice): Promise<number> {
    const { child, ended } = startPetbank(words);
    await hasBegun(to, child);
    await Bun.sleep(dice.below(scaled({ short: 20, full: 400 })));
    child.kill('SIGKILL');
    return (await ended).status;
  }

  /** Waits for its first bytes, or for its end. */
  async function hasBegun(to: string, child: { readonly exited: Promise<number> }): Promise<void> {
    const isNamed = (name: string): boolean => at(name).startsWith(`${to}.unfinished`);
    const { promise, resolve } = Promise.withResolvers<void>();
    const watcher = watch(place.folder, (_kind, name) => name && isNamed(name) && resolve());
    await Promise.race([promise, child.exited]);
    watcher.close();
  }

  async function expectWhole(to: string): Promise<void> {
    if (!to.includes('backup'))
      return expect(await runPetbank(['verify-ledger'], { DATABASE_URL: `file:${to}` })).toMatchObject({
        status: 0,
      });
    expect(rowsOf(to)).toBe(rowsOf(archive));
  }
});

test('stopped by Ctrl-C, a restore says so and leaves nothing', async () => {
  const { child, ended } = startPetbank(['restore', '--from', archive, '--to', `file:${at('stopped.db')}`]);
  const { promise, resolve } = Promise.withResolvers<void>();
  const watcher = watch(place.folder, (_kind, name) => name?.startsWith('stopped') && resolve());
  await Promise.race([promise, child.exited]);
  watcher.close();
  child.kill('SIGINT');
  const { status, complained } = await ended;
  // The last page may have been on its way.
  if (status !== 0) expect(complained).toContain('Stopped');
  expect(existsSync(at('stopped.db'))).toBe(status === 0);
  expect(leftovers()).toEqual([]);
});

describe.skipIf(whyNoMount() !== null && process.env.PETBANK_TEST_ALL !== '1')('on a full disk,', () => {
  test('a backup ends in words, takes nothing from the old one, and leaves no rest', async () => {
    const disk = makeBankFile();
    const old = join(disk.folder, 'old.petbank.gz');
    await withSmallDisk(disk.folder, '256k', async () => {
      writeFileSync(old, 'the old one');
      fillDisk(disk.folder, { leave: 4096 });
      const words = ['backup', '--from', `file:${place.file}`, '--to', old, '--force'];
      const refused = await runPetbank(words);
      expect(refused).toMatchObject({ status: 3, printed: '' });
      expect(refused.complained).toContain('No backup was made: the disk is full');
      expect(readFileSync(old, 'utf8')).toBe('the old one');
      expect(readdirSync(disk.folder).sort()).toEqual(['old.petbank.gz', 'stuff']);
    });
    disk.remove();
  });

  test('a restore ends in words and leaves nothing', async () => {
    const disk = makeBankFile();
    await withSmallDisk(disk.folder, '256k', async () => {
      const refused = await restore(archive, disk.file);
      expect(refused).toMatchObject({ status: 3, printed: '' });
      expect(refused.complained).toContain('Nothing was restored: the disk is full');
      expect(readdirSync(disk.folder)).toEqual([]);
    });
    disk.remove();
  });
});
