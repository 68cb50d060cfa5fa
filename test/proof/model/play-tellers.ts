import { type Amounts, addAll, amountsToText, asGoods, isSame, tally } from './amounts.ts';
import { check } from './claim.ts';
import { complete } from './complete.ts';
import { deposit } from './deposit.ts';
import { RARE } from './play-members.ts';
import { report } from './report.ts';
import { type Dice, type Intent, nextName, pickFrom, type Scene, sendNew } from './scene.ts';
import { type Claim, getTeller, LIMITS, listOpen, toIso, type Withdrawal } from './world.ts';

const otherTeller = (teller: string): string => (teller === 'teller-1' ? 'teller-2' : 'teller-1');

function trade(scene: Scene, { member, teller, isSo }: Dice, goods: Dice['goods']) {
  if (goods.pets.length === 0 && goods.gems === 0) return [];
  const at = toIso(scene.world.now);
  const body = {
    tradeId: nextName(scene),
    robloxUserId: member,
    ...goods,
    pets: [...goods.pets],
    ...(isSo ? { tradedAt: at } : {}),
  };
  const sameMoment = isSo ? { tradedAt: at.replace('Z', '+00:00') } : {};
  scene.repeatable.deposit.push({
    again: () => deposit(teller, { ...body, ...sameMoment, pets: [...body.pets].reverse() }),
    other: () => deposit(teller, { ...body, gems: body.gems + 1 }),
    byAnother: () => deposit(otherTeller(teller), body),
  });
  return sendNew(scene, deposit(teller, body));
}

const bring: Intent = (scene, dice) => trade(scene, dice, dice.goods);

const PET = { variant: 'normal', shiny: false, quantity: 1 } as const;
/** Something that can't be credited, or too much, between other things. */
const bringOdd: Intent = (scene, dice) => {
  const { pick, goods } = dice;
  const odd = [
    { ...goods, pets: [...goods.pets, { ...PET, id: 'Rock' }] },
    { ...goods, pets: [{ ...PET, id: 'Ghost' }, ...goods.pets] },
    { ...goods, pets: [...goods.pets, { ...PET, id: 'Dog', quantity: LIMITS.petsPerTrade + 1 }] },
    { ...goods, gems: LIMITS.gemsPerTrade + (pick % 3) },
  ];
  return trade(scene, dice, pickFrom(odd, pick) ?? goods);
};

const checkOnly: Intent = (scene, { member, teller }) =>
  sendNew(scene, check(teller, { robloxUserId: member }));

/** For a member who waits, if there is one. */
const claim: Intent = (scene, { member, teller, pick }) => {
  const waiting = listOpen(scene.world).filter((withdrawal) => withdrawal.status !== 'uncertain');
  const robloxUserId = pick % 8 === 0 ? member : (pickFrom(waiting, pick)?.member ?? member);
  return sendNew(scene, check(teller, { robloxUserId, claim: true }));
};

interface Held {
  readonly withdrawalId: string;
  readonly claim: Claim;
  readonly withdrawal: Withdrawal;
}

/** Claims that no one has said a word of yet. */
const heldClaims = (scene: Scene): Held[] =>
  listOpen(scene.world).flatMap((withdrawal) =>
    withdrawal.claim ? [{ withdrawalId: withdrawal.id, claim: withdrawal.claim, withdrawal }] : [],
  );

function say(scene: Scene, by: string, body: Parameters<typeof complete>[1]) {
  const delivered = body.outcome === 'declined' ? 'delivered' : 'declined';
  scene.repeatable.complete.push({
    again: () => complete(by, body),
    other: () =>
      complete(by, {
        withdrawalId: body.withdrawalId,
        claimToken: body.claimToken,
        tradeId: body.tradeId,
        outcome: delivered,
      }),
    byAnother: () => complete(otherTeller(by), body),
  });
  return sendNew(scene, complete(by, body));
}

/** The teller says how it went. */
const reportOutcome: Intent = (scene, { pick, isSo }) => {
  const held = pickFrom(heldClaims(scene), pick);
  if (!held) return [];
  const { withdrawalId, claim: lease, withdrawal } = held;
  const claimToken = lease.token;
  const words = { withdrawalId, claimToken, tradeId: nextName(scene) };
  if (lease.handed.size === 0) return say(scene, lease.teller, { ...words, outcome: 'declined' });
  const delivered = asGoods(lease.handed);
  const isAll = isSame(lease.handed, withdrawal.goods);
  if (isAll && isSo) return say(scene, lease.teller, { ...words, outcome: 'delivered' });
  return say(scene, lease.teller, {
    ...words,
    outcome: isAll && pick % 2 === 0 ? 'delivered' : 'partial',
    delivered,
  });
};

