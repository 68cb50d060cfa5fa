import type { z } from 'zod';
import { completeDeposit, type depositAnswer, depositInput } from '../../../src/bank/deposit.ts';
import { type Amounts, add, addAll, asGoods, gemsOf, idOf, keyOf, petsOf, tally, textOf } from './amounts.ts';
import { type Foreseen, kindOf, refuse } from './call.ts';
import { openCase } from './time.ts';
import { heldBy, LIMITS, learn, learnSeq, memberOf, tellerOf, type World } from './world.ts';

type Input = z.output<typeof depositInput>;
type Answer = z.output<typeof depositAnswer>;

const TRADABLE = ['Cat', 'Dog', 'Axolotl', 'fox_01', 'Titanic Sun'];
const UNTRADABLE = ['Rock'];

/** A trade that has happened: nothing of it is refused or lost, and it counts once. */
export const deposit = kindOf('deposit', completeDeposit, depositInput, (world, { input, by, heard }) => {
  const id = `deposit:${by}:${input.tradeId}`;
  const all = tally(input);
  const tradedAt = input.tradedAt === undefined ? null : Date.parse(input.tradedAt);
  const content = `${textOf(all)} of ${input.robloxUserId} at ${tradedAt}`;
  const done = world.deposits.get(id);
  if (done && done.content !== content) return reused(world, id, { input, by });
  if (done) return { says: { ...done.says, replayed: true }, as: [`${done.says.status} again`] };
  const { credited, quarantined, why } = part(world, input);
  const teller = tellerOf(world, by);
  addAll(teller.game, all);
  addAll(teller.stock, all);
  addAll(memberOf(world, input.robloxUserId).free, credited);
  addAll(world.quarantine, quarantined);
  if (quarantined.size > 0) {
    const about = { member: input.robloxUserId, teller: by, withdrawalId: null, goods: quarantined };
    openCase(world, `quarantine:${id}`, { kind: 'quarantine', ...about });
  }
  teller.lastSeq = learnSeq(world, heard?.seq);
  if (teller.report) teller.report.isLatest = false;
  const says: Answer = {
    transactionId: learn(world, heard?.transactionId),
    seq: teller.lastSeq,
    status: quarantined.size > 0 ? 'quarantined' : 'credited',
    credited: asGoods(credited),
    quarantined: asGoods(quarantined),
    gems: Number(gemsOf(memberOf(world, input.robloxUserId).free)),
    replayed: false,
  };
  world.deposits.set(id, { content, says });
  return { says, as: why.size === 0 ? ['credited'] : [...why].map((reason) => `quarantined: ${reason}`) };
});

/** Another trade under a name that was used: something happened in the game, so it waits for the operator. */
function reused(world: World, id: string, { input, by }: { input: Input; by: string }): Foreseen<Answer> {
  const about = { member: input.robloxUserId, teller: by, withdrawalId: null, goods: tally(input) };
  openCase(world, `refused:${id}`, { kind: 'refused_trade', ...about });
  return refuse('request_reused');
}

interface Parted {
  readonly credited: Amounts;
  readonly quarantined: Amounts;
  readonly why: Set<string>;
}

/**
 * What is credited and what waits: the unknown, the untradable, and what no limit has room for, in the order
 * of the request.
 */
function part(world: World, input: Input): Parted {
  const parted: Parted = { credited: new Map(), quarantined: new Map(), why: new Set() };
  const held = heldBy(world, input.robloxUserId);
  const pets = roomOf(LIMITS.petsPerTrade, LIMITS.petsHeld, petsOf(held));
  for (const [asset, amount] of tally({ ...input, gems: 0 })) {
    const stack = input.pets.find((pet) => keyOf(pet) === asset);
    const fault = faultOf(stack?.id ?? '');
    const taken = fault ? 0n : smaller(pets.left, amount);
    pets.left -= taken;
    split(parted, asset, { taken, amount, why: fault ?? pets.why });
  }
  const gems = roomOf(LIMITS.gemsPerTrade, LIMITS.gemsHeld, gemsOf(held));
  const amount = BigInt(input.gems);
  split(parted, 'gems', { taken: smaller(gems.left, amount), amount, why: `gems ${gems.why}` });
  return parted;
}

function split(
  { credited, quarantined, why }: Parted,
  asset: string,
  part: { taken: bigint; amount: bigint; why: string },
): void {
  add(credited, asset, part.taken);
  add(quarantined, asset, part.amount - part.taken);
  if (part.taken < part.amount) why.add(part.why);
}

function faultOf(name: string): string | undefined {
  if (UNTRADABLE.includes(name)) return 'untradable';
  return TRADABLE.includes(idOf(name)) ? undefined : 'unknown pet';
}

function roomOf(perTrade: number, most: number, held: bigint): { left: bigint; why: string } {
  const free = BigInt(most) > held ? BigInt(most) - held : 0n;
  return free < BigInt(perTrade)
    ? { left: free, why: 'over what one may hold' }
    : { left: BigInt(perTrade), why: 'over the trade' };
}

const smaller = (left: bigint, other: bigint): bigint => (left < other ? left : other);
