import { z } from 'zod';
import { withdrawCheckAnswer } from '../bank/withdraw-check.ts';
import { audit, readOwed } from './audit.ts';
import { chooseErrand } from './players.ts';
import { count } from './tally.ts';
import {
  openWorld,
  type SimulatedWorld,
  type SimulatedWorldOptions,
  type SimulationDependencies,
} from './world.ts';

/**
 * How long what is open at the end may take to settle: leases end, and two reports say the same. In seconds.
 */
const SETTLING_SECONDS = 1_200;
/**
 * Nothing is called settled sooner: a teller that is away, or an answer that is late, may still have
 * something to say.
 */
const SETTLED_AFTER_SECONDS = 150;
/** How often it is looked whether all is settled, in seconds. */
const LOOK_SECONDS = 15;
/** How long nothing is looked at while all are busy, in seconds. */
const IDLE_SECONDS = 1;
/** So many things may happen for each trade before a simulation that doesn't get on is given up. */
const BEATS_PER_TRADE = 20_000;
/** A player who changes their mind does so after this many seconds. */
const SECOND_THOUGHTS = { least: 1, most: 8 } as const;

export interface SimulateOptions extends SimulatedWorldOptions {
  /** Visits of players to tellers. */
  readonly trades: number;
  /** How often something goes wrong at each occasion, from 0 to 1. */
  readonly faults: number;
  /** Trades begun in a second at most; Infinity for as many as the tellers can serve. */
  readonly pace: number;
}

/**
 * Plays the game beside a bank, with everything going wrong that can, and counts at the end whether all is
 * there. Gives what isn't, in words: nothing where all is well.
 */
export async function simulate(
  options: SimulateOptions,
  dependencies: SimulationDependencies & { readonly onProgress: (doing: string) => void },
): Promise<readonly string[]> {
  const world = await openWorld(options, dependencies);
  const { game: town, tellers, players, bank } = world;
  const holdingsOf = (userId: number) => town.game.holdings(userId);
  const owedBefore = await readOwed(world.ask);
  world.troubles = options.faults;
  await playTrades(world, options, () => dependencies.onProgress('playing'));
  world.troubles = 0;
  const open = await settle(world, () => dependencies.onProgress('settling what is open'));
  const tellerIds = tellers.all.map(({ userId }) => userId);
  const missing = await audit({ ask: world.ask, players, holdingsOf, tellerIds, owedBefore });
  return [...open, ...missing, ...(await bank.check())];
}

async function playTrades(
  world: SimulatedWorld,
  { trades, pace }: SimulateOptions,
  onProgress: () => void,
): Promise<void> {
  const { time, tally } = world;
  const startedAt = time.now();
  let begun = 0;
  for (let beats = 0; tally.trades < trades; beats += 1) {
    if (beats > BEATS_PER_TRADE * trades) throw new Error('the simulation does not get on');
    const due = Math.min(trades, (time.now() - startedAt) * pace + 1);
    while (begun < due && (await beginVisit(world))) begun += 1;
    await world.beat(time.now() + IDLE_SECONDS);
    if (await endVisits(world)) onProgress();
  }
}

/** Sends a player to a teller; false where all of either are busy. */
async function beginVisit(world: SimulatedWorld): Promise<boolean> {
  const { random, tellers, players, game: town, bank, tally, troubles } = world;
  const teller = random.pick(tellers.free());
  const player = random.pick(players.filter((player) => player.visitingTeller === undefined));
  if (!teller || !player) return false;
  await bank.disturb(random, troubles);
  const holdings = await town.game.holdings(player.userId);
  const { bring } = await chooseErrand(player, { ask: world.ask, chance: random, holdings });
  const changesMind = random.happens(troubles);
  const leaves = random.happens(0.5);
  if (changesMind) count(tally.faults, leaves ? 'player left' : 'player declined');
  tellers.planCrash(teller);
  player.visitingTeller = teller.userId;
  teller.visitId = await town.game.visit({
    hostId: teller.userId,
    guestId: player.userId,
    ...bring,
    ...(changesMind
      ? { changesMindAfter: random.whole(SECOND_THOUGHTS.least, SECOND_THOUGHTS.most), leaves }
      : {}),
  });
  return true;
}

/** Ends the visits that are over; whether there was one. */
async function endVisits({ tellers, players, game: town, tally }: SimulatedWorld): Promise<boolean> {
  let hasEnded = false;
  for (const teller of tellers.all) {
    const trade = teller.visitId === undefined ? null : await town.game.visited(teller.visitId);
    if (!trade) continue;
    tellers.endVisit(teller);
    const player = players.find((player) => player.visitingTeller === teller.userId);
    if (player) player.visitingTeller = undefined;
    tally.trades += 1;
    if (trade.status === 'completed') tally.completed += 1;
    hasEnded = true;
  }
  return hasEnded;
}

/**
 * Lets time pass, with nothing going wrong any more, until no withdrawal is in anybody's hands. Gives those
 * that still are.
 */
async function settle(world: SimulatedWorld, onProgress: () => void): Promise<readonly string[]> {
  const { time } = world;
  const startedAt = time.now();
  let open: readonly string[] = [];
  do {
    onProgress();
    const until = time.now() + LOOK_SECONDS;
    while (time.now() < until) await world.beat(until);
    open = time.now() - startedAt < SETTLED_AFTER_SECONDS ? ['not looked at yet'] : await inHands(world);
  } while (open.length > 0 && time.now() - startedAt < SETTLING_SECONDS);
  return open;
}

async function inHands({ players, askAsTeller }: SimulatedWorld): Promise<string[]> {
  const found: string[] = [];
  for (const { userId } of players) {
    const { body } = await askAsTeller('POST', '/withdraw/check', { robloxUserId: userId });
    const { withdrawals } = z.parse(withdrawCheckAnswer, body);
    for (const { withdrawalId, status } of withdrawals) {
      if (status !== 'reserved')
        found.push(`withdrawal ${withdrawalId} of player ${userId} is still ${status}`);
    }
  }
  return found;
}
