import { type Again, type Attempt, type Intent, pickFrom, type Scene, sendNew } from './scene.ts';
import { LASTS } from './world.ts';

const passing =
  (name: string, ms: number): Intent =>
  ({ world, story }) => {
    world.now += ms;
    story.push(`${name} passes`);
    return [];
  };
const aRun = passing('45 seconds', 45_000);
const aMinute = passing('a minute', 60_000);
const aLease = passing('a lease', LASTS.leaseMs);
const aReservation = passing('a reservation', LASTS.reservationMs);
const aDay = passing('a day', LASTS.cooldownMs);

const KINDS: readonly Again[] = ['deposit', 'request', 'complete', 'transfer', 'offer', 'answer'];
const pickRepeatable = (scene: Scene, pick: number) =>
  pickFrom(scene.repeatable[pickFrom(KINDS, pick) ?? 'deposit'], Math.floor(pick / KINDS.length));

const again: Intent = (scene, { pick }) => {
  const repeatable = pickRepeatable(scene, pick);
  return repeatable ? sendNew(scene, repeatable.again()) : [];
};
const otherwise: Intent = (scene, { pick }) => {
  const repeatable = pickRepeatable(scene, pick);
  return repeatable ? sendNew(scene, repeatable.other()) : [];
};
const byAnother: Intent = (scene, { pick }) => {
  const repeatable = pickRepeatable(scene, pick);
  return repeatable ? sendNew(scene, repeatable.byAnother()) : [];
};

/** Very same bytes once more: someone has recorded them. As long as the signature would hold. */
const recorded: Intent = ({ sent, world }, { pick }) => {
  const fresh = sent.filter(({ nonce }) => nonce && world.now < nonce.expiresAt);
  // Some operations are rare: each is as likely as the others.
  const operation = pickFrom([...new Set(fresh.map(({ call }) => call.operation))], pick);
  const picked = pickFrom(
    fresh.filter(({ call }) => call.operation === operation),
    Math.floor(pick / 13),
  );
  return picked ? [picked] : [];
};

/** The latest, once more. */
const recordedNow: Intent = ({ sent }) => sent.slice(-1).filter(({ nonce }) => nonce !== undefined);

/** The nonce of someone else's request: it is theirs alone. */
const sameNonce: Intent = ({ sent }, { pick }) => {
  const picked = pickFrom(sent, pick);
  if (!picked?.nonce) return [];
  const [name] = picked.nonce.keyId.split('@');
  const attempt: Attempt = { call: picked.call, nonce: { ...picked.nonce, keyId: `${name}@b` } };
  return [attempt];
};

/** The same at once, three times: twice signed anew, and once not. */
const inAHurry: Intent = (scene, { pick }) => {
  const repeatable = pickRepeatable(scene, pick);
  if (!repeatable) return [];
  const [first] = sendNew(scene, repeatable.again());
  return first ? [first, first, ...sendNew(scene, repeatable.again())] : [];
};

const restart: Intent = (scene) => {
  scene.books = [scene.bench.openBook(), scene.bench.openBook()];
  scene.story.push('the bank starts again');
  return [];
};

export const ANYONES_PLAYS = {
  aRun,
  aMinute,
  aLease,
  aReservation,
  aDay,
  again,
  otherwise,
  byAnother,
  recorded,
  recordedNow,
  sameNonce,
  inAHurry,
  restart,
};
