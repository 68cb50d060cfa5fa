import { type Game, type GameHost, type GameRequest, type GameResponse, openGame } from './game.ts';
import type { Time } from './time.ts';

/** What happens to a request on its way to the bank, and to the response on its way back. */
export type Delivery =
  | { readonly kind: 'delivered' | 'request lost' | 'answer lost' | 'sent twice' }
  | { readonly kind: 'request late' | 'answer late'; readonly seconds: number };

interface GameWorldOptions extends Omit<GameHost, 'onRequest'> {
  readonly time: Time;
  /** Decides what happens to each request. */
  readonly chooseDelivery: (request: GameRequest) => Delivery;
  /** Sends the request to the bank. Null if there is no response. */
  readonly send: (request: GameRequest) => Promise<GameResponse | null>;
}

export type GameWorld = Awaited<ReturnType<typeof openGameWorld>>;

/** The game with a lossy network between its scripts and the bank, on one clock. */
export async function openGameWorld(options: GameWorldOptions) {
  const { time } = options;
  const sent: GameRequest[] = [];
  /** What happens at a later time, soonest first. */
  const agenda: { readonly at: number; readonly run: () => Promise<unknown> }[] = [];
  const game = await openGame({ ...options, onRequest: (request) => sent.push(request) });
  await game.advance(time.now());

  /** Runs something after so many seconds. */
  const schedule = (seconds: number, run: () => Promise<unknown>): void => {
    agenda.push({ at: time.now() + seconds, run });
    agenda.sort((first, second) => first.at - second.at);
  };
  const deliver = createDelivery(game, options, schedule);

  return {
    game,
    schedule,
    /** Empties the world: nobody, nothing and no script. The clock continues from `time`. */
    async reset(): Promise<void> {
      sent.length = 0;
      agenda.length = 0;
      await game.reset();
      await game.advance(time.now());
    },
    /** Lets the next thing happen. Returns false once nothing is left to happen before `until`. */
    async step(until: number): Promise<boolean> {
      const request = sent.shift();
      if (request) {
        await deliver(request);
        return true;
      }
      const [next] = agenda;
      if (next && next.at <= time.now()) {
        agenda.shift();
        await next.run();
        return true;
      }
      const reachable = await time.reach(Math.min(until, next?.at ?? until));
      const { seconds, isInterrupted } = await game.advance(reachable);
      time.arrive(seconds);
      return isInterrupted || seconds < until;
    },
  };
}

/** Carries requests to the bank and responses back, as `chooseDelivery` decides. */
function createDelivery(
  game: Game,
  { chooseDelivery, send }: GameWorldOptions,
  schedule: (seconds: number, run: () => Promise<unknown>) => void,
) {
  const respond = (id: number, response: GameResponse | null): Promise<void> =>
    response === null ? game.fail(id, 'HttpError: Timedout') : game.answer(id, response);
  return async (request: GameRequest): Promise<void> => {
    const { id } = request;
    const delivery = chooseDelivery(request);
    switch (delivery.kind) {
      case 'delivered':
        return respond(id, await send(request));
      case 'sent twice':
        await send(request);
        return respond(id, await send(request));
      case 'request lost':
        return respond(id, null);
      case 'answer lost':
        await send(request);
        return respond(id, null);
      case 'answer late': {
        const response = await send(request);
        return schedule(delivery.seconds, () => respond(id, response));
      }
      case 'request late':
        schedule(delivery.seconds, () => send(request));
        return respond(id, null);
      default:
        return delivery satisfies never;
    }
  };
}

/** Sends a script's request to the bank at this address. Null if there is no bank, or no response from it. */
export async function forwardRequest(
  { url, method, headers, body }: GameRequest,
  bankUrl: string | undefined,
): Promise<GameResponse | null> {
  if (bankUrl === undefined) return null;
  const { pathname, search } = new URL(url);
  try {
    const response = await fetch(`${bankUrl}${pathname}${search}`, { method, headers, body });
    const text = await response.text();
    return { status: response.status, headers: Object.fromEntries(response.headers), body: text };
  } catch {
    // The bank went away in the middle: the script gets no response, as on a broken connection.
    return null;
  }
}
