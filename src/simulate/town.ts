import { type Fate, type GameRequest, openGame } from './game.ts';
import { createLossyNetwork, type NetworkFault } from './lossy-network.ts';
import type { Random } from './random.ts';
import type { Time } from './time.ts';

interface GameWorldOptions {
  readonly time: Time;
  readonly chance: Random;
  readonly bankUrl: () => string | undefined;
  /** How often something goes wrong on the way to the bank, from 0 to 1. */
  readonly rate: () => number;
  readonly fateAt: (lifeId: number, point: string) => Fate;
  readonly onRoadFault: (fault: NetworkFault) => void;
  readonly onAnswer: (path: string, status: number) => void;
  readonly onWarning: (lifeId: number, text: string) => void;
}

export type GameWorld = Awaited<ReturnType<typeof openGameWorld>>;

/** The game beside a bank, on one time. */
export async function openGameWorld({ time, onRoadFault, ...parts }: GameWorldOptions) {
  const sent: GameRequest[] = [];
  const network = createLossyNetwork({ ...parts, time, onFault: onRoadFault });
  const game = await openGame({
    onRequest: (request) => sent.push(request),
    onWarning: parts.onWarning,
    fateAt: parts.fateAt,
    random: parts.chance.fraction,
  });
  await game.advance(time.now());

  async function deliverOne(): Promise<boolean> {
    const arrival = network.take();
    if (!arrival) return false;
    await (arrival.answer
      ? game.answer(arrival.id, arrival.answer)
      : game.fail(arrival.id, 'HttpError: Timedout'));
    return true;
  }

  return {
    game,
    /** Lets the next thing happen, whatever it is: at the latest, `until` comes. */
    async step(until: number): Promise<void> {
      for (const request of sent.splice(0)) network.send(request);
      if (await deliverOne()) return;
      if (network.underWay() > 0) {
        await network.arrives();
        return;
      }
      const { seconds } = await game.advance(await time.reach(Math.min(network.nextLate(), until)));
      time.arrive(seconds);
    },
  };
}
