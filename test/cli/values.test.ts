import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  setDefaultTimeout,
  test,
} from 'bun:test';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../../src/cli/command-line.ts';
import { openDriver } from '../../src/cli/databases.ts';
import { importValuesFile } from '../../src/cli/values/import.ts';
import { type RemovalRequest, removeValues } from '../../src/cli/values/remove.ts';
import { syncValuesNow } from '../../src/cli/values/sync.ts';
import { readConfig } from '../../src/config/config.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { type LiveValues, openLiveValues } from '../../src/values/live.ts';
import { EVERY_PET } from '../../src/values/supported.ts';
import { type BigGamesDouble, startBigGamesDouble } from '../doubles/big-games.ts';
import { makeBankFile, startBank, withBank } from '../support/bank.ts';
import { TELLER, WEB } from '../support/keys.ts';
import { makeMongoAddress, mongoTests } from '../support/mongo.ts';
import { MEMBER } from '../support/scenes.ts';
import { send } from '../support/send.ts';

setDefaultTimeout(120_000);

const AT = Date.UTC(2026, 4, 10, 12);
let bigGames: BigGamesDouble;
let scratch: ReturnType<typeof makeBankFile>;
beforeAll(() => {
  bigGames = startBigGamesDouble();
  scratch = makeBankFile();
});
afterAll(async () => {
  await bigGames.stop();
  scratch.remove();
});

interface Place {
  readonly address: string;
  remove(): unknown;
}

const makeFile = (): Place => {
  const { file, remove } = makeBankFile();
  return { address: `file:${file}`, remove };
};
const makeMongo = (): Place => {
  const { databaseUrl, drop } = makeMongoAddress();
  return { address: databaseUrl, remove: drop };
};

describe('values in an SQLite file', () => describeCommands(makeFile));
mongoTests('values in a MongoDB database', () => describeCommands(makeMongo));

function describeCommands(make: () => Place): void {
  let place: Place;
  beforeEach(() => {
    place = make();
  });
  afterEach(() => place.remove());

  const contextOf = (more: Record<string, string> = {}) => ({
    env: { DATABASE_URL: place.address, PS99_API_URL: bigGames.url, ...more },
    clock: () => AT,
    random: randomBytes,
    terminal: { write: () => undefined },
    output: { write: () => undefined },
  });
  const importText = (text: string, allowUnknown = false, more: Record<string, string> = {}) => {
    const file = join(scratch.folder, 'values.csv');
    writeFileSync(file, text);
    return importValuesFile({ file, allowUnknown }, contextOf(more));
  };
  const NOTHING = { id: undefined, variant: undefined, shiny: undefined, chroma: undefined, yes: false };
  const remove = (request: Partial<RemovalRequest> = {}) =>
    removeValues({ ...NOTHING, ...request }, contextOf());

  async function withDriver(run: (driver: Driver) => Promise<void>): Promise<void> {
    const driver = await openDriver(readConfig({ DATABASE_URL: place.address }).database);
    await run(driver).finally(() => driver.close());
  }
  const withLive = (run: (live: LiveValues) => Promise<void>) =>
    withDriver(async (store) => {
      const fail = (error: unknown) => {
        throw error;
      };
      const options = { supported: EVERY_PET, clock: () => AT, sync: null, everyMs: 0 };
      await run(await openLiveValues({ store, ...options, onImport: fail, onError: fail }));
    });

  test('a file that names pets otherwise than the list is refused whole, with what was meant', async () => {
    await syncValuesNow(contextOf());
    const importing = importText('id,value\nHuge Cat,1\nhuge cat,2\nRainbow Huge Cat,3\nHuge 8-bit Cat,4\n');
    await expect(importing).rejects.toThrow(CommandError);
    await expect(importing).rejects.toThrow(
      /values\.csv:\n {2}line 3: .*"Huge Cat".*\n {2}line 4: .*\n {2}line 5/,
    );
    await withDriver(async (driver) => {
      const rows = await driver.petValues({ limit: 100 });
      expect(rows.filter(({ source }) => source === 'file')).toEqual([]);
    });
  });

  test('a display name finds its pet, which the import says', async () => {
    await syncValuesNow(contextOf());
    expect(await importText('id,value\nHuge 8-Bit Cat,4\nHuge Cat,5\n')).toContain(
      '2 pets, each form for itself.\n1 line had another name of a pet, taken as its id.\n',
    );
    await withLive(async (live) => {
      const pet = { id: 'Huge Pixel Cat', variant: 'normal', shiny: false } as const;
      expect(live.catalogue().value(pet)).toBe(4);
    });
  });

  test('an empty value gives a pet back to its prices', async () => {
    await syncValuesNow(contextOf());
    const pet = { id: 'Huge Cat', variant: 'normal', shiny: false } as const;
    await importText('id,value\nHuge Cat,5\n');
    await importText('id;value\nHuge Cat;\n');
    await withLive(async (live) => {
      expect(live.catalogue().value(pet)).toBe(52_000_000);
      expect(live.catalogue().provenance(pet)).toMatchObject({ source: 'big_games' });
    });
  });

  test('what a file named is the pet that the list shows so later, until a file says otherwise', async () => {
    const pet = { id: 'Huge Pixel Cat', variant: 'normal', shiny: false } as const;
    await importText('id,value\nHuge 8-Bit Cat,5\n', true);
    await syncValuesNow(contextOf());
    await withLive(async (live) => expect(live.catalogue().value(pet)).toBe(5));
    await importText('id,value\nHuge 8-Bit Cat,\n');
    await withLive(async (live) => expect(live.catalogue().value(pet)).toBe(20_000_001));
  });

  test('before there is a list, a file is refused with what to do, or taken as it is', async () => {
    await expect(importText('id,value\nHuge Cat,5\n')).rejects.toThrow(
      'the file: there is no list of pets yet',
    );
    expect(await importText('id,value\nHuge Cat,5\n', true)).toContain('1 pet, each form for itself.');
  });

  test("with VALUES=demo, names are checked against the demo's", async () => {
    const demo = { VALUES: 'demo' };
    expect(await importText('id,value\nTitanic 8-Bit Cat,5\n', false, demo)).toContain('1 line had');
    await expect(importText('id,value\nhuge cat,5\n', false, demo)).rejects.toThrow(
      'Did you mean "Huge Cat"?',
    );
  });

  test('a pet that only a file named is listed, shown, removed and gone from a running bank', async () => {
    await syncValuesNow(contextOf());
    const phantoms = 'id,variant,value\nHuge\u200b Cat,,5\nHuge\u200b Cat,golden,6\nNew,,7\n';
    expect(await importText(phantoms, true)).toContain(
      '2 names not in the list of pets, taken as ids:\n  "Huge\\u{200b} Cat"\n  "New"\n',
    );
    await withLive(async (live) => {
      const finds = () =>
        ['Huge\u200b Cat', 'New', 'Huge Cat'].map((id) => live.catalogue().find(id) !== null);
      expect(finds()).toEqual([true, true, true]);
      expect(await remove()).toContain('3 pets that no list of BIG Games has');
      const id = 'Huge\\u{200b} Cat';
      const preview = await remove({ id, variant: 'golden' });
      expect(preview).toContain('This would remove:\n  "Huge\\u{200b} Cat" (golden), worth 6 gems\n');
      expect(preview).toContain('add --yes');
      await live.poll(async () => undefined);
      expect(finds()).toEqual([true, true, true]);
      expect(await remove({ id, yes: true })).toContain('Removed 2 pets');
      await live.poll(async () => undefined);
      expect(finds()).toEqual([false, true, true]);
      expect(await remove({ id: 'New', yes: true })).toContain('Removed 1 pet,');
      expect(await remove()).toContain('none can be removed');
    });
  });

  test("what BIG Games' list has is not removed, and what is not there is not found", async () => {
    await syncValuesNow(contextOf());
    await importText('id,value\nHuge Cat,5\nhuge dog,6\n', true);
    await expect(remove({ id: 'Huge Cat', yes: true })).rejects.toThrow("is in BIG Games' list");
    await expect(remove({ id: 'Huge Dog', yes: true })).rejects.toThrow('Did you mean "huge dog"?');
    await expect(remove({ id: 'huge dog', shiny: true, yes: true })).rejects.toThrow('no such form');
    await withLive(async (live) => expect(live.catalogue().find('huge dog')).not.toBeNull());
  });
}

