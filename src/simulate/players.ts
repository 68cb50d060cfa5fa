import { z } from 'zod';
import { type Goods, isEmpty, NO_GOODS, type PetStack } from '../bank/engine/pets.ts';
import { inventoryAnswer } from '../bank/inventory.ts';
import { withdrawRequestAnswer } from '../bank/withdraw-request.ts';
import type { CallBank } from './bank-server.ts';
import type { Random } from './random.ts';

/** How many kinds of pets a player moves at a time, at most. */
const MAX_STACKS_MOVED = 3;
const MAX_GEMS = 1_000_000;
/** How many kinds of pets a player begins with, and how many of each. */
const INITIAL_KINDS = [1, 4] as const;
const INITIAL_QUANTITY = [1, 5] as const;
/** How many of those who request a withdrawal cancel it at once. */
const CANCEL_RATE = 0.1;

export interface Player {
  readonly userId: number;
  readonly initialGoods: Goods;
  /** The account of the teller that they are with. */
  visitingTeller: number | undefined;
}

/** A player with some of these pets and some gems. */
export function createPlayer(userId: number, pets: readonly PetStack[], random: Random): Player {
  const picked = Array.from({ length: random.whole(...INITIAL_KINDS) }, () => random.pick(pets) ?? []).flat();
  const kinds = new Map(picked.map((pet) => [JSON.stringify(pet), pet])).values();
  const stacks = [...kinds].map((pet) => ({ ...pet, quantity: random.whole(...INITIAL_QUANTITY) }));
  const initialGoods = { pets: stacks, gems: random.whole(0, MAX_GEMS) };
  return { userId, initialGoods, visitingTeller: undefined };
}

/**
 * What the player brings to their next visit: nothing if they come to fetch a withdrawal, which they first
 * request, and sometimes cancel.
 */
export async function prepareVisit(
  { userId }: Player,
  holdings: Goods,
  { callBank, random }: { readonly callBank: CallBank; readonly random: Random },
): Promise<Goods> {
  const available = toAvailable(await readInventory(userId, callBank));
  const withdraws = !isEmpty(available) && (isEmpty(holdings) || random.happens(0.5));
  if (!withdraws) return pickSome(holdings, random);
  const wanted = pickSome(available, random);
  const answer = await callBank('POST', '/withdraw/request', {
    requestId: `sim-${userId}-${random.whole(1, 1e9)}`,
    robloxUserId: userId,
    ...wanted,
  });
  const reserved = withdrawRequestAnswer.safeParse(answer.body);
  if (reserved.success && random.happens(CANCEL_RATE)) {
    await callBank('POST', '/withdraw/cancel', { withdrawalId: reserved.data.withdrawalId });
  }
  return NO_GOODS;
}

export async function readInventory(userId: number, callBank: CallBank) {
  const { body } = await callBank('GET', `/user/${userId}/inventory`);
  return z.parse(inventoryAnswer, body);
}

/** What the player has in the bank, hasn't reserved and may take. */
const toAvailable = ({ pets, gems, onHold }: z.infer<typeof inventoryAnswer>): Goods => ({
  pets: pets.flatMap(({ reserved: _reserved, value: _value, onHold: held, ...pet }) =>
    pet.quantity > held ? [{ ...pet, quantity: pet.quantity - held }] : [],
  ),
  gems: gems - onHold.gems,
});

/** Picks some of the goods, at least something where there is anything. */
function pickSome({ pets, gems }: Goods, random: Random): Goods {
  const stacks: PetStack[] = [];
  for (const pet of pets) {
    if (stacks.length < MAX_STACKS_MOVED && random.happens(0.5)) {
      stacks.push({ ...pet, quantity: random.whole(1, pet.quantity) });
    }
  }
  const maxGems = Math.min(gems, MAX_GEMS);
  const some = { pets: stacks, gems: gems > 0 && random.happens(0.5) ? random.whole(1, maxGems) : 0 };
  if (!isEmpty(some)) return some;
  const [first] = pets;
  return first ? { pets: [{ ...first, quantity: 1 }], gems: 0 } : { pets: [], gems: maxGems };
}
