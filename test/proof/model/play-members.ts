import type { PetStack } from '../../../src/bank/engine/pets.ts';
import type { RobloxProfile, RobloxUser } from '../../../src/bank/profiles.ts';
import type { ProfileLookup } from '../../../src/bank/verify.ts';
import { foundAccount, randomOf, usernameOf } from '../../bank/link.ts';
import { asGoods, countGems } from './amounts.ts';
import { cancel, request } from './request.ts';
import { type Dice, type Intent, nextName, pickFrom, type Scene, sendNew } from './scene.ts';
import { getUsage } from './time.ts';
import { confirm, start, unlinking } from './verify.ts';
import { getMember, LIMITS, toUtcDay } from './world.ts';

interface Wanted {
  readonly pets?: readonly PetStack[];
  readonly gems?: number;
  readonly discordUserId?: string;
}

function ask(scene: Scene, { by, member }: Dice, wanted: Wanted) {
  const { pets = [], gems = 0, discordUserId } = wanted;
  if (pets.length === 0 && gems === 0) return [];
  const body = {
    requestId: nextName(scene),
    robloxUserId: member,
    pets: [...pets],
    gems,
    ...(discordUserId === undefined ? {} : { discordUserId }),
  };
  scene.repeatable.request.push({
    again: () => request(by, { ...body, pets: [...body.pets].reverse() }),
    other: () => request(by, { ...body, gems: body.gems + 1 }),
    byAnother: () => request(by === 'web' ? 'app' : 'web', body),
  });
  return sendNew(scene, request(by, body));
}

export const RARE = { id: 'Axolotl', variant: 'rainbow', shiny: true, chroma: 3 } as const;
const CAT = { id: 'Cat', variant: 'normal', shiny: false } as const;

/** Asks for what the member has, or a part of it. */
const fits: Intent = (scene, dice) => {
  const { member, pick, isSo } = dice;
  const { pets, gems } = asGoods(getMember(scene.world, member).free);
  const pet = pickFrom(pets, pick);
  const quantity = Math.min(pet?.quantity ?? 0, isSo ? LIMITS.petsPerTrade : 1);
  const name = pet?.id === 'fox_01' && isSo ? 'Shown Fox' : pet?.id;
  const wantedGems = pick % 3 === 0 || !pet ? Math.min(gems, 1 + (pick % 30)) : 0;
  return ask(scene, dice, { pets: pet && name ? [{ ...pet, id: name, quantity }] : [], gems: wantedGems });
};

/** Just over the limit, or just within it. */
const atTheEdge: Intent = (scene, dice) => {
  const { world } = scene;
  const { member, pick, isSo } = dice;
  const { free } = getMember(world, member);
  const used = getUsage(world, member, toUtcDay(world.now));
  const over = isSo ? 1 : 0;
  const [pet = { ...CAT, quantity: 0 }, other] = asGoods(free).pets;
  const edges: (() => Wanted)[] = [
    () => ({ pets: [{ ...pet, quantity: LIMITS.petsPerTrade + over }] }),
    () => ({ gems: LIMITS.gemsPerTrade + over }),
    () => ({ pets: [{ ...pet, quantity: Math.max(1, LIMITS.petsPerDay - Number(used.pets) + over) }] }),
    () => ({ gems: Math.max(1, LIMITS.gemsPerDay - Number(used.gems) + over) }),
    () => ({ pets: [{ ...pet, quantity: pet.quantity + 1 }] }),
    () => ({ gems: Number(countGems(free)) + 1 }),
    () => ({ pets: [{ ...CAT, id: 'Rock', quantity: 1 }] }),
    // Each line is there; both together aren't.
    () => ({
      pets: [
        { ...pet, quantity: Math.max(1, pet.quantity) },
        ...(other ? [{ ...other, quantity: 1 }] : []),
        { ...pet, quantity: 1 },
      ],
    }),
  ];
  return ask(scene, dice, pickFrom(edges, pick)?.() ?? {});
};

