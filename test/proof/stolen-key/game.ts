import { watchTellers } from '../../../src/bank/teller-watch.ts';
import { sweepWithdrawals } from '../../../src/bank/withdrawals.ts';
import type { Driver } from '../../../src/storage/driver.ts';
import { MINUTE, SECOND } from '../../bank/rules.ts';
import type { Dice } from '../dice.ts';
import { tellerKey } from './doors.ts';
import { ask, report, tellAgain, trade } from './honest.ts';
import { judge, judgeEnd } from './judge.ts';
import { respond } from './staff.ts';
import { chooseMoves, type Mind, makeMoves, unsay } from './thief.ts';
import { type Game, HONEST, hear, openWorld, TELLERS, type Thief, type World } from './world.ts';

/** How often things happen, on the bank's clock. */
const TICK = 5 * SECOND;
const TRADE_EVERY = 20 * SECOND;
const ASK_EVERY = 30 * SECOND;
const SWEEP_EVERY = 15 * SECOND;

interface Tick {
  readonly sinceMs: number;
  readonly reportEveryMs: number;
}

export interface Day {
  readonly thief: Thief;
  readonly seed: number;
  readonly lastsMs: number;
  readonly reportEveryMs: number;
}

/** Plays a day on an empty database. Rejects with what broke, and all that happened before. */
export async function playDay(driver: Driver, day: Day, game: Game | null = null): Promise<World> {
  const world = await openWorld(driver, day, game);
  const begin = world.now;
  const mind = think(world, day);
  try {
    for (; world.now < begin + day.lastsMs; world.now += TICK)
      await tick(world, mind, { ...day, sinceMs: world.now - begin });
    await judgeEnd(world);
    return world;
  } catch (error) {
    throw new Error(`${String(error)}\n${JSON.stringify(day)}, after:\n${world.trail.join('\n')}`, {
      cause: error,
    });
  }
}

/** The thief comes when the bank is busy, and stays for a while, also once the key is revoked. */
function think({ now, dice, scripts }: World, { thief, lastsMs }: Day): Mind {
  const from = now + MINUTE + dice.below(lastsMs / 3);
  const until = from + 5 * MINUTE + dice.below(lastsMs / 2);
  const isDead = thief === 'dead';
  const isTellers = isDead || thief === 'teller';
  const key = isTellers ? tellerKey(TELLERS[0]) : { id: `${thief}-key`, scope: thief };
  const [script] = scripts;
  // Sooner or later somebody comes by and finds it down.
  if (isDead && script) Object.assign(script, { downFrom: from, downUntil: from + 50 * MINUTE });
  return {
    key,
    from,
    until,
    newestSeq: 0,
    claims: [],
    moves: chooseMoves(thief, dice),
    unsays: isTellers && dice.onceIn(2),
  };
}

async function tick(world: World, mind: Mind, { sinceMs, reportEveryMs }: Tick): Promise<void> {
  const isDue = (everyMs: number, aheadMs = 0): boolean => (sinceMs + aheadMs) % everyMs === 0;
  const meanwhile = (member: number) => unsay(world, mind, member);
  const acts = world.scripts.map((script) => async (): Promise<void> => {
    await tellAgain(world, script);
    if (isDue(TRADE_EVERY, script.aheadMs)) await trade(world, script, meanwhile);
    if (isDue(reportEveryMs, script.aheadMs)) await report(world, script);
  });
  if (isDue(ASK_EVERY)) acts.push(() => ask(world, world.dice.pick(HONEST)));
  if (mind.from <= world.now && world.now < mind.until) {
    world.isStolen ||= mind.key.scope === 'teller';
    acts.push(() => makeMoves(world, mind));
  }
  await world.turns.atOnce(shuffle(world.dice, acts));
  if (isDue(SWEEP_EVERY)) await sweep(world);
  for (const event of (await world.game?.hear(world.now)) ?? []) hear(world, event);
  // Scripts report when it sweeps: between, nobody but a thief's teller is contradicted.
  if (isDue(SWEEP_EVERY) || world.untoldSince !== null) await judge(world);
  await listen(world);
}

/** In an order that the dice decide. */
const shuffle = <Item>(dice: Dice, items: readonly Item[]): Item[] =>
  items
    .map((item) => ({ item, at: dice.below(2 ** 31) }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item);

/** What the bank does by itself from time to time. */
async function sweep({ book, now }: World): Promise<void> {
  // A database returns them in any order.
  const withdrawalIds = (await book.reads.dueWithdrawals({ at: now, limit: 200 })).toSorted();
  if (withdrawalIds.length > 0) await book.perform(sweepWithdrawals, { withdrawalIds }, { by: 'bank' });
  await watchTellers(book, { at: now, since: 0 });
}

/** Staff hear of something, and see to it when they have time. */
async function listen(world: World): Promise<void> {
  const { told, now, dice } = world;
  if (told.length > world.heard) world.respondsAt ??= now + MINUTE + dice.below(30 * MINUTE);
  if (world.respondsAt === null || now < world.respondsAt) return;
  world.heard = told.length;
  world.respondsAt = null;
  await respond(world);
}