/** Words that the bank must not take. What they speak of may be real, so that most leave a case. */
const reportWrongOutcome: Intent = (scene, { pick, isSo, teller }) => {
  const { world } = scene;
  const tradeId = nextName(scene);
  const old = pickFrom(world.claims, pick);
  const all = [...world.withdrawals.values()];
  const held = pickFrom(heldClaims(scene), pick);
  const outcome = isSo ? 'delivered' : 'declined';
  const waiting = pickFrom(
    all.filter((withdrawal) => withdrawal.status === 'reserved'),
    pick,
  );
  const closed = pickFrom(
    all.filter((withdrawal) => withdrawal.claim === null || withdrawal.status.endsWith('delivered')),
    pick,
  );
  const claimed = held && { withdrawalId: held.withdrawalId, claimToken: held.claim.token, tradeId };
  const wrong: (() => ReturnType<typeof complete> | undefined)[] = [
    () => complete(teller, { withdrawalId: 'w-0', claimToken: 'c-0', tradeId, outcome }),
    () =>
      waiting &&
      complete(teller, { withdrawalId: waiting.id, claimToken: old?.claim.token ?? 'c-0', tradeId, outcome }),
    () =>
      closed &&
      complete(teller, { withdrawalId: closed.id, claimToken: old?.claim.token ?? 'c-0', tradeId, outcome }),
    () => claimed && complete(otherTeller(held.claim.teller), { ...claimed, outcome }),
    () =>
      claimed && complete(held.claim.teller, { ...claimed, claimToken: staleToken(scene, held), outcome }),
    () => claimed && complete(held.claim.teller, { ...claimed, outcome: 'partial' }),
    () => claimed && complete(held.claim.teller, { ...claimed, outcome: 'declined', delivered: { gems: 1 } }),
    () =>
      claimed &&
      complete(held.claim.teller, { ...claimed, outcome: 'partial', delivered: tooMuch(held, isSo) }),
    () =>
      claimed &&
      complete(held.claim.teller, { ...claimed, outcome: 'delivered', delivered: tooLittle(held) }),
  ];
  const call = pickFrom(wrong, pick)?.();
  return call ? sendNew(scene, call) : [];
};

/** A token of the same withdrawal that counts no more, or one that never did. */
const staleToken = ({ world }: Scene, { withdrawalId, claim: { token, teller } }: Held): string =>
  world.claims.find(
    (claim) =>
      claim.withdrawalId === withdrawalId && claim.claim.token !== token && claim.claim.teller === teller,
  )?.claim.token ?? 'c-0';

function tooMuch({ withdrawal }: Held, isGems: boolean) {
  const { pets, gems } = asGoods(withdrawal.goods);
  return isGems || pets.length === 0
    ? { gems: gems + 1 }
    : { pets: pets.map((pet) => ({ ...pet, quantity: pet.quantity + 1 })) };
}

/** Less than was claimed, where it can be less; else more. */
function tooLittle({ withdrawal }: Held) {
  const { pets, gems } = asGoods(withdrawal.goods);
  const [pet] = pets;
  if (pet && pet.quantity > 1) return { pets: [{ ...pet, quantity: pet.quantity - 1 }] };
  return pet && gems > 0 ? { pets: [pet] } : { gems: gems > 1 ? gems - 1 : gems + 1 };
}

/** What the teller sees in its hands now, written down for now or later. */
function draftReport(scene: Scene, teller: string) {
  const { now, head } = scene.world;
  const holds = asGoods(getTeller(scene.world, teller).game);
  return { ...holds, seq: head, reportedAt: toIso(now) };
}

const count: Intent = (scene, { teller, pick, isAlone }) => {
  const { reportedAt, seq, ...holds } = draftReport(scene, teller);
  const never = seq + (isAlone ? 1 : 1_000);
  const withSeq = [{}, { seq: never }, { seq, reportedAt }, { seq: Math.max(0, seq - 30) }, { seq: seq - 1 }][
    pick % 12
  ] ?? {
    seq,
  };
  return sendNew(scene, report(teller, { ...holds, ...withSeq }));
};

const draft: Intent = (scene, { teller }) => {
  const body = draftReport(scene, teller);
  scene.drafts.push({ teller, send: () => report(teller, body) });
  return [];
};
const sendDraft: Intent = (scene, { pick }) => {
  const draft = pickFrom(scene.drafts.slice(-4), pick);
  return draft ? sendNew(scene, draft.send()) : [];
};

/** Something goes, or comes, that nobody reports to the bank. */
const slip: Intent = (scene, { teller, pick, isSo }) => {
  const holds = asGoods(getTeller(scene.world, teller).game);
  const pet = pickFrom(holds.pets, pick);
  return move(
    scene,
    teller,
    tally(pet ? { pets: [{ ...pet, quantity: 1 }], gems: 0 } : { pets: [], gems: Math.min(holds.gems, 1) }),
    isSo,
  );
};

/** Just these goods go, where they are there. */
const lose: Intent = (scene, { teller, goods }) => {
  const { game } = getTeller(scene.world, teller);
  const isThere = [...tally(goods)].every(([asset, amount]) => (game.get(asset) ?? 0n) >= amount);
  return isThere ? move(scene, teller, tally(goods), true) : [];
};

function move({ world, story }: Scene, teller: string, goods: Amounts, isLost: boolean): [] {
  const { game, unexplained } = getTeller(world, teller);
  addAll(game, goods, isLost ? -1n : 1n);
  addAll(unexplained, goods, isLost ? 1n : -1n);
  story.push(`in the game, ${amountsToText(goods)} ${isLost ? 'vanishes from' : 'comes to'} ${teller}`);
  return [];
}

const bringRare: Intent = (scene, dice) => trade(scene, dice, { pets: [{ ...RARE, quantity: 2 }], gems: 0 });
/** What is over the trade waits in quarantine: the rare ones, and some of the gems. */
const bringRareOver: Intent = (scene, dice) => {
  const pets = [
    { ...PET, id: 'Dog', quantity: LIMITS.petsPerTrade },
    { ...RARE, quantity: 2 },
  ];
  return trade(scene, dice, { pets, gems: LIMITS.gemsPerTrade + 10 });
};

export const TELLER_PLAYS = {
  bring,
  bringOdd,
  bringRare,
  bringRareOver,
  checkOnly,
  claim,
  reportOutcome,
  reportWrongOutcome,
  count,
  draft,
  sendDraft,
  slip,
  lose,
};
