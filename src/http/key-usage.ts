import type { Instant } from '../bank/engine/rows.ts';
import type { ProblemCode } from './problem-table.ts';

/** How many refused requests are remembered, the newest ones. */
const MAX_REFUSED = 200;

/** What a key asked this process for since it started. */
export interface KeyUse {
  /** Requests whose signature held, and when the last of them came. */
  requests: number;
  lastRequestAt: Instant;
  /** Those that were refused before they were decided, by code; also such as only named the key. */
  readonly refusals: Map<ProblemCode, number>;
}

/** A request that was refused before it was decided. */
export interface RefusedRequest {
  readonly requestId: string;
  readonly at: Instant;
  readonly code: ProblemCode;
  readonly endpoint: string;
  /** A key of the bank's that it named, though anyone may have sent it; null: none. */
  readonly keyId: string | null;
}

/** Who uses the keys of this process, and what was refused, for staff to look at. */
export interface KeyUsage {
  countRequest(keyId: string, at: Instant): void;
  addRefusal(refused: RefusedRequest): void;
  /** What is known of a key; undefined where nothing is. */
  of(keyId: string): Readonly<KeyUse> | undefined;
  /** The newest first. */
  refused(): readonly RefusedRequest[];
}

/** In memory: strangers can send refused requests without end, and no database should grow with them. */
export function createKeyUsage(): KeyUsage {
  const uses = new Map<string, KeyUse>();
  const refused: RefusedRequest[] = [];
  function useOf(keyId: string): KeyUse {
    const found = uses.get(keyId);
    if (found) return found;
    const use: KeyUse = { requests: 0, lastRequestAt: 0, refusals: new Map() };
    uses.set(keyId, use);
    return use;
  }
  return {
    countRequest(keyId, at) {
      const use = useOf(keyId);
      use.requests += 1;
      use.lastRequestAt = at;
    },
    addRefusal(request) {
      refused.push(request);
      if (refused.length > MAX_REFUSED) refused.shift();
      if (request.keyId === null) return;
      const { refusals } = useOf(request.keyId);
      refusals.set(request.code, (refusals.get(request.code) ?? 0) + 1);
    },
    of: (keyId) => uses.get(keyId),
    refused: () => refused.toReversed(),
  };
}
