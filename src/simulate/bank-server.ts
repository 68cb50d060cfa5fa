import type { ApiKey } from '../api-key.ts';
import type { Random } from './random.ts';

export interface BankAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What a caller needs of its key. */
export type SigningKey = Pick<ApiKey, 'id' | 'secret'>;

/** Calls the bank with a signed request; `body` is undefined for none. */
export type CallBank = (method: 'GET' | 'POST', target: string, body?: unknown) => Promise<BankAnswer>;

export type BankFault = 'bank restarted' | 'commit failed';

/** The bank of a simulation. */
export interface BankServer {
  /** Its address just now; undefined while it is down. */
  readonly url: () => string | undefined;
  /** May inject a fault, if that is possible; called before each visit. */
  readonly injectFault: (random: Random, rate: number) => Promise<void>;
  /** Restarts it if it is down and due. */
  readonly startDue: () => Promise<void>;
  /** When it restarts, in seconds since 1970; Infinity while it is up. */
  readonly nextStart: () => number;
  /** Verifies its ledger, if that is possible. Returns what is wrong, as text. */
  readonly check: () => Promise<readonly string[]>;
}

/** A bank that runs elsewhere. Nothing is done to it except by requests. */
export const createRemoteBank = (url: string): BankServer => ({
  url: () => url,
  injectFault: async () => undefined,
  startDue: async () => undefined,
  nextStart: () => Number.POSITIVE_INFINITY,
  check: async () => [],
});

interface OwnBankOptions {
  /** Starts it on its file. `fails` is called at each point of a commit, and says whether it fails there. */
  readonly start: (fails: () => boolean) => Promise<{ readonly url: string; stop(): Promise<void> }>;
  readonly check: BankServer['check'];
  readonly now: () => number;
  readonly onFault: (fault: BankFault) => void;
}

const DOWN_SECONDS = [1, 45] as const;
/** A restart, or a commit that fails, comes this many times less often than other faults. */
const OTHER_FAULTS_PER_FAULT = 10;
/** About how many points the commits of one visit pass. A commit that is to fail does so at one of them. */
const POINTS_PER_VISIT = 24;

/** A bank of the simulation's own, which is also restarted, and whose commits fail. */
export async function openOwnBank({ start, check, now, onFault }: OwnBankOptions) {
  let pointsLeft = Number.POSITIVE_INFINITY;
  const fails = (): boolean => {
    pointsLeft -= 1;
    if (pointsLeft !== 0) return false;
    onFault('commit failed');
    return true;
  };
  let running: Awaited<ReturnType<OwnBankOptions['start']>> | undefined = await start(fails);
  let startsAt = Number.POSITIVE_INFINITY;
  async function stop(): Promise<void> {
    // A fault that is still to come ends with the process: a start would fail by it, and nobody starts again.
    pointsLeft = Number.POSITIVE_INFINITY;
    await running?.stop();
    running = undefined;
  }
  return {
    url: () => running?.url,
    stop,
    check,
    nextStart: () => startsAt,
    async injectFault(random: Random, rate: number): Promise<void> {
      if (running && random.happens(rate / OTHER_FAULTS_PER_FAULT)) {
        onFault('bank restarted');
        startsAt = now() + random.whole(...DOWN_SECONDS);
        await stop();
      } else if (random.happens(rate / OTHER_FAULTS_PER_FAULT)) {
        pointsLeft = random.whole(1, POINTS_PER_VISIT);
      }
    },
    async startDue(): Promise<void> {
      if (running || now() < startsAt) return;
      startsAt = Number.POSITIVE_INFINITY;
      running = await start(fails);
    },
  };
}
