import { describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import { COMMIT_POINTS, type CommitPoint } from '../../src/storage/driver.ts';
import { makeBankFile, startBank, type TestBank } from '../support/bank.ts';
import { type BankFile, type BankProcess, startProcess } from '../support/process.ts';
import { PERSON } from '../support/scenes.ts';
import { ask, expectSoundFile } from './crash/ask.ts';
import { expectSameAnswer, type Outcome, stateOf } from './crash/disturbed.ts';
import { KINDS, type Kind, type Wish } from './crash/kinds.ts';
import { scaled } from './scale.ts';

const MAIN = join(import.meta.dir, 'crash/stop-at-point.ts');

/** From here on a commit has happened, whoever hears of it. */
const hasHappenedAt = (point: CommitPoint): boolean => point === 'stored' || point === 'answered';

/** Nothing is under way yet at `taken`: only a death makes a difference there. */
const FAULT_POINTS = COMMIT_POINTS.filter((point) => point !== 'taken');

interface Staged {
  readonly wish: Wish;
  readonly profile: { id: number; description: string } | null;
}

/** Brings a bank to the scene of the kind, at a time that the next process on the file still takes for now. */
async function stage(bank: TestBank, kind: Kind): Promise<Staged> {
  bank.world.at = Date.now();
  bank.world.random = (length) => new Uint8Array(length);
  const wish = await kind.given(bank);
  return { wish, profile: (await kind.profile?.(bank)) ?? null };
}

const send = (url: string, { key, target, body }: Wish): Promise<Outcome> =>
  ask(url, key, ['POST', target, body]);

/** The answer and the state that the kind ends with when nothing disturbs it. */
async function undisturbed(kind: Kind): Promise<{ answer: Outcome; before: unknown; after: unknown }> {
  const bank = await startBank();
  try {
    const { wish } = await stage(bank, kind);
    const before = stateOf(bank.file);
    const answer = await send(bank.url, wish);
    expect(answer.status).toBe(kind.status);
    return { answer, before, after: stateOf(bank.file) };
  } finally {
    await bank.end();
  }
}

describe('a fault at any point of a commit leaves all of it or nothing, and a retry settles it:', () => {
  const share = scaled({ short: 1, full: FAULT_POINTS.length });
  for (const [index, kind] of KINDS.entries()) {
    // The short form takes the points in turn, each with several kinds.
    const points = [...FAULT_POINTS, ...FAULT_POINTS].slice(index % FAULT_POINTS.length).slice(0, share);
    test(kind.name, async () => {
      const twin = await undisturbed(kind);
      await Promise.all(points.map((point) => failAt(point, kind, twin)));
    }, 30_000);
  }
});

async function failAt(
  point: CommitPoint,
  kind: Kind,
  twin: Awaited<ReturnType<typeof undisturbed>>,
): Promise<void> {
  const bank = await startBank();
  try {
    const { wish } = await stage(bank, kind);
    let passed = 0;
    bank.world.onPoint = (at) => {
      if (at !== point) return;
      passed += 1;
      if (passed === 1) throw new Error(`a fault at ${point}`);
    };
    const first = await send(bank.url, wish);
    expect(passed).toBe(1);
    // Once it is answered, a fault can't unsay it; before, no answer claims that anything happened.
    if (point === 'answered')
      expectSameAnswer(first, { undisturbed: twin.answer, hasHappened: false, statusAgain: undefined });
    else expect(first).toMatchObject({ status: 503, body: { code: 'storage_unavailable' } });
    await expectSettled(bank, { point, kind, twin, retry: () => send(bank.url, wish) });
  } finally {
    await bank.end();
  }
}

/** Expects what the point says to be in the file, then the retry to give the undisturbed answer and end. */
async function expectSettled(
  { file }: { file: string },
  {
    point,
    kind,
    twin,
    retry,
  }: {
    point: CommitPoint;
    kind: Kind;
    twin: Awaited<ReturnType<typeof undisturbed>>;
    retry: () => Promise<Outcome>;
  },
): Promise<void> {
  const hasHappened = hasHappenedAt(point);
  expect({ point, state: stateOf(file) }).toEqual({ point, state: hasHappened ? twin.after : twin.before });
  const expected = { undisturbed: twin.answer, hasHappened, statusAgain: kind.statusAgain };
  expectSameAnswer(await retry(), expected);
  const spent = hasHappened ? { nonces: Number(Object(twin.after).nonces) + 1 } : {};
  expect({ point, state: stateOf(file) }).toEqual({ point, state: { ...Object(twin.after), ...spent } });
  await expectSoundFile(file);
}

/** Every point with every kind; in the short form each point once, with kinds from all over the list. */
const isInShort = (kindAt: number, pointAt: number): boolean => kindAt === (3 * pointAt) % KINDS.length;
const deaths = KINDS.flatMap((kind, kindAt) =>
  COMMIT_POINTS.filter(
    (_, pointAt) => scaled({ short: Number(isInShort(kindAt, pointAt)), full: 1 }) === 1,
  ).map((point) => ({ kind, point })),
);

describe('a bank that is killed', () => {
  for (const { kind, point } of deaths) {
    test(
      `when ${point} is reached goes on from a whole state: ${kind.name}`,
      () => dieAt(point, kind),
      30_000,
    );
  }
});

async function dieAt(point: CommitPoint, kind: Kind): Promise<void> {
  const twin = await undisturbed(kind);
  const given = makeBankFile();
  let last: BankProcess | undefined;
  try {
    const bank = await startBank({}, given);
    const staged = await stage(bank, kind);
    await bank.stop();
    const doomed = await startOn(given, staged, `${point}:1`);
    last = doomed;
    const answer = await send(doomed.url, staged.wish).catch(() => null);
    expect(answer).toBeNull();
    await doomed.exited;
    last = await startOn(given, staged, '');
    const { url } = last;
    await expectSettled(given, { point, kind, twin, retry: () => send(url, staged.wish) });
  } finally {
    last?.kill('SIGKILL');
    await last?.exited;
    given.remove();
  }
}

/** Starts the bank that dies at the point, with the profile that the request will find. */
async function startOn(given: BankFile, { profile }: Staged, stopAt: string): Promise<BankProcess> {
  const process = await startProcess(given, { PETBANK_STOP_AT: stopAt }, { main: MAIN });
  if (profile) {
    const init = {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(profile),
    };
    const { status } = await fetch(`${process.url}/sandbox/roblox/users/${PERSON.robloxUsername}`, init);
    expect(status).toBe(200);
  }
  return process;
}
