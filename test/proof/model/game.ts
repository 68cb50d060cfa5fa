import { NOON } from '../../bank/bank.ts';
import type { OpenBench } from './bench.ts';
import { Broken, hold } from './broken.ts';
import type { Outcome, Reply } from './call.ts';
import { expectForgeryFound, expectSound, newWatch, watchLog } from './log.ts';
import { isTime, type Move, toMoves, type Wish } from './moves.ts';
import { PLAYS } from './plays.ts';
import type { Attempt, Dice, Scene } from './scene.ts';
import { compareState, expectBalanced, readState, type State } from './state.ts';
import { newWorld, type World } from './world.ts';

/** How many moves are made at once at most: every order of them may have to be tried. */
const MOST_AT_ONCE = 4;
/** How many moves one game has at most. */
export const MOST_MOVES = 100;
/** What holds no pets is checked this often, and at the end: what is wrong with it stays so. */
const WHOLE_EVERY = 4;
/** The log is verified this often, and at the end: what is wrong with it stays so. */
const VERIFY_EVERY = 40;
/** How many of the latest attempts may come again with their nonce. */
const SENT_KEPT = 40;

/**
 * Plays the moves on a new bank, and holds everything that it says and stores against the world. Returns what
 * came about.
 */
export async function playGame(openBench: OpenBench, all: readonly Wish[]): Promise<Outcome[]> {
  const scene = await openScene(openBench);
  try {
    return await playAll(scene, toMoves(all).slice(0, MOST_MOVES));
  } catch (error) {
    const story = scene.story.map((line, index) => `  ${index + 1}. ${line}`).join('\n');
    if (error instanceof Broken) error.message += `\nWhat was done:\n${story}`;
    throw error;
  } finally {
    await scene.bench.close();
  }
}

async function openScene(openBench: OpenBench): Promise<Scene> {
  const time = { world: newWorld(NOON) };
  const bench = await openBench(() => time.world.now);
  const books = [bench.openBook(), bench.openBook()] as const;
  const repeatable = { deposit: [], request: [], complete: [], transfer: [], offer: [], answer: [] };
  return Object.assign(time, { bench, books, sent: [], repeatable, drafts: [], story: [] });
}

async function playAll(scene: Scene, all: readonly Move[]): Promise<Outcome[]> {
  const watch = newWatch();
  const outcomes: Outcome[] = [];
  for (const [index, chunk] of [...OPENING.map((move) => [move]), ...chunksOf(all)].entries()) {
    const isAlone = chunk.length === 1;
    const attempts: Attempt[] = chunk.flatMap((move) => PLAYS[move.kind](scene, { ...move, isAlone }));
    attempts.splice(MOST_AT_ONCE);
    if (attempts.length === 0) continue;
    const isWhole = index % WHOLE_EVERY === 0;
    outcomes.push(...(await perform(scene, attempts, { pick: chunk[0]?.pick ?? 0, isWhole })));
    if (isWhole) await watchLog(watch, scene.books[0].reads);
    if (index % VERIFY_EVERY === 0) await expectSound(scene.books[0].reads);
  }
  compareState(scene.world, await readState(scene.books[0], true));
  await watchLog(watch, scene.books[0].reads);
  await expectSound(scene.books[0].reads);
  await expectForgeryFound(scene.books[0].reads, all.length + (all[0]?.pick ?? 0));
  return outcomes;
}

/**
 * Sends the attempts at once, each to one of the processes, and holds what comes of them against the world.
 */
async function perform(
  scene: Scene,
  attempts: readonly Attempt[],
  { pick, isWhole }: { pick: number; isWhole: boolean },
): Promise<Outcome[]> {
  const { bench, books, story, sent } = scene;
  const replies: Reply[] = [];
  const isAlone = attempts.length === 1;
  bench.interleave(!isAlone);
  story.push(
    attempts.map(({ call, nonce }) => `${call.text} (${nonce?.keyId} ${nonce?.nonce})`).join('\n     and '),
  );
  await Promise.all(
    attempts.map(async ({ call, nonce }, index) => {
      const book = (pick + index) % 2 === 0 ? books[0] : books[1];
      replies.push(await call.send(book, nonce));
    }),
  );
  sent.push(...attempts);
  sent.splice(0, sent.length - SENT_KEPT);
  const state = await readState(books[0], isWhole);
  expectBalanced(state);
  const outcomes = isAlone ? judgeAlone(scene.world, replies, state) : judgeTogether(scene, replies, state);
  story.push(`   → ${outcomes.map((outcome) => outcome.outcome).join(', ')}`);
  return outcomes;
}

function judgeAlone(world: World, replies: readonly Reply[], state: State): Outcome[] {
  const outcomes = judge(world, replies, state);
  const changesNothing = outcomes.every((outcome) => outcome.isRefused || outcome.outcome.endsWith(' again'));
  hold(!changesNothing || state.head.seq === world.head, 'refusals change nothing', () => 'the log grew');
  world.head = state.head.seq;
  return outcomes;
}

/** What came at once must have come in some order: the one in which the answers came, or another. */
function judgeTogether(scene: Scene, replies: readonly Reply[], state: State): Outcome[] {
  let first: unknown;
  for (const order of ordersOf(replies)) {
    const world = structuredClone(scene.world);
    try {
      const outcomes = judge(world, order, state);
      scene.world = world;
      world.head = state.head.seq;
      return outcomes;
    } catch (error) {
      first ??= error;
    }
  }
  throw first;
}

function judge(world: World, replies: readonly Reply[], state: State): Outcome[] {
  const outcomes = replies.flatMap((reply) => reply.judge(world));
  compareState(world, state);
  return outcomes;
}

function* ordersOf<Item>(all: readonly Item[]): Generator<Item[]> {
  if (all.length === 0) yield [];
  for (const [index, wish] of all.entries()) {
    for (const rest of ordersOf(all.toSpliced(index, 1))) yield [wish, ...rest];
  }
}

function chunksOf(all: readonly Move[]): Move[][] {
  const chunks: Move[][] = [];
  for (const move of all) {
    const last = chunks.at(-1);
    if (last && move.joins && !isTime(move) && last.length < MOST_AT_ONCE) last.push(move);
    else chunks.push([move]);
  }
  return chunks;
}

const PETS = [
  { id: 'Cat', variant: 'normal', shiny: false, quantity: 2 },
  { id: 'Dog', variant: 'normal', shiny: false, quantity: 1 },
] as const;
const FIRST: Omit<Dice, 'isAlone' | 'member' | 'teller'> = {
  by: 'web',
  discord: '100000000000000001',
  pick: 0,
  isSo: false,
  goods: { pets: [...PETS], gems: 20 },
};
/** Both tellers hold something of every member's, and it has cleared. */
const OPENING: readonly Move[] = [
  ...['teller-1', 'teller-2'].flatMap((teller) =>
    [1, 2, 3].map((member) => ({ ...FIRST, kind: 'bring' as const, joins: false, member, teller })),
  ),
  { ...FIRST, kind: 'aLease', joins: false, member: 1, teller: 'teller-1' },
];
