import { describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import { COMMIT_POINTS, type CommitPoint } from '../../src/storage/driver.ts';
import { startBank, type TestBank } from '../support/bank.ts';
import { mongoTests } from '../support/mongo.ts';
import { startProcess } from '../support/process.ts';
import { putProfile } from '../support/scenes.ts';
import { ask } from './crash/ask.ts';
import { expectSameAnswer, type Outcome, stateOf } from './crash/disturbed.ts';
import { KINDS, type Kind, type Wish } from './crash/kinds.ts';
import { expectSoundPlace, makeFilePlace, makeMongoPlace, type Place } from './crash/place.ts';
import { isFull, scaled } from './scale.ts';

const PLACES = [
  {
    group: describe,
    on: 'a file',
    twinOf: createTwins(makeFilePlace),
    makePlace: makeFilePlace,
    isQuick: true,
  },
  // The short form has fewer kinds of operations there, and only the deaths that leave most behind.
  {
    group: mongoTests,
    on: 'MongoDB',
    twinOf: createTwins(makeMongoPlace),
    makePlace: makeMongoPlace,
    isQuick: false,
  },
] as const;
/** With every eighth kind, points from all over a commit come in their turn. */
const EVERY_KIND = 8;
const WORST: ReadonlySet<CommitPoint> = new Set(['moved', 'written', 'stored']);
const TIME_LIMIT_MS = 240_000;

const MAIN = join(import.meta.dir, 'crash/stop-at-point.ts');

/** From here on a commit has happened, whoever hears of it. */
const hasHappenedAt = (point: CommitPoint): boolean => point === 'stored' || point === 'answered';

/** Nothing is under way yet at `taken`: only a death makes a difference there. */
const ERROR_POINTS = COMMIT_POINTS.filter((point) => point !== 'taken');

const noRandom = (length: number): Uint8Array => new Uint8Array(length);

interface Staged {
  readonly wish: Wish;
  readonly profile: { id: number; description: string } | null;
}

/**
 * Brings a bank to the scene of the kind, at a time that the next process in the place still takes for now.
 */
async function stage(bank: TestBank, kind: Kind): Promise<Staged> {
  bank.world.at = Date.now();
  bank.world.random = noRandom;
  const wish = await kind.given(bank);
  return { wish, profile: (await kind.profile?.(bank)) ?? null };
}

const send = (url: string, { key, target, body }: Wish): Promise<Outcome> =>
  ask(url, key, ['POST', target, body]);

/** The answer and the state that a kind ends with when nothing disturbs it. */
interface Twin {
  readonly answer: Outcome;
  readonly before: unknown;
  readonly after: unknown;
}

/** The twin of each kind, made when it is first needed. */
function createTwins(makePlace: () => Place): (kind: Kind) => Promise<Twin> {
  const twins = new Map<Kind, Promise<Twin>>();
  return (kind) => {
    const twin = twins.get(kind) ?? undisturbed(makePlace, kind);
    twins.set(kind, twin);
    return twin;
  };
}

async function undisturbed(makePlace: () => Place, kind: Kind): Promise<Twin> {
  const place = makePlace();
  const bank = await startBank(place.environment, place.given);
  try {
    const { wish } = await stage(bank, kind);
    const before = await stateOf(place);
    const answer = await send(bank.url, wish);
    expect(answer.status).toBe(kind.status);
    return { answer, before, after: await stateOf(place) };
  } finally {
    await bank.stop();
    await place.remove();
  }
}

for (const { group, on, makePlace, twinOf, isQuick } of PLACES) {
  group(
    `on ${on}, an error at any point of a commit leaves all of it or nothing, and a retry settles it:`,
    () => {
      const share = scaled({ short: 1, full: ERROR_POINTS.length });
      for (const [index, kind] of KINDS.entries()) {
        if (!isFull && !isQuick && index % EVERY_KIND > 0) continue;
        // The short form takes the points in turn, each with several kinds.
        const points = [...ERROR_POINTS, ...ERROR_POINTS].slice(index % ERROR_POINTS.length).slice(0, share);
        test(
          kind.name,
          async () => {
            const twin = await twinOf(kind);
            await Promise.all(points.map((point) => failAt(makePlace(), { point, kind, twin })));
          },
          TIME_LIMIT_MS,
        );
      }
    },
  );
}

async function failAt(
  place: Place,
  { point, kind, twin }: { point: CommitPoint; kind: Kind; twin: Twin },
): Promise<void> {
  const bank = await startBank(place.environment, place.given);
  try {
    const { wish } = await stage(bank, kind);
    let passed = 0;
    bank.world.onPoint = (at) => {
      if (at !== point) return;
      passed += 1;
      if (passed === 1) throw new Error(`an error at ${point}`);
    };
    const first = await send(bank.url, wish);
    expect(passed).toBe(1);
    // Once it is answered, an error can't undo it; before, no answer claims that anything happened.
    if (point === 'answered')
      expectSameAnswer(first, { undisturbed: twin.answer, hasHappened: false, statusAgain: undefined });
    else expect(first).toMatchObject({ status: 503, body: { code: 'storage_unavailable' } });
    await expectSettled(place, { point, kind, twin, retry: () => send(bank.url, wish) });
  } finally {
    await bank.stop();
    await place.remove();
  }
}

/** Expects what the point says to be in the place, then the retry to give the undisturbed answer and end. */
async function expectSettled(
  place: Place,
  {
    point,
    kind,
    twin,
    retry,
  }: {
    point: CommitPoint;
    kind: Kind;
    twin: Twin;
    retry: () => Promise<Outcome>;
  },
): Promise<void> {
  const hasHappened = hasHappenedAt(point);
  expect({ point, state: await stateOf(place) }).toEqual({
    point,
    state: hasHappened ? twin.after : twin.before,
  });
  const expected = { undisturbed: twin.answer, hasHappened, statusAgain: kind.statusAgain };
  expectSameAnswer(await retry(), expected);
  const spent = hasHappened ? { nonces: Number(Object(twin.after).nonces) + 1 } : {};
  expect({ point, state: await stateOf(place) }).toEqual({
    point,
    state: { ...Object(twin.after), ...spent },
  });
  await expectSoundPlace(place);
}

/** Every point with every kind; in the short form each point once, with kinds from all over the list. */
const isInShort = (kindAt: number, pointAt: number): boolean => kindAt === (3 * pointAt) % KINDS.length;
const deaths = KINDS.flatMap((kind, kindAt) =>
  COMMIT_POINTS.filter(
    (_, pointAt) => scaled({ short: Number(isInShort(kindAt, pointAt)), full: 1 }) === 1,
  ).map((point) => ({ kind, point })),
);

for (const { group, on, makePlace, twinOf, isQuick } of PLACES) {
  group(`a bank on ${on} that is killed`, () => {
    for (const { kind, point } of deaths) {
      if (!isFull && !isQuick && !WORST.has(point)) continue;
      test(
        `when ${point} is reached goes on from a whole state: ${kind.name}`,
        async () => dieAt(makePlace(), { point, kind, twin: await twinOf(kind) }),
        TIME_LIMIT_MS,
      );
    }
  });
}

async function dieAt(
  place: Place,
  { point, kind, twin }: { point: CommitPoint; kind: Kind; twin: Twin },
): Promise<void> {
  const banks: TestBank[] = [];
  const startNext = async (at?: number): Promise<TestBank> => {
    const bank = await startBank(place.environment, place.given, at);
    banks.push(bank);
    return bank;
  };
  try {
    const bank = await startNext();
    const { wish, profile } = await stage(bank, kind);
    await bank.stop();
    await die(place, { wish, profile }, point);
    const next = await startNext(Date.now());
    next.world.random = noRandom;
    if (profile) await putProfile(next, profile);
    await expectSettled(place, { point, kind, twin, retry: () => send(next.url, wish) });
  } finally {
    for (const bank of banks) await bank.stop();
    await place.remove();
  }
}

/** Sends the wish to a bank in a process of its own, which dies at the point. */
async function die(place: Place, { wish, profile }: Staged, point: CommitPoint): Promise<void> {
  const doomed = await startProcess(
    place.given,
    { ...place.environment, PETBANK_STOP_AT: `${point}:1` },
    { main: MAIN },
  );
  try {
    const askOpenly = (target: string, init?: RequestInit) => fetch(`${doomed.url}${target}`, init);
    if (profile) await putProfile({ askOpenly }, profile);
    expect(await send(doomed.url, wish).catch(() => null)).toBeNull();
    await doomed.exited;
  } finally {
    doomed.kill('SIGKILL');
    await doomed.exited;
  }
}
