import type { z } from 'zod';
import type { LimitName } from '../../../src/bank/engine/refusal.ts';
import { cancelWithdrawal, withdrawCancelInput } from '../../../src/bank/withdraw-cancel.ts';
import {
  requestWithdrawal,
  type withdrawRequestAnswer,
  withdrawRequestInput,
} from '../../../src/bank/withdraw-request.ts';
import {
  type Amounts,
  addAll,
  amountsToText,
  asGoods,
  countGems,
  countPets,
  minus,
  tally,
} from './amounts.ts';
import { defineOperation, type Foreseen, refuse } from './call.ts';
import { isDeliverable } from './claim.ts';
import { heldOfMember } from './holds.ts';
import { applyExpiry, getUsage, isDue, releaseReservation, statusAt } from './time.ts';
import {
  getMember,
  LASTS,
  LIMITS,
  learn,
  learnSeq,
  listOpenOfMember,
  toIso,
  toUtcDay,
  type World,
} from './world.ts';

type Input = z.output<typeof withdrawRequestInput>;
type Answer = z.output<typeof withdrawRequestAnswer>;

/** All of it is set aside for its member, or nothing. */
export const request = defineOperation(
  'request',
  requestWithdrawal,
  withdrawRequestInput,
  (world, { input, by, actual }) => {
    const id = `${by} ${input.requestId}`;
    const goods = tally(input);
    const { robloxUserId, discordUserId = 'no one' } = input;
    const content = `${amountsToText(goods)} for ${robloxUserId} through ${discordUserId}`;
    const done = world.requests.get(id);
    if (done && done.content !== content) return refuse('request_reused');
    if (done) return { says: { ...done.says, replayed: true }, as: ['reserved again'] };
    const refusal =
      checkEligibility(world, input) ?? findShortfall(afterTime(world, robloxUserId), robloxUserId, goods);
    if (refusal) return refusal;
    const expired = applyExpiry(world, listOpenOfMember(world, robloxUserId));
    const says: Answer = {
      withdrawalId: learn(world, actual?.withdrawalId),
      seq: learnSeq(world, actual?.seq),
      status: 'reserved',
      ...asGoods(goods),
      expiresAt: toIso(world.now + LASTS.reservationMs),
      deliverableBy: [...world.tellers.keys()]
        .filter((teller) => isDeliverable(world, { goods }, teller))
        .sort(),
      replayed: false,
    };
    reserve(world, { member: robloxUserId, goods, says });
    world.requests.set(id, { content, says });
    return {
      says,
      as: ['reserved', ...expired.map((status) => `reserved, and another was found ${status}`)],
    };
  },
);

/** A copy in which time has done its work: a request that is refused must not leave even that. */
function afterTime(world: World, member: number): World {
  if (!listOpenOfMember(world, member).some((withdrawal) => isDue(world, withdrawal))) return world;
  const copy = structuredClone(world);
  applyExpiry(copy, listOpenOfMember(copy, member));
  return copy;
}

function checkEligibility(
  world: World,
  { robloxUserId, discordUserId, pets }: Input,
): Foreseen<Answer> | undefined {
  const member = getMember(world, robloxUserId);
  if (world.halted) return refuse('halted');
  if (member.frozen) return refuse('frozen');
  if (discordUserId !== undefined && world.links.get(discordUserId)?.member !== robloxUserId)
    return refuse('not_linked');
  if (member.cooldownUntil !== null && world.now < member.cooldownUntil) return refuse('link_cooldown');
  return pets.some((pet) => pet.id === 'Rock') ? refuse('untradable') : undefined;
}

/** The limit in the way, or what is lacking. */
function findShortfall(world: World, member: number, goods: Amounts): Foreseen<Answer> | undefined {
  const used = getUsage(world, member, toUtcDay(world.now));
  const pets = countPets(goods);
  const gems = countGems(goods);
  const demands: [LimitName, boolean][] = [
    ['LIMIT_PETS_PER_TRADE', pets > BigInt(LIMITS.petsPerTrade)],
    ['LIMIT_GEMS_PER_TRADE', gems > BigInt(LIMITS.gemsPerTrade)],
    ['LIMIT_OPEN_WITHDRAWALS', listOpenOfMember(world, member).length >= LIMITS.openWithdrawals],
    ['LIMIT_PETS_PER_DAY', pets > 0n && used.pets + pets > BigInt(LIMITS.petsPerDay)],
    ['LIMIT_GEMS_PER_DAY', gems > 0n && used.gems + gems > BigInt(LIMITS.gemsPerDay)],
  ];
  const limit = demands.find(([, isOver]) => isOver);
  if (limit) return refuse('limit_exceeded', limit[0]);
  const { free } = getMember(world, member);
  const lacking = [...goods].find(([asset, amount]) => (free.get(asset) ?? 0n) < amount);
  if (lacking) return refuse(lacking[0] === 'gems' ? 'insufficient_gems' : 'insufficient_pets');
  const cleared = minus(free, heldOfMember(world, member));
  return [...goods].some(([asset, amount]) => (cleared.get(asset) ?? 0n) < amount)
    ? refuse('on_hold')
    : undefined;
}

function reserve(
  world: World,
  { member, goods, says }: { member: number; goods: Amounts; says: Answer },
): void {
  addAll(getMember(world, member).free, goods, -1n);
  const used = getUsage(world, member, toUtcDay(world.now));
  used.pets += countPets(goods);
  used.gems += countGems(goods);
  world.withdrawals.set(says.withdrawalId, {
    id: says.withdrawalId,
    place: says.seq,
    member,
    goods,
    requestedAt: world.now,
    status: 'reserved',
    expiresAt: world.now + LASTS.reservationMs,
    claim: null,
  });
}

/** Only what no teller may be handing over can be called off. */
export const cancel = defineOperation(
  'cancel',
  cancelWithdrawal,
  withdrawCancelInput,
  (world, { input: { withdrawalId } }) => {
    const withdrawal = world.withdrawals.get(withdrawalId);
    if (!withdrawal) return refuse('withdrawal_not_found');
    const status = statusAt(withdrawal, world.now);
    const says = { withdrawalId, status: 'cancelled' } as const;
    switch (status) {
      case 'cancelled':
        return { says, as: ['cancelled again'] };
      case 'reserved':
        releaseReservation(world, withdrawal, 'cancelled');
        return { says, as: ['cancelled'] };
      case 'claimed':
      case 'uncertain':
        return refuse('withdrawal_claimed', status);
      default:
        return refuse('withdrawal_already_closed', status);
    }
  },
);
