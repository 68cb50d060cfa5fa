import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { expectSound } from '../../test/bank/bank.ts';
import { type Game, type Move, moves, openGame, play } from '../../test/bank/game.ts';
import { isLawful } from './ledger.ts';
import { type AssetKey, amountsOf, NO_GOODS } from './pets.ts';
import type { Balance, Withdrawal } from './rows.ts';

const RUNS = 200;
const MOVES = 40;
/** Some moves come at once, and share a commit. */
const MOST_AT_ONCE = 4;
/** The whole log is checked this often, and at the end: it takes longest, and what is wrong with it stays so. */
const CHECK_EVERY = 4;
/** The moves that say what became of a claim. Nothing else may end one. */
const WORDS: readonly Move['kind'][] = ['complete', 'report', 'reports', 'resolve'];

/** What is compared after each move. Both are far from filling a page. */
async function look({ bank: { reads } }: Game): Promise<{ open: Withdrawal[]; balances: Balance[] }> {
  const open = await reads.openWithdrawals({ afterSeq: 0, limit: 1_000 });
  return { open, balances: await reads.balances({ limit: 1_000 }) };
}

function expectBalanced(balances: readonly Balance[]): void {
  const sums = new Map<AssetKey, bigint>();
  for (const { asset, amount } of balances) sums.set(asset, (sums.get(asset) ?? 0n) + amount);
  expect([...sums.values()].filter((sum) => sum !== 0n)).toEqual([]);
  expect(balances.filter((one) => !isLawful(one.account, one.amount))).toEqual([]);
}

/** What tellers hold by the ledger is what they hold in the game, and what they handed over without a word yet. */
function expectTrue(game: Game, { open, balances }: Awaited<ReturnType<typeof look>>): void {
  const expected = new Map<string, bigint>();
  const add = (tellerId: string, [asset, amount]: readonly [AssetKey, bigint]): void => {
    const key = `teller:${tellerId} ${asset}`;
    expected.set(key, (expected.get(key) ?? 0n) + amount);
  };
  for (const [tellerId, held] of game.holds) for (const one of held) add(tellerId, one);
  for (const { claim } of open) {
    const unsaid = claim && game.claims.get(claim.token);
    for (const one of amountsOf(unsaid ? unsaid.delivered : NO_GOODS)) add(claim?.tellerId ?? '', one);
  }
  const stock = balances.filter((one) => one.account.startsWith('teller:'));
  const byLedger = new Map(stock.map((one) => [`${one.account} ${one.asset}`, -one.amount]));
  expect(byLedger).toEqual(new Map([...expected].filter(([, amount]) => amount !== 0n)));
}

/** A withdrawal that was handed out before these moves is so still, or ended by a word about it. */
async function expectNotRefunded(
  game: Game,
  before: readonly Withdrawal[],
  played: readonly Move[],
): Promise<void> {
  const isSpokenOf = played.some((move) => WORDS.includes(move.kind));
  // Declined and then cancelled in one commit is lawful; expired it can't be, as its time begins anew.
  const ends = [
    'claimed',
    'uncertain',
    ...(isSpokenOf ? ['reserved', 'delivered', 'partly_delivered', 'cancelled'] : []),
  ];
  for (const one of before) {
    if (one.status === 'reserved') continue;
    expect(ends).toContain((await game.bank.withdrawal(one.id))?.status ?? 'gone');
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
  let { open } = await look(game);
  for (const [index, chunk] of chunksOf(all).entries()) {
    await Promise.all(chunk.map((move) => play(game, move)));
    await expectNotRefunded(game, open, chunk);
    if (index % CHECK_EVERY === 0) await expectSound(game.bank);
    const now = await look(game);
    expectBalanced(now.balances);
    expectTrue(game, now);
    open = now.open;
  }
  await expectSound(game.bank);
  await game.bank.driver.close();
}

// A run that fails prints its seed and its path: give them to fc.assert beside numRuns to see it again.
test('whatever tellers, members, operators and time do, the bank holds what the game holds', async () => {
  const games = fc.array(moves, { minLength: MOVES / 2, maxLength: MOVES, size: 'max' });
  await fc.assert(fc.asyncProperty(games, playAll), { numRuns: RUNS });
}, 60_000);
