import { expect } from 'bun:test';
import { openSqlite } from '../../../src/storage/sqlite/sqlite.ts';
import { expectSound } from '../../bank/bank.ts';
import { begin, openPlayer, play } from './mix.ts';

/** How many answers there were, by what was done and by status, such as `deposit 200`. */
export type Soaked = ReadonlyMap<string, number>;

/**
 * Clients do this and that for so many seconds, each one thing after the other. The same seed makes the same
 * choices.
 */
export async function soak(
  url: string,
  { clients, seconds, seed }: { clients: number; seconds: number; seed: number },
): Promise<Soaked> {
  const answers = new Map<string, number>();
  const until = performance.now() + seconds * 1000;

  async function playOn(client: number): Promise<void> {
    const player = await openPlayer(url, client + 1, randomFrom(seed + client));
    const note = ({ name, status }: { name: string; status: number }): void => {
      const kind = `${name} ${status}`;
      answers.set(kind, (answers.get(kind) ?? 0) + 1);
    };
    note(await begin(player));
    while (performance.now() < until) note(await play(player));
    player.close();
  }

  await Promise.all(Array.from({ length: clients }, (_, client) => playOn(client)));
  return answers;
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
