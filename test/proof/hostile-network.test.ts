import { expect, test } from 'bun:test';
import { mongoTests } from '../support/mongo.ts';
import { withProcesses } from '../support/process.ts';
import { makeFilePlace, makeMongoPlace, type Place } from './crash/place.ts';
import { createDice, SEED } from './dice.ts';
import { playThrough, UNLIMITED } from './mongo/play.ts';
import { openHostileNetwork } from './network/hostile.ts';
import { scaled } from './scale.ts';

// What is shown here: whatever the network loses, doubles or brings too late, all that was asked for is done
// in the end, and once. Lost, doubled and late answers between bank and MongoDB are shown beside this.

const PLAYERS = 24;
/** One in ten of each kind is asked for; at least one in twenty must have come about. */
const LEAST_PART = 20;
const TIME_LIMIT_MS = 3_600_000;

async function play(place: Place, requests: number, { mayBeLate = false } = {}): Promise<void> {
  try {
    await withProcesses(async (start) => {
      const bank = await start({ ...UNLIMITED, ...place.environment });
      const network = openHostileNetwork(bank.url, createDice(SEED), { mayBeLate });
      try {
        const played = await playThrough(network, place, { players: PLAYERS, requests });
        const { 'request lost': lost = 0, ...fates } = Object.fromEntries(network.fates);
        console.log({ seed: SEED, requests, ...played, lost, ...fates });
        const least = requests / LEAST_PART;
        expect(lost + (fates['answer lost'] ?? 0)).toBeGreaterThan(least);
        expect(fates.doubled).toBeGreaterThan(least);
        expect(fates['held up']).toBeGreaterThan(least);
      } finally {
        await network.end();
      }
    }, place.given);
  } finally {
    await place.remove();
  }
}

test(
  'on a network that loses, doubles and holds up one message in ten each, everything is done once',
  () => play(makeFilePlace(), scaled({ short: 200, full: 10_000 })),
  TIME_LIMIT_MS,
);

mongoTests('on MongoDB', () => {
  test(
    'everything is done once, too',
    () => play(makeMongoPlace(), scaled({ short: 60, full: 10_000 }), { mayBeLate: true }),
    TIME_LIMIT_MS,
  );
});
