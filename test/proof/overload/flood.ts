import { READER, STRANGER, TELLER, type TestKey } from '../../support/keys.ts';
import { write } from '../races/ask.ts';
import { openWire, type Wire, type WireAnswer } from '../races/wire.ts';

/** Deposits of one gem that are pushed at a bank, and what it said of each. */
export interface Flood {
  /** Trades by id that were answered 200, each with how often it was sent before. */
  readonly credited: ReadonlyMap<string, number>;
  /** Trades that were turned away, and not tried again. */
  readonly shed: readonly string[];
  /** Every kind of answer, with one of them. */
  readonly kinds: ReadonlyMap<number, { readonly count: number; readonly example: WireAnswer }>;
  /** How many were said to have been done before, though all that came before was turned away. */
  readonly replays: number;
  /** The slowest answer, in milliseconds. */
  readonly slowestMs: number;
}

export interface Pushers {
  readonly key: TestKey;
  readonly clients: number;
  readonly seconds: number;
  /** How often a trade that was turned away is sent again. */
  readonly retries: number;
}

/** The member whose gems are counted afterwards. */
export const FLOODED = 156;

/** A signed deposit of one gem. */
export const depositOf = (tradeId: string, key: TestKey): string =>
  write({ key, target: '/deposit/complete', body: { tradeId, robloxUserId: FLOODED, gems: 1 } }, Date.now());

/**
 * Many clients, each on a connection of its own, push deposits as fast as they are answered, and try again at
 * once.
 */
export async function flood(url: string, { key, clients, seconds, retries }: Pushers): Promise<Flood> {
  const credited = new Map<string, number>();
  const shed: string[] = [];
  const kinds = new Map<number, { count: number; example: WireAnswer }>();
  let replays = 0;
  let slowestMs = 0;
  const wires = await openAll(url, clients);
  const until = performance.now() + seconds * 1000;

  async function push(wire: Wire, tradeId: string): Promise<void> {
    for (let tries = 0; tries <= retries; tries += 1) {
      const startedAt = performance.now();
      const answer = await wire.send(depositOf(tradeId, key));
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      kinds.set(answer.status, { count: (kinds.get(answer.status)?.count ?? 0) + 1, example: answer });
      if (answer.status === 200) {
        credited.set(tradeId, tries);
        if (answer.text.includes('"replayed":true')) replays += 1;
        return;
      }
    }
    shed.push(tradeId);
  }

  async function pushOn(wire: Wire, client: number): Promise<void> {
    for (let count = 0; performance.now() < until; count += 1) await push(wire, `F-${client}-${count}`);
    wire.close();
  }

  await Promise.all(wires.map(pushOn));
  return { credited, shed, kinds, replays, slowestMs };
}

/** How many connections are opened at a time: the machine's own queue for them isn't what is tested. */
const OPEN_AT_ONCE = 100;

/** Opens so many connections. */
export async function openAll(url: string, count: number): Promise<Wire[]> {
  const wires: Wire[] = [];
  while (wires.length < count) {
    const some = Array.from({ length: Math.min(OPEN_AT_ONCE, count - wires.length) }, () => openWire(url));
    wires.push(...(await Promise.all(some)));
  }
  return wires;
}

/** How often each was answered while strangers flooded the bank. */
export interface Besieged {
  readonly refused: number;
  readonly deposits: number;
  readonly reads: number;
}

/** On a slow machine it takes longer: a few reads can't be compared with a few deposits. */
const LEAST_READS = 12;

/**
 * Strangers send what isn't rightly signed as fast as it is refused, while one teller deposits and one reader
 * reads.
 */
export async function besiege(
  url: string,
  { strangers, seconds }: { strangers: number; seconds: number },
): Promise<Besieged> {
  const forged = depositOf('forged', STRANGER);
  const wires = await openAll(url, strangers + 2);
  const until = performance.now() + seconds * 1000;
  let readsSoFar = 0;
  const isOver = (): boolean => performance.now() >= until && readsSoFar >= LEAST_READS;

  async function askOn(requestAt: (count: number) => string): Promise<number> {
    const wire = wires.pop();
    let count = 0;
    for (; wire && !isOver(); count += 1) await wire.send(requestAt(count));
    wire?.close();
    return count;
  }

  const target = `/user/${FLOODED}/inventory`;
  const [deposits, reads, ...refused] = await Promise.all([
    askOn((count) => depositOf(`besieged-${count}`, TELLER)),
    askOn((count) => {
      readsSoFar = count;
      return write({ key: READER, target }, Date.now());
    }),
    ...Array.from({ length: strangers }, () => askOn(() => forged)),
  ]);
  return { deposits, reads, refused: refused.reduce((sum, count) => sum + count, 0) };
}
