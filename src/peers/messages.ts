import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { type Caller, QueueFull, StorageUnavailable } from '../bank/engine/book.ts';
import { Refusal, type RefusalCode, type RefusalDetails } from '../bank/engine/refusal.ts';
import { isSameSecret } from '../same-secret.ts';

/** Where a process takes what its peers hand over, and the header that both sides sign in. */
export const PEER_PATH = '/peer';
export const PEER_HEADER = 'petbank-peer';
/** What a message may hold at most, in bytes: the largest report of a teller, several times. */
export const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;
/** How many operations go into one message at most. */
export const MAX_CALLS = 256;
/** The status of a signed answer that says that nothing was done: this process does not lead in the term. */
export const NOT_LEADING = 421;

const call = z.object({
  operation: z.string(),
  input: z.unknown(),
  by: z.string(),
  nonce: z.object({ keyId: z.string(), nonce: z.string(), expiresAt: z.int() }).optional(),
});
export type PeerCall = z.infer<typeof call>;
const callList = z.array(call).max(MAX_CALLS);

/** One call as text, for a message of several. */
export const writeCall = (operation: string, input: unknown, { by, nonce }: Caller): string =>
  JSON.stringify({ operation, input, by, nonce } satisfies PeerCall);
export const joinTexts = (texts: readonly string[]): string => `[${texts.join()}]`;
export const readCalls = (text: string): readonly PeerCall[] => callList.parse(JSON.parse(text));

const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), answer: z.unknown() }),
  z.object({ kind: z.literal('refusal'), code: z.custom<RefusalCode>(), details: z.string() }),
  z.object({ kind: z.literal('unavailable'), message: z.string(), isFull: z.boolean() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);
export type PeerOutcome = z.infer<typeof outcome>;
const outcomes = z.array(outcome).max(MAX_CALLS);

export const readOutcomes = (text: string): readonly PeerOutcome[] => outcomes.parse(JSON.parse(text));

/** What became of a call that was rejected. */
export function toOutcome(error: unknown): PeerOutcome {
  if (error instanceof Refusal) {
    return { kind: 'refusal', code: error.code, details: JSON.stringify(error.details, keepBigInt) };
  }
  const { message } = error instanceof Error ? error : new Error(String(error));
  if (!(error instanceof StorageUnavailable)) return { kind: 'failed', message };
  return { kind: 'unavailable', message, isFull: error instanceof QueueFull };
}

/** The error that the leader's book rejected with, as this process's own would be. */
export function toError(rejected: Exclude<PeerOutcome, { kind: 'answer' }>): Error {
  switch (rejected.kind) {
    case 'refusal':
      return new Refusal(rejected.code, details.parse(JSON.parse(rejected.details, restoreBigInt)));
    case 'unavailable':
      return rejected.isFull ? new QueueFull(rejected.message) : new StorageUnavailable(rejected.message);
    case 'failed':
      return new Error(`the process that leads failed: ${rejected.message}`);
    default:
      return rejected satisfies never;
  }
}

const details = z.custom<RefusalDetails>();
const bigIntText = z.strictObject({ bigint: z.string() });

const keepBigInt = (_name: string, value: unknown): unknown =>
  typeof value === 'bigint' ? { bigint: String(value) } : value;

function restoreBigInt(_name: string, value: unknown): unknown {
  const found = bigIntText.safeParse(value);
  return found.success ? BigInt(found.data.bigint) : value;
}

/** What stands in the header of a message, all of it signed. */
export interface Head {
  readonly term: number;
  /** Seconds since 1970. */
  readonly createdSeconds: number;
  readonly nonce: string;
  /** SHA-256 of the body. */
  readonly digest: string;
}

export const digestOf = (body: string | Uint8Array): string =>
  createHash('sha256').update(body).digest('base64url');

const signText = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url');

const headText = ({ term, createdSeconds, nonce, digest }: Head): string =>
  `${term} ${createdSeconds} ${nonce} ${digest}`;

export const signHead = (secret: string, head: Head): string =>
  `${headText(head)} ${signText(secret, headText(head))}`;

const HEAD = /^([1-9]\d{0,14}) (\d{1,15}) ([\w-]{22}) ([\w-]{43}) ([\w-]{43})$/;

/** Reads the header of a message; what it says is to be believed once `isSignedBy` it. */
export function readHead(header: string | null): (Head & { isSignedBy(secret: string): boolean }) | null {
  const [, term, created, nonce = '', digest = '', signature = ''] = HEAD.exec(header ?? '') ?? [];
  if (term === undefined) return null;
  const head = { term: Number(term), createdSeconds: Number(created), nonce, digest };
  return { ...head, isSignedBy: (secret) => isSameSecret(signature, signText(secret, headText(head))) };
}

/** Signs an answer, so that nothing else can pass for the leader's: its nonce is that of the message. */
export const signAnswer = (secret: string, nonce: string, status: number, body: string): string =>
  signText(secret, `${status} ${nonce} ${digestOf(body)}`);
