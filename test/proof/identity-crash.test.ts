import { describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import type { CommitPoint } from '../../src/storage/driver.ts';
import { startBank } from '../support/bank.ts';
import { TELLER, WEB } from '../support/keys.ts';
import { mongoTests } from '../support/mongo.ts';
import { startProcess } from '../support/process.ts';
import { expectSoundPlace, makeFilePlace, makeMongoPlace, type Place } from './crash/place.ts';
import { scaled } from './scale.ts';

/** A pet of the demo's list, which shows it under this name. */
const ID = 'Titanic Pixel Cat';
const NAME = 'Titanic 8-Bit Cat';
/** What a rename takes: the decision, two pages of holdings, the reports, two pages of cases, its end. */
const COMMITS = 7;
const HOLDERS = 300;
/** Inside the database's transaction, and after it. */
const POINTS: readonly CommitPoint[] = ['written', 'stored'];
const MAIN = join(import.meta.dir, 'crash/stop-at-point.ts');
const TIME_LIMIT_MS = 120_000;

const deaths = Array.from({ length: COMMITS }, (_, commit) =>
  POINTS.map((point) => `${point}:${commit + 1}`),
).flat();
const shortDeaths = deaths.filter((_, at) => at % 5 === 2);

for (const { group, on, makePlace } of [
  { group: describe, on: 'a file', makePlace: makeFilePlace },
  { group: mongoTests, on: 'MongoDB', makePlace: makeMongoPlace },
]) {
  group(`a bank on ${on}`, () => {
    test.each(scaled({ short: 0, full: 1 }) === 1 ? deaths : shortDeaths)(
      'that is killed at %s of a rename carries it through when it starts again',
      (death) => dieAt(makePlace, death),
      TIME_LIMIT_MS,
    );
  });
}

async function dieAt(makePlace: () => Place, death: string): Promise<void> {
  const place = makePlace();
  try {
    await fill(place);
    const demo = { ...place.environment, VALUES: 'demo' };
    const launch = { main: MAIN };
    const doomed = await startProcess(place.given, { ...demo, PETBANK_STOP_AT: death }, launch);
    // It dies before it listens.
    expect(doomed.url).toBe('');
    await doomed.exited;
    const next = await startBank(demo, place.given, Date.now());
    const asked = { requestId: 'r', robloxUserId: HOLDERS, pets: [{ id: NAME }] };
    expect((await next.ask(WEB, 'POST', '/withdraw/request', asked)).body).toMatchObject({
      pets: [{ id: ID }],
    });
    await next.stop();
    await expectMoved(place);
  } finally {
    await place.remove();
  }
}

/** Members who each have two cats under the name, one of them reserved, and one in quarantine. */
async function fill(place: Place): Promise<void> {
  const bank = await startBank({ ...place.environment, VALUES: 'off', LIMIT_PETS_HELD: '2' }, place.given);
  const members = Array.from({ length: HOLDERS }, (_, at) => at + 1);
  const give = (robloxUserId: number) => ({
    tradeId: `t${robloxUserId}`,
    robloxUserId,
    pets: [{ id: NAME, quantity: 3 }],
  });
  await Promise.all(members.map((id) => bank.ask(TELLER, 'POST', '/deposit/complete', give(id))));
  const reserve = (robloxUserId: number) => ({
    requestId: `r${robloxUserId}`,
    robloxUserId,
    pets: [{ id: NAME }],
  });
  await Promise.all(
    members.slice(0, 40).map((id) => bank.ask(WEB, 'POST', '/withdraw/request', reserve(id))),
  );
  await bank.stop();
}

/** Nothing is under the old name, each holder was moved once, and everybody has what they had. */
async function expectMoved(place: Place): Promise<void> {
  await expectSoundPlace(place);
  const driver = await place.open();
  const key = `pet/normal/-/-/${ID}`;
  const balances = await driver.balances({ limit: 10_000 });
  expect(new Set(balances.map(({ asset }) => asset))).toEqual(new Set([key]));
  expect(balances.find(({ account }) => account === 'quarantine')?.amount).toBe(BigInt(HOLDERS));
  expect(await driver.aliases()).toMatchObject([{ oldId: NAME, newId: ID, status: 'done' }]);
  const cases = await driver.cases({ isOpen: true, limit: 1_000 });
  expect(new Set(cases.flatMap(({ goods }) => goods.pets.map(({ id }) => id)))).toEqual(new Set([ID]));
  const log = await driver.log({ afterSeq: 0, limit: 10_000 });
  const moved = log.filter(({ kind, status }) => kind === 'renamed' && status === 'renamed');
  expect(moved.map(({ robloxUserId }) => robloxUserId ?? 0).sort((id, other) => id - other)).toEqual(
    Array.from({ length: HOLDERS + 1 }, (_, at) => at),
  );
  await driver.close();
}