test("another bank's /items/all can be imported as it is", async () => {
  const file = makeBankFile();
  const json = join(scratch.folder, 'items.json');
  await withBank({}, async (bank) => writeFileSync(json, (await send(bank, '/items/all')).text));
  const env = { DATABASE_URL: `file:${file.file}`, VALUES: 'demo' };
  const context = {
    env,
    clock: () => AT,
    random: randomBytes,
    terminal: { write: () => undefined },
    output: { write: () => undefined },
  };
  const done = await importValuesFile({ file: json, allowUnknown: false }, context);
  expect(done).toMatch(/: \d{3,} pets, each form for itself\.\nA bank/);
  file.remove();
});

test('what a bank holds of a removed pet stays with its owner, and can be withdrawn', async () => {
  const file = makeBankFile();
  const context = {
    env: { DATABASE_URL: `file:${file.file}` },
    clock: () => AT,
    random: randomBytes,
    terminal: { write: () => undefined },
    output: { write: () => undefined },
  };
  const csv = join(scratch.folder, 'held.csv');
  writeFileSync(csv, 'id,value\nhuge dog,6\n');
  await importValuesFile({ file: csv, allowUnknown: true }, context);
  const live = { VALUES: 'live', VALUES_SYNC_HOURS: '0' };
  const pets = [{ id: 'huge dog', quantity: 3 }];
  const before = await startBank(live, { ...file, remove: () => undefined });
  const trade = { tradeId: 'T-1', robloxUserId: MEMBER, pets };
  expect((await before.ask(TELLER, 'POST', '/deposit/complete', trade)).status).toBe(200);
  await before.stop();
  const form = { id: 'huge dog', variant: undefined, shiny: undefined, chroma: undefined };
  expect(await removeValues({ ...form, yes: true }, context)).toContain('The bank holds 3 of them.');
  const after = await startBank(live, file);
  const request = { requestId: 'R-1', robloxUserId: MEMBER, pets };
  expect((await after.ask(WEB, 'POST', '/withdraw/request', request)).status).toBe(200);
  await after.end();
});