/** As a Discord user: the one who is linked, or someone else. */
const through: Intent = (scene, dice) => {
  const linked = [...scene.world.links].find(([, held]) => held.member === dice.member)?.[0];
  const discordUserId = dice.pick % 4 > 0 && linked !== undefined ? linked : dice.discord;
  return ask(scene, dice, { gems: 1, discordUserId });
};

/** Whatever became of them: each status is as likely as the others. */
const callOff: Intent = (scene, { pick, by }) => {
  const all = [...scene.world.withdrawals.values()];
  const status = pickFrom([...new Set(all.map((withdrawal) => withdrawal.status))], pick);
  const withdrawal = pickFrom(
    all.filter((each) => each.status === status),
    Math.floor(pick / 7),
  );
  return sendNew(scene, cancel(by, { withdrawalId: pick % 25 > 0 && withdrawal ? withdrawal.id : 'w-0' }));
};

function saidOf(member: number, pick: number): ProfileLookup<RobloxUser> {
  if (pick === 11) return { kind: 'unavailable' };
  return pick === 12 ? { kind: 'not_found' } : foundAccount(member);
}

/** By one of a few codes, so that some come twice. */
const beginLink: Intent = (scene, { member, discord, by, pick }) => {
  const random = randomOf(pick % 7);
  const user = saidOf(member, pick % 13);
  return sendNew(
    scene,
    start(by, { discordUserId: discord, robloxUsername: usernameOf(member), random, user }),
  );
};

/** Mostly for the code that waits; the profile shows it in one way or another, or doesn't. */
const proveLink: Intent = (scene, dice) => {
  const { by, pick, isSo } = dice;
  const discord = whoProves(scene, dice);
  const pending = scene.world.codes.get(discord);
  if (!pending && !scene.world.links.has(discord) && pick % 5 > 0) return [];
  const named = pending && pick % 9 > 0 ? pending.member : dice.member;
  const profile = profileOf(named, pending?.code ?? 'no code', pick);
  const robloxUsername = isSo ? usernameOf(named).toUpperCase() : usernameOf(named);
  const salt = `salt of ${pick}`;
  return sendNew(scene, confirm(by, { discordUserId: discord, robloxUsername, profile, salt }));
};

function whoProves({ world }: Scene, { discord, pick }: Dice): string {
  if (world.codes.has(discord) || pick % 5 === 0) return discord;
  return pickFrom([...world.codes.keys()], pick) ?? discord;
}

/** What Roblox says: nothing, that there is nobody, another account, or a profile. */
function profileOf(member: number, code: string, pick: number): ProfileLookup<RobloxProfile> {
  const bios = [
    code,
    `Hi! ${code.toUpperCase().replaceAll(' ', ' - ')}.`,
    code,
    code,
    '## ### ## ####',
    `${code.slice(1)} x`,
  ];
  const found = foundAccount(member);
  const account = { ...found.account, description: pickFrom(bios, pick) ?? '', isBanned: pick % 17 === 0 };
  switch (pick % 19) {
    case 13:
      return { kind: 'unavailable' };
    case 14:
      return { kind: 'not_found' };
    case 15:
      return { ...found, account: { ...account, id: member + 1 } };
    default:
      return { ...found, account };
  }
}

const endLink: Intent = (scene, { discord, by, pick }) => {
  const linked = pick % 4 === 0 ? undefined : pickFrom([...scene.world.links.keys()], pick);
  return sendNew(scene, unlinking(by, { discordUserId: linked ?? discord }));
};

/** Gems alone, as many as one trade may take. */
const askGems: Intent = (scene, dice) =>
  ask(scene, dice, {
    gems: Math.min(LIMITS.gemsPerTrade, Number(countGems(getMember(scene.world, dice.member).free))),
  });
/** A pet that only a few have. */
const askRare: Intent = (scene, dice) => ask(scene, dice, { pets: [{ ...RARE, quantity: 2 }] });

export const MEMBER_PLAYS = {
  fits,
  atTheEdge,
  through,
  callOff,
  beginLink,
  proveLink,
  endLink,
  askGems,
  askRare,
};
