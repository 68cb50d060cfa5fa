import { z } from 'zod';
import { withdrawCheckAnswer } from '../bank/withdraw-check.ts';
import { audit } from './audit.ts';
import { prepareVisit } from './players.ts';
import type { WorldOptions } from './world.ts';
import { count, openWorld, type SimulatedWorld, type SimulationDependencies } from './world.ts';

/** How long open withdrawals may take to settle at the end: leases end, and two reports agree. */
const MAX_SETTLING_SECONDS = 1_200;
/** Nothing counts as settled before: a teller that is down, or a late answer, may still change something. */
const MIN_SETTLING_SECONDS = 150;
/** How often the bank is asked for open withdrawals. */
const CHECK_SECONDS = 15;
/** How long the simulation waits at a time while everyone is busy. */
const IDLE_SECONDS = 1;
/** A simulation that needs more steps for each visit makes no progress, and is given up. */
const MAX_STEPS_PER_VISIT = 20_000;
const MAX_SECONDS_TO_CHANGE_MIND = 8;

export interface SimulateOptions extends WorldOptions {
  /** Visits of players to tellers. */
  readonly trades: number;
  /** The probability of a fault at each opportunity, from 0 to 1. */
  readonly faults: number;
  /** Visits begun in a second at most; Infinity for as many as the tellers can serve. */
  readonly pace: number;
}

/**
 * Plays the game with a bank while every kind of fault is injected, and then counts if everything is there.
 * Returns every discrepancy, as text; none if all is well.
 */
export async function simulate(
  options: SimulateOptions,
  dependencies: SimulationDependencies,
): Promise<readonly string[]> {
  const world = await openWorld(options, dependencies);
  const { game, tellers, players, bank, callBank } = world;
  world.setFaultRate(options.faults);
  await playVisits(world, options);
  world.setFaultRate(0);
  const open = await settle(world);
  const tellerIds = tellers.all.map(({ userId }) => userId);
  const missing = await audit({ callBank, players, readHoldings: game.holdings, tellerIds });
  return [...open, ...missing, ...(await bank.check())];
}

async function playVisits(world: SimulatedWorld, { trades, pace }: SimulateOptions): Promise<void> {
  const { time, tally } = world;
  const startedAt = time.now();
  let begun = 0;
  for (let steps = 0; tally.visits < trades; steps += 1) {
    if (steps > MAX_STEPS_PER_VISIT * trades) throw new Error('the simulation makes no progress');
    const due = Math.min(trades, (time.now() - startedAt) * pace + 1);
    while (begun < due && (await beginVisit(world))) begun += 1;
    await world.step(time.now() + IDLE_SECONDS);
    await world.lookDue();
    if (await endVisits(world)) world.onProgress('playing');
  }
}

/** Sends a free player to a free teller. Returns false if there is no such pair. */
async function beginVisit(world: SimulatedWorld): Promise<boolean> {
  const { random, tellers, players, game, bank, tally } = world;
  const faultRate = world.faultRate();
  const teller = random.pick(tellers.free());
  const player = random.pick(players.filter((player) => player.visitingTeller === undefined));
  if (!teller || !player) return false;
  await bank.injectFault(random, faultRate);
  const holdings = await game.holdings(player.userId);
  const bring = await prepareVisit(player, holdings, world);
  const changesMind = random.happens(faultRate);
  const leaves = random.happens(0.5);
  if (changesMind) count(tally.faults, leaves ? 'player left' : 'player declined');
  const reusesId = random.happens(faultRate);
  if (reusesId) count(tally.faults, 'trade id used again');
  await world.thief.forge(teller, faultRate);
  tellers.planFault(teller);
  player.visitingTeller = teller.userId;
  teller.visitId = await game.visit({
    hostId: teller.userId,
    guestId: player.userId,
    ...bring,
    reusesId,
    ...(changesMind ? { changesMindAfter: random.whole(1, MAX_SECONDS_TO_CHANGE_MIND), leaves } : {}),
  });
  return true;
}

/** Ends the visits that are over. Returns whether there was one. */
async function endVisits({ tellers, players, game, tally }: SimulatedWorld): Promise<boolean> {
  let hasEnded = false;
  for (const teller of tellers.all) {
    const trade = teller.visitId === undefined ? null : await game.findVisit(teller.visitId);
    if (!trade) continue;
    tellers.endVisit(teller);
    const player = players.find((player) => player.visitingTeller === teller.userId);
    if (player) player.visitingTeller = undefined;
    tally.visits += 1;
    if (trade.status === 'completed') tally.completed += 1;
    hasEnded = true;
  }
  return hasEnded;
}

/** Lets time pass without faults until no withdrawal is open. Returns those that still are, as text. */
async function settle(world: SimulatedWorld): Promise<readonly string[]> {
  const { time } = world;
  const startedAt = time.now();
  let open: readonly string[] = [];
  do {
    world.onProgress('settling open withdrawals');
    const until = time.now() + CHECK_SECONDS;
    while (time.now() < until) await world.step(until);
    await world.lookDue();
    const isTooEarly = time.now() - startedAt < MIN_SETTLING_SECONDS;
    open = isTooEarly
      ? ['not checked yet']
      : [...(await findOpenWithdrawals(world)), ...world.thief.unnoticed()];
  } while (open.length > 0 && time.now() - startedAt < MAX_SETTLING_SECONDS);
  return open;
}

async function findOpenWithdrawals({ players, callBankAsTeller }: SimulatedWorld): Promise<string[]> {
  const open: string[] = [];
  for (const { userId } of players) {
    const { body } = await callBankAsTeller('POST', '/withdraw/check', { robloxUserId: userId });
    const { withdrawals } = z.parse(withdrawCheckAnswer, body);
    for (const { withdrawalId, status } of withdrawals) {
      if (status !== 'reserved')
        open.push(`withdrawal ${withdrawalId} of player ${userId} is still ${status}`);
    }
  }
  return open;
}
