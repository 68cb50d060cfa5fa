import { percentile } from '../../../bench/statistics.ts';
import { TELLER } from '../../support/keys.ts';
import { write } from './ask.ts';
import type { Servers } from './servers.ts';
import { openWire } from './wire.ts';

/** What one server answered. */
export interface Pressed {
  readonly url: string;
  /** How many answers there were of each kind: the status, and where it isn't 200, the answer. */
  readonly answers: ReadonlyMap<string, number>;
  /** Deposits of one gem that were answered 200. */
  readonly credited: number;
  readonly perSecond: number;
  readonly medianMs: number;
  readonly slowMs: number;
  readonly slowestMs: number;
}

/**
 * Clients deposit one gem after the other at every server, each for a member of its own, for so many seconds.
 */
export async function press(
  servers: Servers,
  { clients, seconds }: { clients: number; seconds: number },
): Promise<Pressed[]> {
  return Promise.all(
    servers.urls.map((url, index) => pressOnce(url, { index, clients, seconds }, servers.now)),
  );
}

async function pressOnce(
  url: string,
  { index, clients, seconds }: { index: number; clients: number; seconds: number },
  now: () => number,
): Promise<Pressed> {
  const answers = new Map<string, number>();
  const durations: number[] = [];
  const until = performance.now() + seconds * 1000;

  async function deposit(client: number): Promise<void> {
    const wire = await openWire(url);
    for (let count = 0; performance.now() < until; count += 1) {
      const tradeId = `P-${index}-${client}-${count}`;
      const body = { tradeId, robloxUserId: MEMBER_BASE + index * clients + client, gems: 1 };
      const request = write({ key: TELLER, target: '/deposit/complete', body }, now());
      const startedAt = performance.now();
      const { status, text } = await wire.send(request);
      durations.push(performance.now() - startedAt);
      const kind = status === 200 ? '200' : `${status} ${text}`;
      answers.set(kind, (answers.get(kind) ?? 0) + 1);
    }
    wire.close();
  }

  await Promise.all(Array.from({ length: clients }, (_, client) => deposit(client)));
  return {
    url,
    answers,
    credited: answers.get('200') ?? 0,
    perSecond: durations.length / seconds,
    medianMs: percentile(durations, 0.5),
    slowMs: percentile(durations, 0.99),
    slowestMs: percentile(durations, 1),
  };
}

/** Members of their own: races take theirs from 1 on. */
const MEMBER_BASE = 1_000_000;

/** How often a server's commits came second, and how many there were, by its own figures. */
export async function readCommits(url: string): Promise<{ commits: number; conflicts: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const figure = (name: string): number => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return {
    commits: figure('petbank_commit_seconds_count'),
    conflicts: figure('petbank_commit_conflicts_total'),
  };
}
