import type { PetStack } from '../../../src/bank/engine/pets.ts';
import { asGoods, countGems, countPets } from './amounts.ts';
import { transfer } from './gifts.ts';
import { type Attempt, type Dice, type Intent, nextName, pickFrom, type Scene, sendNew } from './scene.ts';
import { getUsage } from './time.ts';
import { accept, decline, listOpenOffers, offer } from './trades.ts';
import { getMember, heldBy, LIMITS, type Offer, toUtcDay, type World } from './world.ts';

interface Wanted {
  readonly pets: PetStack[];
  readonly gems: number;
}

const CAT: PetStack = { id: 'Cat', variant: 'normal', shiny: false, quantity: 1 };
const pets = (quantity: number, pet: PetStack = CAT): Wanted => ({
  pets: [{ ...pet, quantity: Math.max(1, quantity) }],
  gems: 0,
});
const gems = (amount: number): Wanted => ({ pets: [], gems: Math.max(1, amount) });

const discordOf = ({ links }: World, member: number): string | undefined =>
  [...links].find(([, link]) => link.member === member)?.[0];

/** Two members, mostly both linked, and the first one's Discord user. */
function findPair({ world }: Scene, { member, discord, pick }: Dice) {
  const linked = [...world.links.values()].map((link) => link.member);
  const from = linked.includes(member) || pick % 9 === 0 ? member : (pickFrom(linked, pick) ?? member);
  const others = linked.filter((id) => id !== from);
  const to = pick % 23 === 0 ? from : (pickFrom(others, Math.floor(pick / 3)) ?? (from % 3) + 1);
  const own = pick % 13 === 0 ? undefined : discordOf(world, from);
  return { from, to, discordUserId: own ?? discord };
}

/** What the member has, a little of it. */
function some(world: World, member: number, pick: number): Wanted {
  const { pets: has, gems: free } = asGoods(getMember(world, member).free);
  const pet = pickFrom(has, pick);
  return pick % 3 > 0 && pet ? pets(1, pet) : gems(Math.min(free, 1 + (pick % 9)));
}

/** Just over a limit, or just within it. */
function edge(world: World, { from, to }: { from: number; to: number }, { pick, isSo }: Dice): Wanted {
  const { free } = getMember(world, from);
  const used = getUsage(world, from, toUtcDay(world.now));
  const held = heldBy(world, to);
  const over = isSo ? 1 : 0;
  const [pet = CAT] = asGoods(free).pets;
  const edges: (() => Wanted)[] = [
    () => pets(LIMITS.petsPerTrade + over, pet),
    () => gems(LIMITS.gemsPerTrade + over),
    () => pets(LIMITS.petsPerDay - Number(used.pets) + over, pet),
    () => gems(LIMITS.gemsPerDay - Number(used.gems) + over),
    () => pets(LIMITS.petsHeld - Number(countPets(held)) + over, pet),
    () => gems(LIMITS.gemsHeld - Number(countGems(held)) + over),
    () => pets(pet.quantity + 1, pet),
    () => gems(Number(countGems(free)) + 1),
  ];
  return pickFrom(edges, pick)?.() ?? gems(1);
}

function give(scene: Scene, dice: Dice, goodsOf: (pair: { from: number; to: number }) => Wanted): Attempt[] {
  const { by } = dice;
  const { from, to, discordUserId } = findPair(scene, dice);
  const parties = { fromRobloxUserId: from, toRobloxUserId: to, discordUserId };
  const body = { transferId: nextName(scene), ...parties, ...goodsOf({ from, to }) };
  scene.repeatable.transfer.push({
    again: () => transfer(by, body),
    other: () => transfer(by, { ...body, gems: body.gems + 1 }),
    byAnother: () => transfer(by === 'web' ? 'app' : 'web', body),
  });
  return sendNew(scene, transfer(by, body));
}

const giveSome: Intent = (scene, dice) => give(scene, dice, ({ from }) => some(scene.world, from, dice.pick));
const giveEdge: Intent = (scene, dice) => give(scene, dice, (pair) => edge(scene.world, pair, dice));

function propose(scene: Scene, dice: Dice, isEdge: boolean): Attempt[] {
  const { world } = scene;
  const { by, pick, isSo } = dice;
  const { from, to, discordUserId } = findPair(scene, dice);
  const sides = [some(world, from, pick), some(world, to, Math.floor(pick / 5))] as const;
  const [giver, receiver] = isSo ? [from, to] : [to, from];
  const at = edge(world, { from: giver, to: receiver }, { ...dice, isSo: Math.floor(pick / 8) % 2 === 0 });
  const [gives, wants] = !isEdge ? sides : isSo ? [at, sides[1]] : [sides[0], at];
  const parties = { fromRobloxUserId: from, toRobloxUserId: to, discordUserId };
  const body = { offerId: nextName(scene), ...parties, gives, wants };
  scene.repeatable.offer.push({
    again: () => offer(by, body),
    other: () => offer(by, { ...body, wants: { ...wants, gems: wants.gems + 1 } }),
    byAnother: () => offer(by === 'web' ? 'app' : 'web', body),
  });
  return sendNew(scene, offer(by, body));
}

const offerSome: Intent = (scene, dice) => propose(scene, dice, false);
const offerEdge: Intent = (scene, dice) => propose(scene, dice, true);

/** To the member with the number of the pick. */
const offerTo: Intent = (scene, { by, member, discord, pick }) => {
  const discordUserId = discordOf(scene.world, member) ?? discord;
  const parties = { fromRobloxUserId: member, toRobloxUserId: pick, discordUserId };
  return sendNew(scene, offer(by, { offerId: nextName(scene), ...parties, gives: gems(1), wants: gems(2) }));
};

/** Mostly an open offer, and the newest; else one of any status. */
function findOffer({ world }: Scene, pick: number): Offer | undefined {
  const open = listOpenOffers(world);
  if (pick % 4 > 0 && open.length > 0) return pick % 4 > 1 ? open.at(-1) : pickFrom(open, pick);
  return pickFrom([...world.offers.values()], Math.floor(pick / 4));
}

/** Accepted, declined or taken back, mostly by whom and through whom it may be. */
const answer: Intent = (scene, { pick, by, discord, isSo }) => {
  const found = findOffer(scene, pick);
  const isMaker = pick % 11 > 8;
  const member = (isMaker ? found?.from : found?.to) ?? 1;
  const own = discordOf(scene.world, member);
  const discordUserId = pick % 17 === 0 ? discord : (own ?? discord);
  const act = { offerId: pick % 37 === 0 ? 'x0' : (found?.id ?? 'x0'), robloxUserId: member, discordUserId };
  const [said, other] = isSo || pick % 3 === 0 ? [accept, decline] : [decline, accept];
  scene.repeatable.answer.push({
    again: () => said(by, act),
    other: () => other(by, act),
    byAnother: () => said(by === 'web' ? 'app' : 'web', act),
  });
  return sendNew(scene, said(by, act));
};

/** The newest offer, by whom it was made to. */
const acceptNewest: Intent = (scene, { by, discord }) => {
  const newest = [...scene.world.offers.values()].at(-1);
  if (!newest) return [];
  const discordUserId = discordOf(scene.world, newest.to) ?? discord;
  return sendNew(scene, accept(by, { offerId: newest.id, robloxUserId: newest.to, discordUserId }));
};

export const GIFT_PLAYS = { giveSome, giveEdge, offerSome, offerEdge, offerTo, answer, acceptNewest };
