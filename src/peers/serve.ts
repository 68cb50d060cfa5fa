import { LRUCache } from 'lru-cache';
import type { Book } from '../bank/engine/book.ts';
import type { Leadership } from '../storage/leadership.ts';
import {
  digestOf,
  MAX_MESSAGE_BYTES,
  NOT_LEADING,
  PEER_HEADER,
  type PeerCall,
  type PeerOutcome,
  readCalls,
  readHead,
  signAnswer,
  toOutcome,
} from './messages.ts';
import { FORWARDABLE } from './operations.ts';

/** How far the clocks of two processes may be apart. */
const CLOCK_WINDOW_SECONDS = 60;
/** How many messages within that time are kept in mind; more are not taken, rather than one twice. */
const MAX_NONCES = 200_000;

export interface PeerDependencies {
  /** This process's own: what is handed over isn't handed on. */
  readonly book: Pick<Book, 'perform'>;
  readonly leadership: Pick<Leadership, 'ownTerm' | 'secretOf'>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Receives internal errors of operations that came from peers. */
  readonly onError: (error: unknown, context: { readonly operation: string }) => void;
}

/**
 * Performs what peers hand over, and answers them. Resolves to null where the request is not a peer's, not
 * fresh or not new: then it is to be answered as if nothing were here. The body is read only once the header
 * is known to be a peer's.
 */
export function createPeerHandler(
  dependencies: PeerDependencies,
): (request: Request) => Promise<Response | null> {
  const { leadership, clock } = dependencies;
  const seen = new LRUCache<string, true>({ max: MAX_NONCES, ttl: 2 * CLOCK_WINDOW_SECONDS * 1000 });

  /** Whether the message comes in time, for the first time. */
  function admit({ nonce, createdSeconds }: { nonce: string; createdSeconds: number }): boolean {
    const isInTime = Math.abs(clock() / 1000 - createdSeconds) <= CLOCK_WINDOW_SECONDS;
    if (!isInTime || seen.has(nonce) || (seen.size >= MAX_NONCES && !seen.purgeStale())) return false;
    seen.set(nonce, true);
    return true;
  }

  return async (request) => {
    const head = readHead(request.headers.get(PEER_HEADER));
    const secret = head && leadership.secretOf(head.term);
    const length = Number(request.headers.get('content-length') ?? Number.NaN);
    if (!head || !secret || !head.isSignedBy(secret) || !(length <= MAX_MESSAGE_BYTES)) return null;
    if (request.method !== 'POST' || !admit(head)) return null;
    const body = new Uint8Array(await request.arrayBuffer());
    if (digestOf(body) !== head.digest) return null;
    const reply = (status: number, text: string): Response => {
      const signature = signAnswer(secret, head.nonce, status, text);
      return new Response(text, { status, headers: { [PEER_HEADER]: signature } });
    };
    if (leadership.ownTerm() !== head.term) return reply(NOT_LEADING, '');
    const calls = readOrReport(body, dependencies);
    if (!calls) return null;
    const outcomes = await Promise.all(calls.map((each) => perform(each, dependencies)));
    return reply(200, JSON.stringify(outcomes));
  };
}

/** What a peer asks for; null where it isn't what this version writes. */
function readOrReport(body: Uint8Array, { onError }: PeerDependencies): readonly PeerCall[] | null {
  try {
    return readCalls(Buffer.from(body).toString('utf8'));
  } catch (error) {
    onError(error, { operation: 'unknown' });
    return null;
  }
}

const forwardable: Readonly<Record<string, (typeof FORWARDABLE)[keyof typeof FORWARDABLE]>> = FORWARDABLE;

async function perform(
  { operation, input, by, nonce }: PeerCall,
  { book, onError }: PeerDependencies,
): Promise<PeerOutcome> {
  try {
    const found = Object.hasOwn(forwardable, operation) ? forwardable[operation] : undefined;
    if (!found) throw new Error(`no operation is called ${operation}`);
    return { kind: 'answer', answer: await found.perform(book, input, { by, ...(nonce && { nonce }) }) };
  } catch (error) {
    const outcome = toOutcome(error);
    if (outcome.kind === 'failed') onError(error, { operation });
    return outcome;
  }
}
