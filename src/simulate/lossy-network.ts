import type { GameRequest } from './game.ts';
import type { Chance } from './random.ts';
import type { Time } from './time.ts';

/** What goes wrong between the game and the bank, by name. */
export const ROAD_FAULTS = ['request lost', 'answer lost', 'sent twice', 'answer late'] as const;
export type RoadFault = (typeof ROAD_FAULTS)[number];

/** The longest delay of an answer that is late, in seconds. */
const LATEST_SECONDS = 40;

export interface Arrival {
  readonly id: number;
  /** Null where no answer comes back. */
  readonly answer: {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body: string;
  } | null;
}

interface RoadParts {
  /** Where the bank is just now; undefined while it is away. */
  readonly bankUrl: () => string | undefined;
  readonly time: Time;
  readonly chance: Chance;
  /** How often something goes wrong, from 0 to 1. */
  readonly rate: () => number;
  readonly onFault: (fault: RoadFault) => void;
  /** Told of each answer of the bank's, whether the script hears it or not. */
  readonly onAnswer: (path: string, status: number) => void;
}

/** The way of a script's requests to the bank and of the answers back, on which things go wrong. */
export interface Road {
  send(request: GameRequest): void;
  /** The next answer that has arrived by now. */
  take(): Arrival | undefined;
  /** How many requests wait for the bank. */
  underWay(): number;
  /** When the next late answer arrives, in seconds since 1970; Infinity for never. */
  nextLate(): number;
  /** Resolves when something arrives. */
  arrives(): Promise<unknown>;
}

export function createRoad(parts: RoadParts): Road {
  const { time, chance, rate, onFault } = parts;
  const arrived: { readonly at: number; readonly arrival: Arrival }[] = [];
  const pending = new Set<Promise<unknown>>();

  async function carry(request: GameRequest): Promise<void> {
    const fault = chance.happens(rate()) ? chance.pick(ROAD_FAULTS) : undefined;
    if (fault) onFault(fault);
    const lateBy = fault === 'answer late' ? chance.whole(1, LATEST_SECONDS) : 0;
    const answer = await pass(request, fault, parts);
    arrived.push({ at: time.now() + lateBy, arrival: { id: request.id, answer } });
    arrived.sort((one, other) => one.at - other.at);
  }

  return {
    send(request) {
      const carrying = carry(request).finally(() => pending.delete(carrying));
      pending.add(carrying);
    },
    take() {
      const isThere = arrived[0] !== undefined && arrived[0].at <= time.now();
      return isThere ? arrived.shift()?.arrival : undefined;
    },
    underWay: () => pending.size,
    nextLate: () => arrived[0]?.at ?? Number.POSITIVE_INFINITY,
    arrives: () => Promise.race(pending),
  };
}

async function pass(
  request: GameRequest,
  fault: RoadFault | undefined,
  parts: RoadParts,
): Promise<Arrival['answer']> {
  switch (fault) {
    case 'request lost':
      return null;
    case 'answer lost':
      await ask(request, parts);
      return null;
    case 'sent twice':
      await ask(request, parts);
      return ask(request, parts);
    case 'answer late':
    case undefined:
      return ask(request, parts);
    default:
      return fault satisfies never;
  }
}

async function ask(
  { method, url, headers, body }: GameRequest,
  { bankUrl, onAnswer }: RoadParts,
): Promise<Arrival['answer']> {
  const bank = bankUrl();
  if (bank === undefined) return null;
  const { pathname, search } = new URL(url);
  try {
    const response = await fetch(`${bank}${pathname}${search}`, { method, headers, body });
    onAnswer(pathname, response.status);
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  } catch {
    // The bank went away in the middle: the script hears nothing, as on a line that broke.
    return null;
  }
}
