import type { Fate } from './game.ts';
import type { Random } from './random.ts';
import type { Time } from './time.ts';
import type { GameWorld } from './town.ts';

/** About how many points a script passes while it serves a player: a crash is planned at one of them. */
const POINTS_OF_A_VISIT = 16;
/** How long a game server that has crashed is away, in seconds. */
const AWAY_SECONDS = { least: 3, most: 90 } as const;
/** How long a teller stands alone between two players, in seconds. */
const PAUSE_SECONDS = { least: 1, most: 8 } as const;
/** How wrong a clock can be, in seconds either way. */
const WRONG_SECONDS = 3_600;
/** The memory's writes fail this many times less often than everything else. */
const WRITES_PER_FAULT = 10;

export type TellerFault = 'teller crashed' | 'clock wrong' | 'memory failed';

export interface TellerKey {
  readonly id: string;
  readonly secret: string;
}

export interface Teller {
  readonly key: TellerKey;
  readonly userId: number;
  /** The script's life; undefined while its server is away. */
  lifeId: number | undefined;
  /** When it comes back, in seconds since 1970. */
  backAt: number;
  /** The visit under way. */
  visitId: number | undefined;
  /** When the next player comes, in seconds since 1970. */
  freeAt: number;
}

interface TellersOptions {
  readonly keys: readonly TellerKey[];
  readonly chance: Random;
  readonly time: Time;
  readonly rate: () => number;
  readonly onFault: (fault: TellerFault) => void;
}

export type Tellers = ReturnType<typeof createTellers>;

/**
 * The bank's tellers in the game, whose servers crash and whose clocks are wrong. The first account has the
 * number 1.
 */
export function createTellers({ keys, chance: random, time, rate, onFault }: TellersOptions) {
  const all = keys.map((key, at): Teller => ({ ...AWAY, key, userId: at + 1 }));
  const crashes = planCrashes(random, (lifeId) => {
    onFault('teller crashed');
    const backAt = time.now() + random.whole(AWAY_SECONDS.least, AWAY_SECONDS.most);
    for (const teller of all)
      if (teller.lifeId === lifeId) Object.assign(teller, { lifeId: undefined, backAt });
  });
  return {
    all,
    fateAt(lifeId: number, point: string): Fate {
      if (point === 'before the memory is written' && random.happens(rate() / WRITES_PER_FAULT)) {
        onFault('memory failed');
        return 'fails';
      }
      return crashes.fateOf(lifeId);
    },
    /** Maybe plans a crash of this teller's server during the visit that begins. */
    planCrash({ lifeId }: Teller): void {
      if (lifeId !== undefined && random.happens(rate())) crashes.plan(lifeId);
    },
    /** The visit is over; a crash that it didn't come to doesn't happen. */
    endVisit(teller: Teller): void {
      teller.visitId = undefined;
      teller.freeAt = time.now() + random.whole(PAUSE_SECONDS.least, PAUSE_SECONDS.most);
      if (teller.lifeId !== undefined) crashes.cancel(teller.lifeId);
    },
    /** Starts the scripts of those who are away and due to come back. */
    async startDue({ game }: GameWorld): Promise<void> {
      for (const teller of all) {
        if (teller.lifeId !== undefined || time.now() < teller.backAt) continue;
        const aheadSeconds = random.happens(rate()) ? random.whole(-WRONG_SECONDS, WRONG_SECONDS) : 0;
        if (aheadSeconds !== 0) onFault('clock wrong');
        const { key, userId } = teller;
        teller.lifeId = await game.start(
          { url: 'http://bank.test', key, tellerUserId: userId },
          aheadSeconds,
        );
      }
    },
    /** Those whom a player can go to now. */
    free: (): Teller[] =>
      all.filter(
        ({ visitId, lifeId, freeAt }) =>
          visitId === undefined && lifeId !== undefined && freeAt <= time.now(),
      ),
    /** When the next one is due to come back, in seconds since 1970; Infinity while all are there. */
    nextBack: (): number =>
      Math.min(...all.filter(({ lifeId }) => lifeId === undefined).map(({ backAt }) => backAt)),
  };
}

const AWAY = { lifeId: undefined, backAt: 0, visitId: undefined, freeAt: 0 } as const;

/** Lives that end after a number of points. */
function planCrashes(random: Random, onCrash: (lifeId: number) => void) {
  const pointsLeft = new Map<number, number>();
  return {
    plan: (lifeId: number) => void pointsLeft.set(lifeId, random.whole(0, POINTS_OF_A_VISIT)),
    cancel: (lifeId: number) => void pointsLeft.delete(lifeId),
    fateOf(lifeId: number): Fate {
      const left = pointsLeft.get(lifeId);
      if (left === undefined) return 'goes on';
      pointsLeft.set(lifeId, left - 1);
      if (left > 0) return 'goes on';
      pointsLeft.delete(lifeId);
      onCrash(lifeId);
      return 'ends';
    },
  };
}
