import type { Answer } from '../../../src/cli/signed-client.ts';
import type { TestKey } from '../../support/keys.ts';
import type { BankProcess, Launch } from '../../support/process.ts';
import type { Dice } from '../dice.ts';
import { ask, expectSoundFile } from './ask.ts';

/** How players reach a bank that may not be there. */
export interface Reach {
  /**
   * Sends a signed request to the bank that runs now, and waits while none does. Returns null where no answer
   * came.
   */
  ask(key: TestKey, request: readonly [string, string, unknown?]): Promise<Answer | null>;
  /** Where all that run now listen. */
  addresses(): Promise<readonly string[]>;
  /** Called for each answer. */
  answered(): void;
}

/** A bank that is killed again and again, a random time after a random number of answers. */
export interface Life extends Reach {
  readonly deaths: () => number;
  /** Stops killing and starting; returns the bank that runs. */
  end(): Promise<BankProcess>;
}

interface LifeOptions {
  readonly start: (launch: Launch) => Promise<BankProcess>;
  readonly file: string;
  readonly deaths: number;
  readonly answersPerLife: number;
  /** How many restarts there are between two checks of the whole ledger. */
  readonly checkEvery: number;
  readonly dice: Dice;
}

/** The longest that a bank lives on after the answer that dooms it, in milliseconds. */
const MAX_DELAY_MS = 8;
/** One start in so many is itself cut short. */
const CUT_STARTS = 8;
const MAX_CUT_MS = 700;

/** Starts the bank, and again after each death. */
export async function beginLife(options: LifeOptions): Promise<Life> {
  const { start, file, dice, checkEvery } = options;
  let bank = await start({});
  let deaths = 0;
  let left = 1 + dice.below(2 * options.answersPerLife);
  let rising: Promise<void> | null = null;

  async function dieAndRise(): Promise<void> {
    await Bun.sleep(dice.below(MAX_DELAY_MS));
    bank.kill('SIGKILL');
    deaths += 1;
    await bank.exited;
    if (dice.below(CUT_STARTS) === 0) {
      const cut = await start({ killAfterMs: 1 + dice.below(MAX_CUT_MS) });
      cut.kill('SIGKILL');
      await cut.exited;
    }
    bank = await start({});
    if (bank.url === '') throw new Error(`the bank did not start again: ${bank.complained()}`);
    if (deaths % checkEvery === 0) await expectSoundFile(file);
    left = 1 + dice.below(2 * options.answersPerLife);
    rising = null;
  }

  async function address(): Promise<string> {
    while (rising) await rising;
    return bank.url;
  }

  return {
    deaths: () => deaths,
    ask: async (key, request) => ask(await address(), key, request).catch(() => null),
    addresses: async () => [await address()],
    answered() {
      left -= 1;
      if (left > 0 || rising || deaths >= options.deaths) return;
      rising = dieAndRise();
    },
    async end() {
      while (rising) await rising;
      return bank;
    },
  };
}
