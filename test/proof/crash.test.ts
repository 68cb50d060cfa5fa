import { expect, test } from 'bun:test';
import { TELLER } from '../support/keys.ts';
import { withProcesses } from '../support/process.ts';
import { expectSoundFile } from './crash/ask.ts';
import { type Books, countAnswered, isLasting, nothing } from './crash/books.ts';
import { countLog, readOwed } from './crash/ledger.ts';
import { beginLife, type Life } from './crash/life.ts';
import { makeFilePlace } from './crash/place.ts';
import { askAgain, type Player, playOn } from './crash/player.ts';
import { createDice, SEED } from './dice.ts';
import { scaled } from './scale.ts';

// What is shown here: whatever moment the process dies at, what it had answered is there, and what it had not
// can be sent again. What is not: a power cut, after which the disk may lack what was not synced; a kill
// leaves that with the operating system. That every answer comes after a sync is shown beside this, on the
// trace of the bank's calls.

const REQUESTS = scaled({ short: 300, full: 10_000 });
const DEATHS = scaled({ short: 6, full: 200 });
const PLAYERS = 6;
const UNLIMITED = {
  LIMIT_OPEN_WITHDRAWALS: '0',
  LIMIT_PETS_PER_DAY: '0',
  // Long enough that time brings nothing about, however slow the machine is.
  LEASE_SECONDS: '7200',
  RESERVATION_SECONDS: '7200',
};

test('a bank that is killed again and again loses nothing it answered, and does nothing twice', async () => {
  process.stdout.write(`PETBANK_SEED=${SEED}\n`);
  const place = makeFilePlace();
  await withProcesses(async (start, { file }) => {
    const life = await beginLife({
      start: (launch) => start(UNLIMITED, launch),
      file,
      deaths: DEATHS,
      answersPerLife: Math.floor((REQUESTS * 0.5) / DEATHS),
      checkEvery: scaled({ short: 3, full: 10 }),
      dice: createDice(SEED),
    });
    const books: Books = { sent: [], inGame: nothing() };
    const players = Array.from({ length: PLAYERS }, (_, index) => newPlayer(index, books, life));
    await Promise.all(players.map((player) => playOn(player, REQUESTS)));
    await life.end();
    expect(life.deaths()).toBe(DEATHS);

    const lasting = books.sent.filter(isLasting);
    const shares = players.map((_, at) => lasting.filter((_one, index) => index % PLAYERS === at));
    await Promise.all(
      players.map(async (player, at) => {
        for (const sent of shares[at] ?? []) await askAgain(player, sent);
      }),
    );
    expect(players.flatMap(({ errors }) => errors)).toEqual([]);
    expect(await readOwed(place)).toEqual(books.inGame);
    expect(await countLog(place)).toEqual(countAnswered(books));
    const transactions = await expectSoundFile(file);
    process.stdout.write(
      `${books.sent.length} requests, ${life.deaths()} deaths, ` +
        `${lasting.length} answers repeated, ${transactions} transactions\n`,
    );
  }, place.given);
}, 3_600_000);

function newPlayer(index: number, books: Books, life: Life): Player {
  const dice = createDice(SEED + 1 + index);
  const member = 1000 + index;
  return {
    name: `P${member}`,
    member,
    teller: TELLER,
    life,
    books,
    dice,
    errors: [],
    reserved: [],
    claimed: null,
    count: 0,
  };
}
