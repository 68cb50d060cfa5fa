import { randomBytes } from 'node:crypto';
import { errorCode } from '../error-code.ts';
import { isSameSecret } from '../same-secret.ts';
import type { Leader } from '../storage/leadership.ts';
import {
  digestOf,
  joinTexts,
  MAX_MESSAGE_BYTES,
  NOT_LEADING,
  PEER_HEADER,
  PEER_PATH,
  type PeerOutcome,
  readOutcomes,
  signAnswer,
  signHead,
} from './messages.ts';

/** How often a leader that has not answered is asked if it is there, and how long it may take to say so. */
const ASK_MS = 1_500;
/** How often at most: one that is as busy as that is of no use. */
const MAX_ASKS = 20;
/** Asks for nothing, which takes no commit. */
const NOTHING = joinTexts([]);
/** The longest answer that is read, should another than the leader give it. */
const MAX_ANSWER_BYTES = 2 * MAX_MESSAGE_BYTES;
const NONCE_BYTES = 16;

export interface PostOptions {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly askMs?: number;
}

type Posted = readonly PeerOutcome[] | 'declined' | 'lost';

/**
 * Sends one message, and waits for its answer for as long as the leader is there and leads: busy as it may
 * be, it will do what it has taken. Never rejects.
 */
export async function post(leader: Leader, body: string, options: PostOptions): Promise<Posted> {
  const { ended } = leader;
  if (ended.aborted) return 'declined';
  const { clock, askMs = ASK_MS } = options;
  const ending = new AbortController();
  const abort = (): void => ending.abort();
  let asks = 0;
  const timer = setInterval(async () => {
    asks += 1;
    const isThere =
      asks <= MAX_ASKS && (await send(leader, NOTHING, clock, AbortSignal.timeout(askMs))) !== 'lost';
    if (!isThere) abort();
  }, askMs);
  ended.addEventListener('abort', abort);
  try {
    return await send(leader, body, clock, ending.signal);
  } finally {
    clearInterval(timer);
    ended.removeEventListener('abort', abort);
  }
}

/** Sends one message, and reads what the leader, and nobody else, has answered. */
async function send(
  { url, term, secret }: Leader,
  body: string,
  clock: () => number,
  signal: AbortSignal,
): Promise<Posted> {
  const nonce = randomBytes(NONCE_BYTES).toString('base64url');
  const createdSeconds = Math.floor(clock() / 1000);
  try {
    const response = await fetch(`${url}${PEER_PATH}`, {
      method: 'POST',
      body,
      headers: { [PEER_HEADER]: signHead(secret, { term, createdSeconds, nonce, digest: digestOf(body) }) },
      redirect: 'manual',
      signal,
    });
    const { status, headers } = response;
    if (!(Number(headers.get('content-length') ?? Number.NaN) <= MAX_ANSWER_BYTES)) return 'lost';
    const text = await response.text();
    if (!isSameSecret(headers.get(PEER_HEADER) ?? '', signAnswer(secret, nonce, status, text))) return 'lost';
    return status === NOT_LEADING ? 'declined' : readOutcomes(text);
  } catch (error) {
    return isRefused(error) ? 'declined' : 'lost';
  }
}

/** Whether nobody listens there, so that nothing was sent. */
const isRefused = (error: unknown): boolean =>
  ['ECONNREFUSED', 'ConnectionRefused'].includes(errorCode(error));
