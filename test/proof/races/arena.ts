import type { z } from 'zod';
import type { Environment } from '../../support/bank.ts';
import { type Ask, write } from './ask.ts';
import type { StartServers } from './servers.ts';
import { openCrowd } from './wire.ts';

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** Where races are run: banks on one database, and a crowd of connections that is spread over them. */
export type Arena = Awaited<ReturnType<typeof openArena>>;

/** What a race leaves in the bank: so much more must the tellers hold afterwards. */
export interface Left {
  readonly cats: number;
  readonly gems: number;
}
/** One round of a race, with members, trades and requests of its own. */
export type Race = (arena: Arena) => Promise<Left>;

export async function openArena(start: StartServers, environment: Environment = {}) {
  const servers = await start(environment);
  const crowd = await openCrowd(servers.urls);
  let made = 0;

  /**
   * Sends them all in one go, each on a connection of its own, `from` one on. Returns the answers in the same
   * order.
   */
  async function all(asks: readonly Ask[], { from = 0 } = {}): Promise<Answered[]> {
    const requests = asks.map((ask) => write(ask, servers.now()));
    const wires = await crowd.take({ from, count: asks.length });
    const sent = wires.map((wire, index) => wire.send(requests[index] ?? ''));
    const answers = await Promise.all(sent);
    return answers.map(({ status, text }) => ({ status, body: JSON.parse(text) }));
  }

  return {
    servers,
    all,
    /** A number that no other round has: a member's id, and a part of a trade's. */
    next: (): number => {
      made += 1;
      return made;
    },
    async end(): Promise<void> {
      crowd.close();
      await servers.end();
    },
  };
}

/** So many requests. */
export const times = (count: number, make: (index: number) => Ask): Ask[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** How often a busy bank is asked again, and how long after. */
const MAX_TRIES = 50;
const RETRY_MS = 100;
const BUSY = 503;

/** What one request is answered; it must succeed. */
export async function succeed<T>(arena: Arena, schema: z.ZodType<T>, ask: Ask): Promise<T> {
  const [answer] = await succeedAll(arena, schema, [ask]);
  if (answer === undefined) throw new Error('not answered');
  return answer;
}

/** What requests are answered that are sent at once; all must succeed. */
export async function succeedAll<T>(arena: Arena, schema: z.ZodType<T>, asks: readonly Ask[]): Promise<T[]> {
  return (await settleAll(arena, asks)).map((answer) => {
    if (answer.status !== 200) throw new Error(`answered ${Bun.inspect(answer)}`);
    return schema.parse(answer.body);
  });
}

/** What requests are answered in the end: those that a busy bank could not do yet are sent again. */
export async function settleAll(
  arena: Arena,
  asks: readonly Ask[],
  { from = 0, tries = MAX_TRIES } = {},
): Promise<Answered[]> {
  const answers = await arena.all(asks, { from });
  const busy = asks.filter((_, at) => answers[at]?.status === BUSY);
  if (busy.length === 0 || tries === 1) return answers;
  await arena.servers.reach(arena.servers.now() + RETRY_MS);
  const later = (await settleAll(arena, busy, { from, tries: tries - 1 })).values();
  return answers.map((answer) => (answer.status === BUSY ? (later.next().value ?? answer) : answer));
}
