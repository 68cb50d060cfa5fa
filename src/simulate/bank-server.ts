import type { Random } from './random.ts';

/** What goes wrong at the bank itself. */
export type BankFault = 'bank restarted' | 'commit failed';

/** The bank beside the game. */
export interface BankServer {
  /** Where it is just now; undefined while it is away. */
  readonly url: () => string | undefined;
  /** Maybe lets something go wrong with it, where that can be done; asked before each visit. */
  readonly disturb: (random: Random, rate: number) => Promise<void>;
  /** Brings it back if it is away and due. */
  readonly startDue: () => Promise<void>;
  /** When it comes back, in seconds since 1970; Infinity while it is there. */
  readonly nextBack: () => number;
  /** What is wrong with its ledger, in words, where that can be looked at. */
  readonly check: () => Promise<readonly string[]>;
}

/** A bank somewhere else: nothing is done to it but by what is sent. */
export const bankAt = (url: string): BankServer => ({
  url: () => url,
  disturb: async () => undefined,
  startDue: async () => undefined,
  nextBack: () => Number.POSITIVE_INFINITY,
  check: async () => [],
});

interface OwnBankParts {
  /** Starts it on its file; `failsAt` is asked at each point of a commit whether that fails there. */
  readonly start: (fails: () => boolean) => Promise<{ readonly url: string; stop(): Promise<void> }>;
  readonly check: BankServer['check'];
  readonly now: () => number;
  readonly onFault: (fault: BankFault) => void;
}

/** How long a bank that restarts is away, in seconds. */
const AWAY_SECONDS = { least: 1, most: 45 } as const;
/** A restart, or a commit that fails, comes this many times less often than other faults. */
const OTHERS_PER_FAULT = 10;
/** About how many points the commits of one visit pass: one that fails does so at one of them. */
const POINTS_OF_A_VISIT = 24;

/** A bank of the simulation's own, which is also restarted, and whose commits fail. */
export async function openOwnBank({
  start,
  check,
  now,
  onFault,
}: OwnBankParts): Promise<BankServer & { stop(): Promise<void> }> {
  let pointsLeft = Number.POSITIVE_INFINITY;
  const fails = (): boolean => {
    pointsLeft -= 1;
    if (pointsLeft !== 0) return false;
    onFault('commit failed');
    return true;
  };
  let running: Awaited<ReturnType<OwnBankParts['start']>> | undefined = await start(fails);
  let backAt = Number.POSITIVE_INFINITY;
  async function stop(): Promise<void> {
    await running?.stop();
    running = undefined;
  }
  return {
    url: () => running?.url,
    stop,
    check,
    nextBack: () => backAt,
    async disturb(random, rate) {
      if (running && random.happens(rate / OTHERS_PER_FAULT)) {
        onFault('bank restarted');
        backAt = now() + random.whole(AWAY_SECONDS.least, AWAY_SECONDS.most);
        await stop();
      } else if (random.happens(rate / OTHERS_PER_FAULT)) {
        pointsLeft = random.whole(1, POINTS_OF_A_VISIT);
      }
    },
    async startDue() {
      if (running || now() < backAt) return;
      backAt = Number.POSITIVE_INFINITY;
      running = await start(fails);
    },
  };
}
