import { z } from 'zod';
import { type Goods, isEmpty, NO_GOODS, type PetStack } from '../bank/engine/pets.ts';
import { inventoryAnswer } from '../bank/inventory.ts';
import { withdrawRequestAnswer } from '../bank/withdraw-request.ts';
import type { AskBank } from './ask-bank.ts';
import type { Random } from './random.ts';

/** The largest part of what they have that a player moves at a time. */
const MOST_STACKS = 3;

export interface Player {
  readonly userId: number;
  /** What they had when the simulation began. */
  readonly had: Goods;
  /** Whom they are with. */
  visitingTeller: number | undefined;
}

/** What a player is up to: bring goods, or fetch what waits. */
export interface Errand {
  readonly kind: 'bring' | 'fetch';
  readonly bring: Goods;
}

interface ErrandOptions {
  readonly ask: AskBank;
  readonly chance: Random;
  readonly holdings: Goods;
}

/**
 * What the player does next. Somebody who wants something back asks for it first, and sometimes changes their
 * mind.
 */
export async function chooseErrand(
  player: Player,
  { ask, chance: random, holdings }: ErrandOptions,
): Promise<Errand> {
  const owned = await ownedBy(player, ask);
  const wantsBack = !isEmpty(owned) && (isEmpty(holdings) || random.happens(0.5));
  if (!wantsBack) return { kind: 'bring', bring: someOf(holdings, random) };
  const wanted = someOf(owned, random);
  const request = {
    requestId: `sim-${player.userId}-${random.whole(1, 1e9)}`,
    robloxUserId: player.userId,
    ...wanted,
  };
  const answer = await ask('POST', '/withdraw/request', request);
  const reserved = withdrawRequestAnswer.safeParse(answer.body);
  if (reserved.success && random.happens(CANCELS)) {
    await ask('POST', '/withdraw/cancel', { withdrawalId: reserved.data.withdrawalId });
  }
  return { kind: 'fetch', bring: NO_GOODS };
}

/** How many of those who want something back think again at once. */
const CANCELS = 0.1;

/** What is free of the player's in the bank. */
async function ownedBy({ userId }: Player, ask: AskBank): Promise<Goods> {
  const { body } = await ask('GET', `/user/${userId}/inventory`);
  const { pets, gems } = z.parse(inventoryAnswer, body);
  return {
    pets: pets.flatMap(({ reserved: _reserved, value: _value, ...pet }) => (pet.quantity > 0 ? [pet] : [])),
    gems,
  };
}

/** Some of the goods, at least something where there is anything. */
export function someOf({ pets, gems }: Goods, random: Random): Goods {
  const stacks: PetStack[] = [];
  for (const pet of pets) {
    if (stacks.length < MOST_STACKS && random.happens(0.5)) {
      stacks.push({ ...pet, quantity: random.whole(1, pet.quantity) });
    }
  }
  const some = {
    pets: stacks,
    gems: gems > 0 && random.happens(0.5) ? random.whole(1, Math.min(gems, MOST_GEMS)) : 0,
  };
  if (!isEmpty(some)) return some;
  const [first] = pets;
  return first
    ? { pets: [{ ...first, quantity: 1 }], gems: 0 }
    : { pets: [], gems: Math.min(gems, MOST_GEMS) };
}

const MOST_GEMS = 1_000_000;
/** How many kinds of pets a player begins with, and how many of each. */
const KINDS = { least: 1, most: 4 } as const;
const OF_EACH = { least: 1, most: 5 } as const;

/** A player with some of these pets and some gems. */
export function newPlayer(userId: number, pets: readonly PetStack[], random: Random): Player {
  const kinds = Array.from({ length: random.whole(KINDS.least, KINDS.most) }, () => random.pick(pets)).filter(
    (pet) => pet !== undefined,
  );
  const stacks = new Map(kinds.map((pet) => [JSON.stringify(pet), pet]));
  return {
    userId,
    had: {
      pets: [...stacks.values()].map((pet) => ({
        ...pet,
        quantity: random.whole(OF_EACH.least, OF_EACH.most),
      })),
      gems: random.whole(0, MOST_GEMS),
    },
    visitingTeller: undefined,
  };
}
