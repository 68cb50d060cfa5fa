import type { z } from 'zod';
import { completeDeposit, type depositAnswer, depositInput } from '../../../src/bank/deposit.ts';
import {
  type Amounts,
  add,
  addAll,
  amountsToText,
  asGoods,
  countGems,
  countPets,
  petIdByName,
  tally,
  toAssetKey,
} from './amounts.ts';
import { defineOperation, type Foreseen, refuse } from './call.ts';
import { hasLike } from './holds.ts';
import { openCase } from './time.ts';
import {
  getMember,
  getTeller,
  HOUR_WORTH,
  heldBy,
  LASTS,
  LIMITS,
  learn,
  learnSeq,
  toHour,
  toIso,
  type World,
} from './world.ts';

type Input = z.output<typeof depositInput>;
type Answer = z.output<typeof depositAnswer>;

const TRADABLE = ['Cat', 'Dog', 'Axolotl', 'fox_01', 'Titanic Sun'];
const UNTRADABLE = ['Rock'];

/** A trade that has happened: nothing of it is refused or lost, and it counts once. */
export const deposit = defineOperation(
  'deposit',
  completeDeposit,
  depositInput,
  (world, { input, by, actual }) => {
    const id = `deposit:${by}:${input.tradeId}`;
    const all = tally(input);
    const tradedAt = input.tradedAt === undefined ? null : Date.parse(input.tradedAt);
    const content = `${amountsToText(all)} of ${input.robloxUserId} at ${tradedAt}`;
    const done = world.deposits.get(id);
    if (done && done.content !== content) return reused(world, id, { input, by });
    if (done) return { says: { ...done.says, replayed: true }, as: [`${done.says.status} again`] };
    const { credited, quarantined, why } = divide(world, input);
    const teller = getTeller(world, by);
    addAll(teller.game, all);
    addAll(teller.stock, all);
    addAll(getMember(world, input.robloxUserId).free, credited);
    addAll(world.quarantine, quarantined);
    if (quarantined.size > 0) {
      const about = { member: input.robloxUserId, teller: by, withdrawalId: null, goods: quarantined };
      openCase(world, `quarantine:${id}`, { kind: 'quarantine', ...about });
    }
    const previousTradeSeq = teller.lastSeq;
    teller.lastSeq = learnSeq(world, actual?.seq);
    teller.trades.push({ at: world.now, seq: teller.lastSeq });
    if (teller.report) teller.report.isLatest = false;
    const overHour = countHour(world, by, credited);
    if (overHour !== null) {
      const about = { member: null, teller: by, withdrawalId: null, goods: new Map() };
      openCase(world, limitCaseId(by, overHour), { kind: 'teller_limit', ...about });
    }
    const brought = amountsToText(credited);
    const [asset] = [...credited.keys()];
    const like = { teller: by, member: input.robloxUserId, content: brought };
    const isDuplicate = asset !== undefined && hasLike(world, like, asset);
    if (isDuplicate) {
      world.cases.set(`possible_duplicate:${by}:${input.robloxUserId}`, {
        kind: 'possible_duplicate',
        member: input.robloxUserId,
        teller: by,
        withdrawalId: null,
        goods: new Map(all),
        isOpen: true,
        resolution: null,
      });
    }
    world.credits.push({
      teller: by,
      member: input.robloxUserId,
      seq: teller.lastSeq,
      at: world.now,
      caseId: `quarantine:${id}`,
      goods: new Map(credited),
      stock: new Map(credited),
      shownSince: null,
      isCleared: false,
      isConfirmed: false,
      content: brought,
      isDuplicate,
      overHour,
    });
    const isHeld = credited.size > 0;
    const isTimed = isHeld && overHour === null && teller.contradictedAt === null;
    const says: Answer = {
      transactionId: learn(world, actual?.transactionId),
      seq: teller.lastSeq,
      status: quarantined.size > 0 ? 'quarantined' : 'credited',
      credited: asGoods(credited),
      quarantined: asGoods(quarantined),
      gems: Number(countGems(getMember(world, input.robloxUserId).free)),
      onHold: isHeld,
      onHoldUntil: isTimed ? toIso(world.now + LASTS.holdMs) : null,
      previousTradeSeq,
      replayed: false,
    };
    world.deposits.set(id, { content, says });
    const as = why.size === 0 ? ['credited'] : [...why].map((reason) => `quarantined: ${reason}`);
    const also = [...(isDuplicate ? ['like another'] : []), ...(overHour === null ? [] : ['over the hour'])];
    return { says, as: [...as, ...also] };
  },
);

