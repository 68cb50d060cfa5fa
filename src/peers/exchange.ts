import { randomBytes } from 'node:crypto';
import { errorCode } from '../error-code.ts';
import { createCommitBatcher } from '../storage/commit-batcher.ts';
import type { Leader } from '../storage/leadership.ts';
import {
  digestOf,
  isEqual,
  joinTexts,
  MAX_CALLS,
  MAX_MESSAGE_BYTES,
  NOT_LEADING,
  PEER_HEADER,
  PEER_PATH,
  type PeerOutcome,
  readOutcomes,
  signAnswer,
  signHead,
} from './messages.ts';

/** How long an answer is waited for: longer than a commit takes, and not so long that callers give up. */
const TIMEOUT_MS = 4_000;
/** How many messages are under way at a time. */
const MAX_UNDER_WAY = 2;
/** The longest answer that is read, should another than the leader give it. */
const MAX_ANSWER_BYTES = 2 * MAX_MESSAGE_BYTES;
/** A character takes three bytes of UTF-8 at most. */
const MAX_MESSAGE_LENGTH = MAX_MESSAGE_BYTES / 3;
const NONCE_BYTES = 16;

/** What became of a message. */
export type MessageResult = 'answered' | 'declined' | 'lost';

/**
 * What became of a call: the leader's word; `declined`, where it surely did nothing; or `lost`, where it may
 * have done it, or may do it yet.
 */
export type Exchanged = PeerOutcome | 'declined' | 'lost';

/** Calls on their way to one leader, in messages that several share. */
export interface Exchange {
  send(call: string): Promise<Exchanged>;
  waiting(): number;
  arrived(): void;
}

interface WaitingCall {
  readonly text: string;
  readonly resolve: (outcome: Exchanged) => void;
}

export function createExchange(
  leader: Leader,
  clock: () => number,
  onMessage: (result: MessageResult, calls: number) => void,
): Exchange {
  const waiting: WaitingCall[] = [];
  const batcher = createCommitBatcher();
  let underWay = 0;
  let isGathering = false;

  async function gather(): Promise<void> {
    if (isGathering) return;
    isGathering = true;
    while (waiting.length > 0 && underWay < MAX_UNDER_WAY) {
      await batcher.wait(waiting.length);
      underWay += 1;
      void dispatch(takeMessage(waiting));
    }
    isGathering = false;
  }
  async function dispatch(calls: readonly WaitingCall[]): Promise<void> {
    const startedAt = performance.now();
    const result = await exchange(leader, joinTexts(calls.map(({ text }) => text)), clock);
    const outcomes = typeof result === 'string' || result.length === calls.length ? result : 'lost';
    onMessage(typeof outcomes === 'string' ? outcomes : 'answered', calls.length);
    for (const [at, { resolve }] of calls.entries())
      resolve(typeof outcomes === 'string' ? outcomes : (outcomes[at] ?? 'lost'));
    const durationMs = performance.now() - startedAt;
    batcher.committed({ companions: calls.length + waiting.length, durationMs });
    underWay -= 1;
    void gather();
  }

  return {
    send(text) {
      const { promise, resolve } = Promise.withResolvers<Exchanged>();
      waiting.push({ text, resolve });
      batcher.joined(waiting.length);
      void gather();
      return promise;
    },
    waiting: () => waiting.length,
    arrived: batcher.arrived,
  };
}

/** The first calls that go into one message. */
function takeMessage(waiting: WaitingCall[]): WaitingCall[] {
  let length = 0;
  const fitting = waiting.slice(0, MAX_CALLS).findIndex(({ text }) => {
    length += text.length + 1;
    return length > MAX_MESSAGE_LENGTH;
  });
  return waiting.splice(0, fitting === -1 ? MAX_CALLS : Math.max(1, fitting));
}

/** Sends one message, and reads what the leader, and nobody else, has answered. Never rejects. */
async function exchange(
  { url, term, secret, ended }: Leader,
  body: string,
  clock: () => number,
): Promise<readonly PeerOutcome[] | 'declined' | 'lost'> {
  if (ended.aborted) return 'declined';
  const ending = new AbortController();
  const abort = (): void => ending.abort();
  const timer = setTimeout(abort, TIMEOUT_MS);
  ended.addEventListener('abort', abort);
  const nonce = randomBytes(NONCE_BYTES).toString('base64url');
  const createdSeconds = Math.floor(clock() / 1000);
  try {
    const response = await fetch(`${url}${PEER_PATH}`, {
      method: 'POST',
      body,
      headers: { [PEER_HEADER]: signHead(secret, { term, createdSeconds, nonce, digest: digestOf(body) }) },
      redirect: 'manual',
      signal: ending.signal,
    });
    const { status, headers } = response;
    if (!(Number(headers.get('content-length') ?? Number.NaN) <= MAX_ANSWER_BYTES)) return 'lost';
    const text = await response.text();
    if (!isEqual(headers.get(PEER_HEADER) ?? '', signAnswer(secret, nonce, status, text))) return 'lost';
    return status === NOT_LEADING ? 'declined' : readOutcomes(text);
  } catch (error) {
    return isRefused(error) ? 'declined' : 'lost';
  } finally {
    clearTimeout(timer);
    ended.removeEventListener('abort', abort);
  }
}

/** Whether nobody listens there, so that nothing was sent. */
const isRefused = (error: unknown): boolean =>
  ['ECONNREFUSED', 'ConnectionRefused'].includes(errorCode(error));
