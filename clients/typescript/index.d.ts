import type { Gets, Posts } from './api.d.ts';

export type { Gets, Posts };

/** A key of the bank, `id:secret:scopes` in its API_KEYS. */
export interface Key {
  readonly id: string;
  readonly secret: string;
}

export interface Options {
  /** Such as https://bank.example.com */
  readonly url: string;
  readonly key: Key;
  /** How often a request is sent at most; 5 by default. Each time with the same body and a new nonce. */
  readonly attempts?: number;
  /** How long one answer is waited for; 10 000 by default. */
  readonly timeoutMs?: number;
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
  /** A number from 0 up to 1, which spreads retries. */
  readonly random?: () => number;
}

/** Calls a bank. All calls reject with `PetbankError` or `PetbankUnreachable`. */
export interface Petbank {
  get<Target extends keyof Gets>(target: Target): Promise<Gets[Target]>;
  /**
   * An operation with an id of yours (`tradeId`, `requestId` …) happens once, however often it is sent: after
   * `PetbankUnreachable`, call it again with the same id and content. Its answer says `replayed: true` then.
   */
  post<Path extends keyof Posts>(path: Path, body: Posts[Path]['body']): Promise<Posts[Path]['answer']>;
  /** Any endpoint; the body is sent as JSON. */
  request(method: string, target: string, body?: unknown): Promise<unknown>;
}

export function createPetbank(options: Options): Petbank;

/** A refusal, as RFC 9457 has it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly requestId: string;
  /** Of `invalid`: every error, by the path of its field. */
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

/** The bank said no: `code` is one of its documented codes, `detail` says what to do next. */
export class PetbankError extends Error {
  readonly problem: Problem;
  readonly code: string;
  readonly status: number;
}

/** The bank could not be asked, or gave no answer that can be read. What was asked may have been done. */
export class PetbankUnreachable extends Error {}

/** The headers that sign a request: RFC 9421 in the bank's profile. `created` is in seconds since 1970. */
export function signatureHeaders(
  key: Key,
  request: { readonly method: string; readonly target: string; readonly body: string | null },
  attempt: { readonly created: number; readonly nonce: string },
): Promise<Record<string, string>>;