const VALUES: ReadonlyMap<string, number> = new Map([
  ['gems', 1],
  ['pet/normal/-/-/Cat', 100],
  ['pet/normal/-/-/Dog', 250],
  ['pet/normal/-/-/fox_01', 1_000],
]);

/** Counts what is credited in its clock hour, which is returned where its limit is exceeded. */
function countHour(world: World, id: string, credited: Amounts): number | null {
  if (credited.size === 0) return null;
  const teller = getTeller(world, id);
  const since = toHour(world.now);
  const worth = [...credited].reduce(
    (sum, [asset, amount]) => sum + (VALUES.get(asset) ?? 0) * Number(amount),
    teller.hour.since === since ? teller.hour.worth : 0,
  );
  teller.hour = { since, worth };
  return worth > HOUR_WORTH ? since : null;
}

const limitCaseId = (id: string, hour: number): string => `teller_limit:${id}:${toIso(hour).slice(0, 13)}`;
/** The hour that such a case is about. */
export const parseHour = (caseId: string): number => Date.parse(`${caseId.slice(-13)}:00:00Z`);

/** Another trade under a name that was used: something happened in the game, so it waits for the operator. */
function reused(world: World, id: string, { input, by }: { input: Input; by: string }): Foreseen<Answer> {
  const about = { member: input.robloxUserId, teller: by, withdrawalId: null, goods: tally(input) };
  openCase(world, `refused:${id}`, { kind: 'refused_trade', ...about });
  return refuse('request_reused');
}

interface Divided {
  readonly credited: Amounts;
  readonly quarantined: Amounts;
  readonly why: Set<string>;
}

/**
 * What is credited and what waits: the unknown, the untradable, and what is over a limit, in the order
 * of the request.
 */
function divide(world: World, input: Input): Divided {
  const divided: Divided = { credited: new Map(), quarantined: new Map(), why: new Set() };
  const held = heldBy(world, input.robloxUserId);
  const pets = limitLeft(LIMITS.petsPerTrade, LIMITS.petsHeld, countPets(held));
  for (const [asset, amount] of tally({ ...input, gems: 0 })) {
    const stack = input.pets.find((pet) => toAssetKey(pet) === asset);
    const reason = findReason(stack?.id ?? '');
    const taken = reason ? 0n : smaller(pets.left, amount);
    pets.left -= taken;
    split(divided, asset, { taken, amount, why: reason ?? pets.why });
  }
  const gems = limitLeft(LIMITS.gemsPerTrade, LIMITS.gemsHeld, countGems(held));
  const amount = BigInt(input.gems);
  split(divided, 'gems', { taken: smaller(gems.left, amount), amount, why: `gems ${gems.why}` });
  return divided;
}

function split(
  { credited, quarantined, why }: Divided,
  asset: string,
  share: { taken: bigint; amount: bigint; why: string },
): void {
  add(credited, asset, share.taken);
  add(quarantined, asset, share.amount - share.taken);
  if (share.taken < share.amount) why.add(share.why);
}

function findReason(name: string): string | undefined {
  if (UNTRADABLE.includes(name)) return 'untradable';
  return TRADABLE.includes(petIdByName(name)) ? undefined : 'unknown pet';
}

function limitLeft(perTrade: number, most: number, held: bigint): { left: bigint; why: string } {
  const free = BigInt(most) > held ? BigInt(most) - held : 0n;
  return free < BigInt(perTrade)
    ? { left: free, why: 'over what one may hold' }
    : { left: BigInt(perTrade), why: 'over the trade' };
}

const smaller = (left: bigint, other: bigint): bigint => (left < other ? left : other);
