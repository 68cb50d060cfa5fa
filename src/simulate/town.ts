import { type Fate, type GameRequest, openGame } from './game.ts';
import { createRoad, type RoadFault } from './lossy-network.ts';
import type { Chance } from './random.ts';
import type { Time } from './time.ts';

interface TownParts {
  readonly time: Time;
  readonly chance: Chance;
  readonly bankUrl: () => string | undefined;
  /** How often something goes wrong on the way to the bank, from 0 to 1. */
  readonly rate: () => number;
  readonly fateAt: (lifeId: number, point: string) => Fate;
  readonly onRoadFault: (fault: RoadFault) => void;
  readonly onAnswer: (path: string, status: number) => void;
  readonly onWarning: (lifeId: number, text: string) => void;
}

export type Town = Awaited<ReturnType<typeof openTown>>;

/** The game beside a bank, on one time. */
export async function openTown({ time, onRoadFault, ...parts }: TownParts) {
  const sent: GameRequest[] = [];
  const road = createRoad({ ...parts, time, onFault: onRoadFault });
  const game = await openGame({
    onRequest: (request) => sent.push(request),
    onWarning: parts.onWarning,
    fateAt: parts.fateAt,
    random: parts.chance.fraction,
  });
  await game.advance(time.now());

  async function deliverOne(): Promise<boolean> {
    const arrival = road.take();
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
      for (const request of sent.splice(0)) road.send(request);
      if (await deliverOne()) return;
      if (road.underWay() > 0) {
        await road.arrives();
        return;
      }
      const { seconds } = await game.advance(await time.reach(Math.min(road.nextLate(), until)));
      time.arrive(seconds);
    },
  };
}
