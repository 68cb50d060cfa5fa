import type { z } from 'zod';
import type { LimitName } from '../../../src/bank/engine/refusal.ts';
import { type transferAnswer, transferGoods, transferInput } from '../../../src/bank/transfer.ts';
import { type Amounts, addAll, amountsToText, countGems, countPets, minus, tally } from './amounts.ts';
import { defineOperation, refuse } from './call.ts';
import { forgetEmpty, heldOfMember, passOnGivenBack } from './holds.ts';
import { applyExpiry, getUsage, isDue } from './time.ts';
import {
  getMember,
  heldBy,
  LASTS,
  LIMITS,
  learnSeq,
  listOpenOfMember,
  toUtcDay,
  type World,
} from './world.ts';

/** What one member gives another: a gift is one of these, a trade two. */
export interface Giving {
  readonly from: number;
  readonly to: number;
  readonly goods: Amounts;
}

/** Who asks for it, by which Discord user, and since when the other must be linked. */
interface Asker {
  readonly member: number;
  readonly discord: string;
  readonly agreedAt: number;
}

type Answer = z.output<typeof transferAnswer>;

/** At once and whole, and on hold at its receiver. */
export const transfer = defineOperation('transfer', transferGoods, transferInput, (world, ask) => {
  const { input, by, actual } = ask;
  const { fromRobloxUserId: from, toRobloxUserId: to, discordUserId: discord } = input;
  const giving = { from, to, goods: tally(input) };
  const id = `${by} ${input.transferId}`;
  const content = `${amountsToText(giving.goods)} of ${from} to ${to} through ${discord}`;
  const done = world.transfers.get(id);
  if (done && done.content !== content) return refuse('request_reused');
  if (done) return { says: { ...done.says, replayed: true }, as: ['transferred again'] };
  if (world.halted) return refuse('halted');
  if (from === to) return refuse('invalid', 'to oneself');
  const refusal = checkGivings(world, [giving], { member: from, discord, agreedAt: world.now });
  if (refusal) return refusal;
  const expired = moveAll(world, [giving]);
  const seq = learnSeq(world, actual?.seq);
  const says: Answer = { transactionId: `t-${seq}`, seq, status: 'transferred', replayed: false };
  world.transfers.set(id, { content, says });
  return { says, as: ['transferred', ...expired.map((status) => `transferred, and found ${status}`)] };
});

/** Why nothing of it may move, in the order of the contract: for each reason, of both sides. */
export function checkGivings(now: World, givings: readonly Giving[], asker: Asker) {
  const world = afterTime(now, givings);
  const parties = givings.length > 0 && givings[0] ? [givings[0].from, givings[0].to] : [];
  if (parties.some((id) => getMember(world, id).frozen)) return refuse('frozen');
  if (!parties.every((id) => isLinked(world, id, asker))) return refuse('not_linked');
  const isCooling = (id: number): boolean => world.now < (getMember(world, id).cooldownUntil ?? 0);
  if (givings.some(({ from }) => isCooling(from))) return refuse('link_cooldown');
  const over = findOver(world, givings);
  if (over) return refuse('limit_exceeded', over);
  return findLacking(world, givings);
}

/** A copy in which time has done its work: what is refused must not leave even that. */
function afterTime(world: World, givings: readonly Giving[]): World {
  const reserved = givings.flatMap(({ from }) => listOpenOfMember(world, from));
  if (!reserved.some((withdrawal) => isDue(world, withdrawal))) return world;
  const copy = structuredClone(world);
  for (const { from } of givings) applyExpiry(copy, listOpenOfMember(copy, from));
  return copy;
}

function isLinked({ links }: World, id: number, { member, discord, agreedAt }: Asker): boolean {
  const [by, link] = [...links].find(([, held]) => held.member === id) ?? [];
  return member === id ? by === discord : link !== undefined && link.linkedAt <= agreedAt;
}

function findOver(world: World, givings: readonly Giving[]): LimitName | undefined {
  const demands: [LimitName, boolean][] = givings.flatMap(({ from, goods }): [LimitName, boolean][] => {
    const used = getUsage(world, from, toUtcDay(world.now));
    const [pets, gems] = [countPets(goods), countGems(goods)];
    return [
      ['LIMIT_PETS_PER_TRADE', pets > BigInt(LIMITS.petsPerTrade)],
      ['LIMIT_GEMS_PER_TRADE', gems > BigInt(LIMITS.gemsPerTrade)],
      ['LIMIT_PETS_PER_DAY', pets > 0n && used.pets + pets > BigInt(LIMITS.petsPerDay)],
      ['LIMIT_GEMS_PER_DAY', gems > 0n && used.gems + gems > BigInt(LIMITS.gemsPerDay)],
    ];
  });
  for (const { to, goods } of givings) {
    const back = givings.find(({ from }) => from === to)?.goods ?? new Map();
    const held = heldBy(world, to);
    const [pets, gems] = [countPets(goods) - countPets(back), countGems(goods) - countGems(back)];
    demands.push(
      ['LIMIT_PETS_HELD', pets > 0n && countPets(held) + pets > BigInt(LIMITS.petsHeld)],
      ['LIMIT_GEMS_HELD', gems > 0n && countGems(held) + gems > BigInt(LIMITS.gemsHeld)],
    );
  }
  return demands.find(([, isOver]) => isOver)?.[0];
}

function findLacking(world: World, givings: readonly Giving[]) {
  const isShort = (has: Amounts, [asset, amount]: [string, bigint]): boolean =>
    (has.get(asset) ?? 0n) < amount;
  for (const { from, goods } of givings) {
    const lacking = [...goods].find((each) => isShort(getMember(world, from).free, each));
    if (lacking) return refuse(lacking[0] === 'gems' ? 'insufficient_gems' : 'insufficient_pets');
  }
  const isOnHold = ({ from, goods }: Giving): boolean => {
    const cleared = minus(getMember(world, from).free, heldOfMember(world, from));
    return [...goods].some((each) => isShort(cleared, each));
  };
  return givings.some(isOnHold) ? refuse('on_hold') : undefined;
}

/** Moves every side. Names what was found expired on the way. */
export function moveAll(world: World, givings: readonly Giving[]): ('expired' | 'uncertain')[] {
  const expired = givings.flatMap(({ from }) => applyExpiry(world, listOpenOfMember(world, from)));
  for (const { from, to, goods } of givings) {
    addAll(getMember(world, from).free, goods, -1n);
    addAll(getMember(world, to).free, goods);
    // What fell to zero on the way keeps nothing on hold.
    forgetEmpty(world);
  }
  for (const { from, to, goods } of givings) {
    const used = getUsage(world, from, toUtcDay(world.now));
    used.pets += countPets(goods);
    used.gems += countGems(goods);
    world.gifts.push({ member: to, goods: new Map(goods), until: world.now + LASTS.giftMs });
    passOnGivenBack(world, { from, to });
  }
  return expired;
}
