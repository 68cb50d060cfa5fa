import { randomBytes } from 'node:crypto';
import { createForwardingBook } from '../../src/peers/forwarding-book.ts';
import { createPeerHandler } from '../../src/peers/serve.ts';
import type { Leader, Leadership } from '../../src/storage/leadership.ts';
import { NOON, type OwnBook } from '../bank/bank.ts';

/** How long a leader may be silent here, unless a test says so: longer than a busy machine ever takes. */
const ASK_MS = 20_000;

export type Answer = (request: Request) => Promise<Response>;

/**
 * A leader behind a port, to which another process's book hands what it is asked for. `disturb` may keep a
 * message from the leader, or its answer from the sender.
 */
export function openWire(
  disturb: (request: Request, answer: Answer) => Promise<Response> = (request, answer) => answer(request),
  askMs = ASK_MS,
) {
  const secret = randomBytes(32).toString('base64url');
  const ending = new AbortController();
  const lead: { term: number | null } = { term: 3 };
  const results: string[] = [];
  const unreached: number[] = [];
  let handle: (request: Request) => Promise<Response | null> = async () => null;
  const answer: Answer = async (request) => (await handle(request)) ?? new Response('', { status: 404 });
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: (request) => disturb(request, answer),
    error: () => new Response('', { status: 500 }),
  });
  const leader: Leader = { url: `http://127.0.0.1:${server.port}`, term: 3, secret, ended: ending.signal };
  const leadership: Pick<Leadership, 'leader' | 'unreached' | 'ownTerm' | 'secretOf'> = {
    leader: () => leader,
    unreached: async (term) => void unreached.push(term),
    ownTerm: () => lead.term,
    secretOf: (term) => (term === leader.term ? secret : null),
  };
  return {
    leader,
    lead,
    /** What became of each message. */
    results,
    /** The terms whose leader was not reached. */
    unreached,
    answer,
    /** The book of another process, which hands its operations to the one that leads. */
    through(own: OwnBook, leading: Pick<OwnBook, 'perform'> = own): OwnBook {
      handle = createPeerHandler({ leadership, book: leading, clock: () => NOON, onError: () => undefined });
      const onMessage = (result: string): number => results.push(result);
      return createForwardingBook(own, {
        leadership,
        queueLimit: 100,
        clock: () => NOON,
        onMessage,
        askMs,
      });
    },
    end: () => ending.abort(),
    close: () => server.stop(true),
  };
}
