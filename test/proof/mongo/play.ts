import { expect } from 'bun:test';
import { OTHER_TELLER, TELLER } from '../../support/keys.ts';
import { type Books, countAnswered, isLasting, nothing } from '../crash/books.ts';
import { countLog, readOwed } from '../crash/ledger.ts';
import type { Reach } from '../crash/life.ts';
import { expectSoundPlace, type Place } from '../crash/place.ts';
import { askAgain, askOtherwise, type Player, playOn } from '../crash/player.ts';
import { createDice, SEED } from '../dice.ts';
import { scaled } from '../scale.ts';

/**
 * What a bank in tests is set to, so that nothing ends by time or by a limit, however slow the machine is.
 */
export const UNLIMITED = {
  LIMIT_OPEN_WITHDRAWALS: '0',
  LIMIT_PETS_PER_DAY: '0',
  LEASE_SECONDS: '7200',
  RESERVATION_SECONDS: '7200',
  LOG_LEVEL: 'error',
} as const;

/** The way to the banks of a game, with all that may go wrong on it. */
export interface Field extends Reach {
  /** Answers that no bank may give, in words. */
  readonly errors: readonly string[];
  /** Resolves once nothing is under way any more. Returns the banks that run. */
  settle(): Promise<readonly { readonly url: string }[]>;
}

/**
 * One request in so many is sent again in the end, and one of five of these with another content besides.
 */
const AGAIN_EVERY = scaled({ short: 3, full: 1 });
const CONFLICT_EVERY = 5;

/**
 * Players make so many requests of every kind, two at each member with a teller each. Then requests with
 * lasting answers are sent again, and the bank's totals and log are compared with what the players have
 * written down.
 */
export async function playThrough(
  field: Field,
  place: Place,
  { players: count, requests }: { readonly players: number; readonly requests: number },
): Promise<{ transactions: number; lasting: number }> {
  const books: Books = { sent: [], inGame: nothing() };
  const players = Array.from({ length: count }, (_, index): Player => {
    const teller = index % 2 === 0 ? TELLER : OTHER_TELLER;
    const own = { errors: [], reserved: [], claimed: null, count: 0, dice: createDice(SEED + 1 + index) };
    return { name: `P${index}`, member: 1000 + Math.floor(index / 2), teller, life: field, books, ...own };
  });
  await Promise.all(players.map((player) => playOn(player, requests)));
  await field.settle();

  const lasting = books.sent.filter(isLasting).filter((_, index) => index % AGAIN_EVERY === 0);
  await Promise.all(
    players.map(async (player, at) => {
      const share = lasting.filter((_, index) => index % count === at);
      for (const [index, sent] of share.entries()) {
        await askAgain(player, sent);
        if (index % CONFLICT_EVERY === 0) await askOtherwise(player, sent);
      }
    }),
  );
  await field.settle();
  expect(players.flatMap(({ errors }) => errors)).toEqual([]);
  expect(field.errors).toEqual([]);
  const transactions = await expectSoundPlace(place);
  expect(await readOwed(place)).toEqual(books.inGame);
  expect(await countLog(place)).toEqual(countAnswered(books));
  return { transactions, lasting: lasting.length };
}
