import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { expectSound } from '../../test/bank/bank.ts';
import { type Game, type Move, moves, openGame, play } from '../../test/bank/game.ts';
import { isLawful } from './ledger.ts';
import { type AssetKey, amountsOf } from './pets.ts';
import type { Withdrawal } from './rows.ts';

const RUNS = 200;
const MOVES = 40;
/** Of every few moves, some come at once and share a commit. */
const MOST_AT_ONCE = 3;
/** The moves that say what became of a claim. Nothing else may end one. */
const WORDS: readonly Move['kind'][] = ['complete', 'report', 'reports', 'resolve'];

const openWithdrawals = (game: Game) => game.bank.reads.openWithdrawals({ afterSeq: 0, limit: 1_000 });
const isHandedOut = ({ status }: Withdrawal) => status === 'claimed' || status === 'uncertain';

async function expectBalanced(game: Game): Promise<void> {
  const sums = new Map<AssetKey, bigint>();
  for (const { account, asset, amount } of await game.bank.reads.balances({ limit: 1_000 })) {
    expect(isLawful(account, amount)).toBe(true);
    sums.set(asset, (sums.get(asset) ?? 0n) + amount);
  }
  expect([...sums.values()].filter((sum) => sum !== 0n)).toEqual([]);
  await expectSound(game.bank);
}

/** What a teller holds by the ledger is what it holds in the game, and what it has handed over without a word yet. */
async function expectTrue(game: Game): Promise<void> {
  const unsaid = (await openWithdrawals(game)).filter(
    (one) => game.claims.get(one.claim?.token ?? '')?.isDelivered,
  );
  for (const [tellerId, held] of game.holds) {
    const expected = new Map(held);
    for (const { goods, claim } of unsaid) {
      if (claim?.tellerId !== tellerId) continue;
      for (const [asset, amount] of amountsOf(goods))
        expected.set(asset, (expected.get(asset) ?? 0n) + amount);
    }
    const stock = (await game.bank.reads.stock()).filter((row) => row.account === `teller:${tellerId}`);
    const byLedger = new Map(stock.map(({ asset, amount }) => [asset, -amount]));
    for (const [asset, amount] of expected) if (amount === 0n) expected.delete(asset);
    expect(byLedger).toEqual(expected);
  }
}

/** A withdrawal that was handed out before these moves is so still, or ended by a word about it. */
async function expectNotRefunded(
  game: Game,
  before: readonly Withdrawal[],
  played: readonly Move[],
): Promise<void> {
  const isSpokenOf = played.some((move) => WORDS.includes(move.kind));
  for (const one of before.filter(isHandedOut)) {
    const after = await game.bank.withdrawal(one.id);
    const ends = isSpokenOf ? ['claimed', 'uncertain', 'reserved', 'delivered'] : ['claimed', 'uncertain'];
    expect(ends).toContain(after?.status ?? 'gone');
  }
}

function chunksOf(all: readonly Move[]): Move[][] {
  const chunks: Move[][] = [];
  for (const move of all) {
    const last = chunks.at(-1);
    if (last && last.length <= move.pick % MOST_AT_ONCE) last.push(move);
    else chunks.push([move]);
  }
  return chunks;
}

async function playAll(all: readonly Move[]): Promise<void> {
  const game = await openGame();
  for (const chunk of chunksOf(all)) {
    const before = await openWithdrawals(game);
    await Promise.all(chunk.map((move) => play(game, move)));
    await expectBalanced(game);
    await expectTrue(game);
    await expectNotRefunded(game, before, chunk);
  }
  await game.bank.driver.close();
}

// A run that fails prints its seed and its path: give them to fc.assert beside numRuns to see it again.
test('whatever tellers, members, operators and time do, the bank holds what the game holds', async () => {
  const games = fc.array(moves, { minLength: MOVES / 2, maxLength: MOVES, size: 'max' });
  await fc.assert(fc.asyncProperty(games, playAll), { numRuns: RUNS });
}, 60_000);
