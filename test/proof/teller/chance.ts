import { type Goods, NO_GOODS } from '../../../src/bank/engine/pets.ts';
import type { Fate } from '../../../src/simulate/game.ts';
import { COMMIT_POINTS } from '../../../src/storage/driver.ts';
import { THROUGH, type Way } from '../../lua/town.ts';
import { MEMBER } from '../../support/scenes.ts';
import type { Dice } from '../dice.ts';
import { inBank } from './audit.ts';
import { OTHER_MEMBER, type People, type Storm } from './run.ts';

/** Everything may go wrong, each thing about once in so many times. */
const ONE_DEATH_IN = 25;
const ONE_ERROR_IN = 25;
const ONE_LOST_IN = 5;
const ONE_BANK_DEATH_IN = 25;
/** Shorter than a lease: nothing on its way stays under way for longer. */
const STRAYING_SECONDS = 60;
const FAULTS = ['lost', 'unanswered', 'doubled', 'late', 'stray'] as const;
const STEPS = 6;

export function storm(dice: Dice): Storm {
  const fateAt = (point: string): Fate => {
    if (dice.onceIn(ONE_DEATH_IN)) return 'ends';
    // What a request may meet, the ways of the line bring.
    return !point.includes('request') && dice.onceIn(ONE_ERROR_IN) ? 'fails' : 'goes on';
  };
  const wayOf = (): Way => {
    if (dice.onceIn(ONE_BANK_DEATH_IN)) return { kind: 'bank dies', at: dice.pick(COMMIT_POINTS) };
    if (!dice.onceIn(ONE_LOST_IN)) return THROUGH;
    const kind = dice.pick<(typeof FAULTS)[number]>(FAULTS);
    return kind === 'late' || kind === 'stray'
      ? { kind, seconds: 1 + dice.below(STRAYING_SECONDS) }
      : { kind };
  };
  return {
    fateAt,
    wayOf,
    restartSeconds: () => dice.pick([1, 10, 60, 200]),
    isForgetful: dice.onceIn(2),
    aheadSeconds: dice.pick([0, 0, 200, -200, 4_000, -4_000]),
    random: () => dice.below(1_000_000) / 1_000_000,
  };
}

/** Some of what the player holds, or of what they may have in the bank. */
function someOf(dice: Dice, { pets, gems }: Goods): Goods {
  return {
    pets: pets
      .filter(() => !dice.onceIn(3))
      .map((pet) => ({ ...pet, quantity: 1 + dice.below(pet.quantity) })),
    gems: dice.below(1 + Math.min(gems, 300)),
  };
}

/** Two players bring, ask and fetch, and now and then think better of it. */
export const story =
  (dice: Dice) =>
  async ({ town, trade, request }: People): Promise<void> => {
    for (let step = 0; step < STEPS; step++) {
      const userId = dice.pick([MEMBER, OTHER_MEMBER]);
      const mind = dice.onceIn(4) ? { changesMindAfter: 1 + dice.below(8), leaves: dice.onceIn(2) } : {};
      if (dice.onceIn(2)) await trade(userId, someOf(dice, await town.game.holdings(userId)), mind);
      else if (await request(userId, someOf(dice, await inBank(town.bank(), userId))))
        await trade(userId, NO_GOODS, mind);
      await town.pass(dice.below(40));
    }
  };
