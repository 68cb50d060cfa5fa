import { expect } from 'bun:test';
import { openSqlite } from '../../../src/storage/sqlite/sqlite.ts';
import { expectSound } from '../../bank/bank.ts';
import { begin, openPlayer, play } from './mix.ts';

export interface Soaked {
  /** How many answers there were, by what was done and by status, such as `deposit 200`. */
  readonly answers: ReadonlyMap<string, number>;
  /** Every trade that was answered 200. */
  readonly credited: ReadonlySet<string>;
  readonly perSecond: number;
}

interface Load {
  readonly clients: number;
  readonly seconds: number;
  /** However long that takes, so many requests are answered. */
  readonly requests?: number;
  readonly seed: number;
  /** How many requests a second all of them send at most; as many as are answered by default. */
  readonly perSecond?: number;
  /** The first of the clients' members. */
  readonly firstMember?: number;
}

/** However slow the machine is, each client does so many things: then some of all of them have come about. */
const LEAST_TURNS = 20;

/**
 * Clients do this and that for so many seconds, each one thing after the other. The same seed makes the same
 * choices.
 */
export async function soak(url: string, load: Load): Promise<Soaked> {
  const { clients, seconds, requests = 0, seed } = load;
  const { perSecond = Number.POSITIVE_INFINITY, firstMember = 1 } = load;
  const answers = new Map<string, number>();
  const credited = new Set<string>();
  let count = 0;
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  const everyMs = (clients * 1000) / perSecond;

  async function playOn(client: number): Promise<void> {
    const player = await openPlayer(
      url,
      { robloxUserId: firstMember + client, credited },
      randomFrom(seed + client),
    );
    const note = ({ name, status }: { name: string; status: number }): void => {
      const kind = `${name} ${status}`;
      count += 1;
      answers.set(kind, (answers.get(kind) ?? 0) + 1);
    };
    note(await begin(player));
    const goesOn = (turn: number): boolean =>
      turn <= LEAST_TURNS || performance.now() < until || count < requests;
    for (let turn = 1; goesOn(turn); turn += 1) {
      const dueAt = Math.min(until, startedAt + turn * everyMs);
      if (dueAt > performance.now()) await Bun.sleep(dueAt - performance.now());
      note(await play(player));
    }
    player.close();
  }

  await Promise.all(Array.from({ length: clients }, (_, client) => playOn(client)));
  return { answers, credited, perSecond: (count * 1000) / (performance.now() - startedAt) };
}

/** Numbers in [0, 1) that only the seed decides: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PAGE = 5_000;

/**
 * Expects the chain to hold, and returns the ids of every deposit in the log that this teller made, in its
 * order.
 */
export async function readTrades(file: string, tellerId: string): Promise<string[]> {
  const driver = openSqlite({ file, migrationsFolder: 'migrations' });
  try {
    await expectSound({ reads: driver });
    const { seq } = await driver.head();
    const trades: string[] = [];
    for (let afterSeq = 0; afterSeq < seq; ) {
      const page = await driver.log({ afterSeq, limit: PAGE });
      expect(page.map((transaction) => transaction.seq)).toEqual(
        page.map((_, index) => afterSeq + index + 1),
      );
      const prefix = `deposit:${tellerId}:`;
      const ids = page.flatMap(({ operationId }) => (operationId?.startsWith(prefix) ? [operationId] : []));
      trades.push(...ids.map((id) => id.slice(prefix.length)));
      afterSeq += page.length;
    }
    return trades;
  } finally {
    await driver.close();
  }
}
