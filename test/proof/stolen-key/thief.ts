import { petKey } from '../../../src/bank/engine/pets.ts';
import { readInventory } from '../../../src/bank/inventory.ts';
import type { Dice } from '../dice.ts';
import * as bank from './doors.ts';
import { judgeAnswered, judgeClaim } from './judge.ts';
import {
  ACCOMPLICES,
  ASSETS,
  getScript,
  HONEST,
  newId,
  note,
  PEOPLE,
  TELLERS,
  type Thief,
  TITANIC,
  toGoods,
  type World,
} from './world.ts';

/** The thief's one key, and what they have learnt by it. */
export interface Mind {
  readonly key: bank.Key;
  /** When they begin and give up. */
  readonly from: number;
  readonly until: number;
  /** The ways that this one has: some are loud, others hardly heard. */
  readonly moves: readonly Move[];
  /** Whether they unsay what their accomplices' own trades are about to end as. */
  readonly unsays: boolean;
  newestSeq: number;
  readonly claims: { withdrawalId: string; claimToken: string }[];
}

type Move = (world: World, mind: Mind) => Promise<void>;

const anyone = (dice: Dice): number => dice.pick(PEOPLE);

/** What the key did counts from now on, and must be told. */
function noteForged(world: World, mind: Mind, what: string, seq: number): void {
  judgeAnswered(world, mind.key);
  world.forged.push(world.now);
  // With the script dead, a thief who reports in its name is heard by nobody before it is started again.
  if (world.thief !== 'dead' || !mind.moves.some((move) => move === vouch || move === muddle))
    world.untoldSince ??= world.now;
  mind.newestSeq = Math.max(mind.newestSeq, seq);
  note(world, `the thief ${what}: ${seq}`);
}

/** A trade that never happened, of what other tellers hold; at times under the id of an honest trade. */
const forge: Move = async (world, mind) => {
  const { dice } = world;
  const script = getScript(world, TELLERS[0]);
  const guessed = `${script.id}-${script.trades + dice.below(3)}`;
  const asset = dice.pick(ASSETS);
  const amount = BigInt(1 + dice.below(asset === TITANIC ? 5 : 200));
  await credit(
    world,
    mind,
    dice.pick(ACCOMPLICES),
    toGoods([[asset, amount]]),
    dice.onceIn(4) ? guessed : null,
  );
};

async function credit(world: World, mind: Mind, robloxUserId: number, goods: object, id: string | null) {
  const tradeId = id ?? newId(world, 'x');
  const answer = await bank.deposit(world, mind.key, { tradeId, robloxUserId, ...goods });
  if (typeof answer !== 'string' && !answer.replayed) {
    noteForged(world, mind, `credits ${robloxUserId} ${JSON.stringify(goods)}`, answer.seq);
  }
}

/** So many one-gem deposits that a victim's own are hard to find. */
const flood: Move = async (world, mind) => {
  const victim = anyone(world.dice);
  const deposits = Array.from({ length: 20 }, () => () => credit(world, mind, victim, { gems: 1 }, null));
  await world.turns.atOnce(deposits);
};

/** Says that all is there and all is known: what clears credits. */
const vouch: Move = async (world, mind) => {
  const all = ASSETS.map((asset) => [asset, 1_000_000_000n] as const);
  await say(world, mind, { ...toGoods(all), seq: mind.newestSeq });
};

/** Says what pauses the teller, and what no script would. */
const muddle: Move = async (world, mind) => {
  const { known } = getScript(world, TELLERS[0]);
  const seq = world.dice.pick([known, 0, mind.newestSeq + 1_000, undefined]);
  await say(world, mind, seq === undefined ? {} : { seq });
};

async function say(world: World, mind: Mind, body: Parameters<typeof bank.report>[2]): Promise<void> {
  const answer = await bank.report(world, mind.key, body);
  if (typeof answer === 'string') return;
  judgeAnswered(world, mind.key);
  mind.newestSeq = Math.max(mind.newestSeq, answer.lastTradeSeq);
}

/** Takes the claims that the honest script should have, or hears the tokens of those that it has. */
const claim: Move = async (world, mind) => {
  await world.turns.atOnce(
    PEOPLE.map((robloxUserId) => async () => {
      const claimed = await claimOf(world, mind, robloxUserId);
      if (claimed) mind.claims.push(claimed);
    }),
  );
};

async function claimOf(world: World, mind: Mind, robloxUserId: number) {
  const answer = await bank.check(world, mind.key, { robloxUserId, claim: true });
  if (typeof answer === 'string' || !answer.claimed) return null;
  judgeAnswered(world, mind.key);
  await judgeClaim(world, answer.claimed);
  return answer.claimed;
}

/** Ends a claim: one of theirs, or of any withdrawal by a token that they guess. */
const end: Move = async (world, mind) => {
  const { dice } = world;
  const own = mind.claims[dice.below(mind.claims.length || 1)];
  const head = (await world.turns.alone(world.driver.head)).seq;
  const guess = { withdrawalId: `w-${head - dice.below(40)}`, claimToken: `c-${head - dice.below(40)}` };
  const { withdrawalId, claimToken } = own && !dice.onceIn(4) ? own : guess;
  await finish(world, mind, { withdrawalId, claimToken }, dice.pick(['delivered', 'declined', 'partial']));
};

async function finish(
  world: World,
  mind: Mind,
  claimed: { withdrawalId: string; claimToken: string },
  outcome: 'delivered' | 'declined' | 'partial',
) {
  const { withdrawalId, claimToken } = claimed;
  const body = { withdrawalId, claimToken, tradeId: newId(world, 'x'), outcome };
  const delivered = outcome === 'partial' ? { delivered: { gems: 1 } } : {};
  const answer = await bank.complete(world, mind.key, { ...body, ...delivered });
  if (typeof answer !== 'string') noteForged(world, mind, `ends ${withdrawalId} as ${outcome}`, answer.seq);
}

