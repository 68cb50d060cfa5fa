import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { mongoTests } from '../support/mongo.ts';
import { makeMongoPlace } from './crash/place.ts';
import { type Arena, type Left, openArena, type Race } from './races/arena.ts';
import * as deposits from './races/deposits.ts';
import { cancelAtExpiry, completeAtLeaseEnd, SHORT_TIMES } from './races/ends.ts';
import { expectTotals } from './races/expectations.ts';
import { oneAccount } from './races/links.ts';
import { press, readCommits } from './races/pressure.ts';
import { type StartServers, startHere, startProcesses } from './races/servers.ts';
import * as withdrawals from './races/withdrawals.ts';
import { isFull, scaled } from './scale.ts';

const ROUNDS = scaled({ short: 3, full: 50 });
const MONGO_ROUNDS = scaled({ short: 1, full: 50 });
const TIME_LIMIT_MS = scaled({ short: 30_000, full: 600_000 });

const worlds = [
  { group: describe, name: 'one bank', start: startHere(), rounds: ROUNDS },
  { group: describe, name: 'two processes on one file', start: startProcesses(2), rounds: ROUNDS },
  { group: mongoTests, name: 'one bank on MongoDB', start: startHere(makeMongoPlace), rounds: MONGO_ROUNDS },
  {
    group: mongoTests,
    name: 'two processes on MongoDB',
    start: startProcesses(2, makeMongoPlace),
    rounds: MONGO_ROUNDS,
  },
  // Four do what two do, with more of them in each other's way: only where there is time for it.
  ...(isFull
    ? [
        {
          group: mongoTests,
          name: 'four processes on MongoDB',
          start: startProcesses(4, makeMongoPlace),
          rounds: MONGO_ROUNDS,
        },
      ]
    : []),
] as const;

for (const { group, name, start, rounds } of worlds) {
  group(`with ${name}, all at once:`, () => raceAtOnce(start, rounds));
  group(`with ${name}, as time runs out:`, () => raceTime(start));
}

function raceAtOnce(start: StartServers, rounds: number): void {
  const arena = openFor(() => openArena(start), rounds);
  arena.race('fifty reports of one trade credit it once', deposits.oneTrade);
  arena.race('one trade spelt ten ways with two keys is credited once', deposits.oneTradeInManySpellings);
  arena.race('of one trade with ten contents one is credited', deposits.oneTradeWithManyContents);
  arena.race('two tellers name their trades alike, and both are credited once', deposits.oneNameOfTwoTrades);
  arena.race('of fifty trades with one nonce one is credited', deposits.oneNonce);
  arena.race('of a hundred requests for one pet one is reserved', withdrawals.onePet);
  arena.race('of a hundred requests as many are reserved as the limit allows', withdrawals.oneLimit);
  arena.race('one request sent fifty times is reserved once', withdrawals.oneRequest);
  arena.race('one delivery reported fifty times leaves the bank once', withdrawals.oneDelivery);
  arena.race('a withdrawal is claimed or cancelled, never both', withdrawals.claimOrCancel);
  arena.race('of two tellers one gets the claim', withdrawals.twoTellers);
  arena.race('of two who take an account over one has it in the end', oneAccount);
}

function raceTime(start: StartServers): void {
  const arena = openFor(() => openArena(start, SHORT_TIMES));
  const rounds = Math.ceil(ROUNDS / 10);
  arena.race('a delivery is recorded once, and nothing is given back', completeAtLeaseEnd, rounds);
  arena.race('a reservation is cancelled or expires, never both', cancelAtExpiry, rounds);
}

test(
  'two processes on one file answer everyone while 32 clients press each of them',
  async () => {
    const servers = await startProcesses(2)({});
    try {
      const pressed = await press(servers, { clients: 32, seconds: scaled({ short: 1, full: 20 }) });
      const commits = await Promise.all(servers.urls.map(readCommits));
      console.log(pressed.map(({ answers: _, url: __, ...figures }, at) => ({ ...figures, ...commits[at] })));
      for (const { answers } of pressed) expect([...answers.keys()]).toEqual(['200']);
      expect(servers.errors()).toBe('');
      const gems = pressed.reduce((sum, { credited }) => sum + credited, 0);
      await expectTotals(servers, { cats: 0, gems });
    } finally {
      await servers.end();
    }
  },
  TIME_LIMIT_MS,
);

test(
  'processes that start at once on a new file all begin to serve',
  async () => {
    for (let round = 0; round < scaled({ short: 1, full: 20 }); round += 1) {
      await (await startProcesses(3)({})).end();
    }
  },
  TIME_LIMIT_MS,
);

/** An arena for the races of one group, and what they have left in its bank so far. */
function openFor(open: () => Promise<Arena>, roundsEach = ROUNDS) {
  const opened: { arena?: Arena } = {};
  const total = { cats: 0, gems: 0 };
  beforeAll(async () => {
    opened.arena = await open();
  });
  afterAll(() => opened.arena?.end());
  const add = ({ cats, gems }: Left): void => {
    total.cats += cats;
    total.gems += gems;
  };
  return {
    race(name: string, race: Race, rounds = roundsEach): void {
      const run = async (): Promise<void> => {
        if (!opened.arena) throw new Error('the arena did not open');
        for (let round = 0; round < rounds; round += 1) add(await race(opened.arena));
        await expectTotals(opened.arena.servers, total);
        expect(opened.arena.servers.errors()).toBe('');
      };
      test(name, run, TIME_LIMIT_MS);
    },
  };
}
