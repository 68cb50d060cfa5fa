import type { GameRequest } from './game.ts';
import type { Random } from './random.ts';
import type { Time } from './time.ts';

/** What goes wrong between the game and the bank, by name. */
export const NETWORK_FAULTS = ['request lost', 'answer lost', 'sent twice', 'answer late'] as const;
export type NetworkFault = (typeof NETWORK_FAULTS)[number];

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

interface LossyNetworkOptions {
  /** Where the bank is just now; undefined while it is away. */
  readonly bankUrl: () => string | undefined;
  readonly time: Time;
  readonly chance: Random;
  /** How often something goes wrong, from 0 to 1. */
  readonly rate: () => number;
  readonly onFault: (fault: NetworkFault) => void;
  /** Told of each answer of the bank's, whether the script hears it or not. */
  readonly onAnswer: (path: string, status: number) => void;
}

/** The way of a script's requests to the bank and of the answers back, on which things go wrong. */
export interface LossyNetwork {
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

export function createLossyNetwork(options: LossyNetworkOptions): LossyNetwork {
  const { time, chance: random, rate, onFault } = options;
  const arrived: { readonly at: number; readonly arrival: Arrival }[] = [];
  const pending = new Set<Promise<unknown>>();

  async function carry(request: GameRequest): Promise<void> {
    const fault = random.happens(rate()) ? random.pick(NETWORK_FAULTS) : undefined;
    if (fault) onFault(fault);
    const lateBy = fault === 'answer late' ? random.whole(1, LATEST_SECONDS) : 0;
    const answer = await pass(request, fault, options);
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
  fault: NetworkFault | undefined,
  options: LossyNetworkOptions,
): Promise<Arrival['answer']> {
  switch (fault) {
    case 'request lost':
      return null;
    case 'answer lost':
      await ask(request, options);
      return null;
    case 'sent twice':
      await ask(request, options);
      return ask(request, options);
    case 'answer late':
    case undefined:
      return ask(request, options);
    default:
      return fault satisfies never;
  }
}

async function ask(
  { method, url, headers, body }: GameRequest,
  { bankUrl, onAnswer }: LossyNetworkOptions,
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