/** Says that victims got what is theirs, and that an accomplice brought the same: no goods are lacking. */
const swap: Move = async (world, mind) => {
  await world.turns.atOnce(
    HONEST.map((robloxUserId) => async () => {
      const claimed = await claimOf(world, mind, robloxUserId);
      if (!claimed) return;
      await finish(world, mind, claimed, 'delivered');
      const { pets, gems } = claimed;
      await credit(world, mind, world.dice.pick(ACCOMPLICES), { pets, gems }, null);
    }),
  );
};

/** Asks for whatever the accomplice is shown, as any member may. */
const ask: Move = async (world) => {
  const { dice } = world;
  const robloxUserId = dice.pick(ACCOMPLICES);
  const { pets, gems } = await world.turns.alone(() =>
    world.book.query(readInventory, robloxUserId, { by: 'bot' }),
  );
  const titanics = pets.find((pet) => petKey(pet) === TITANIC)?.quantity ?? 0;
  const [asset, most] = titanics > 0 && !dice.onceIn(4) ? [TITANIC, titanics] : ['gems', gems];
  if (most === 0) return;
  const goods = toGoods([[asset, BigInt(1 + dice.below(dice.onceIn(4) ? most : Math.min(most, 5)))]]);
  await bank.request(world, bank.BOT, { requestId: newId(world, 'r'), robloxUserId, ...goods });
};

/** The accomplice goes to an honest teller, with an honest face. */
const visit: Move = async (world) => {
  const script = getScript(world, world.dice.pick(TELLERS));
  const member = world.dice.pick(ACCOMPLICES);
  if (world.visits.length < 4) world.visits.push({ script, member });
};

/** With a key of the bot's: in anybody's name. */
const asAnyone: Move = async (world, mind) => {
  const { dice } = world;
  const robloxUserId = anyone(dice);
  const goods = toGoods([[dice.pick(ASSETS), BigInt(1 + dice.below(20))]]);
  const answer = await bank.request(world, mind.key, {
    requestId: newId(world, 'x'),
    robloxUserId,
    ...goods,
  });
  if (typeof answer !== 'string' && dice.onceIn(2))
    await bank.cancel(world, mind.key, { withdrawalId: answer.withdrawalId });
};

/** With a key of staff's tools: ends whatever waits, as it helps. */
const decide: Move = async (world, mind) => {
  const { dice } = world;
  const open = await world.turns.alone(() => world.driver.cases({ isOpen: true, limit: 50 }));
  const found = open[dice.below(open.length || 1)];
  const ways = [
    'credit',
    'return',
    'delivered',
    'not_delivered',
    'resume',
    'close',
    'confirm',
    'reverse',
  ] as const;
  if (found)
    await bank.resolve(world, mind.key, {
      caseId: found.id,
      resolution: dice.pick([...ways, ...ways]),
      reason: 'looked into',
    });
};
const halt: Move = async (world, mind) =>
  void (await bank.halt(world, mind.key, { halted: world.dice.onceIn(3), reason: 'looked into' }));
const freeze: Move = async (world, mind) =>
  void (await bank.freeze(world, mind.key, {
    robloxUserId: anyone(world.dice),
    frozen: world.dice.onceIn(2),
    reason: 'looked into',
  }));

/** What an accomplice hands to a teller is theirs, and theirs to take back. */
const everyKind: readonly Move[] = [ask, ask, visit, visit, visit];
/** Ways with a teller's key; the last is to keep still, and to unsay what honest trades end as. */
const TELLER_PLANS: readonly [readonly Move[], ...(readonly Move[])[]] = [
  [forge, vouch],
  [forge, vouch, claim, end],
  [claim, end],
  [swap, vouch, vouch, vouch],
  [forge, forge, vouch, vouch, muddle, flood, claim, end],
  [],
];
const [, , , , ANYTHING = []] = TELLER_PLANS;

/** What a thief does all day: some are loud, others hardly heard. */
export function chooseMoves(thief: Thief, dice: Dice): readonly Move[] {
  switch (thief) {
    case 'teller':
    case 'dead':
      return [...dice.pick(TELLER_PLANS), ...everyKind];
    case 'member':
      return [asAnyone, asAnyone, ...ANYTHING, decide, ...everyKind];
    case 'read':
      return [asAnyone, ...ANYTHING, decide, halt, ...everyKind];
    case 'admin':
      return [decide, decide, decide, halt, freeze, asAnyone, ...ANYTHING, ...everyKind];
    default:
      return thief satisfies never;
  }
}

/** Up to three moves: at once, or each once the one before is answered. */
export async function makeMoves(world: World, mind: Mind): Promise<void> {
  const { dice, turns } = world;
  const moves = Array.from({ length: 1 + dice.below(3) }, () => async () => {
    await mind.moves[dice.below(mind.moves.length)]?.(world, mind);
  });
  if (dice.onceIn(2)) await turns.atOnce(moves);
  else for (const move of moves) await move();
}

/** In the middle of their own trade with the honest script: unsays what is about to happen. */
export async function unsay(world: World, mind: Mind, robloxUserId: number): Promise<void> {
  if (!mind.unsays || world.now < mind.from || world.now > mind.until) return;
  const claimed = await claimOf(world, mind, robloxUserId);
  if (claimed) await finish(world, mind, claimed, 'declined');
}
