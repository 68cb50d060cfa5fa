import type { Answer } from '../../../src/cli/signed-client.ts';
import type { TestKey } from '../../support/keys.ts';
import { livedMs } from '../../support/lived.ts';
import type { BankProcess } from '../../support/process.ts';
import { ask } from '../crash/ask.ts';
import type { Dice } from '../dice.ts';
import type { Field } from './play.ts';

/**
 * Several processes on one database, each request to a random one; some are killed, and some answers
 * are lost.
 */
export interface Fleet extends Field {
  readonly deaths: () => number;
  /** The longest time in which no request was answered with 200, in milliseconds. */
  readonly longestSilenceMs: () => number;
  /** How often requests were answered with each status, or in which other way they ended. */
  readonly tally: ReadonlyMap<string, number>;
  /** Stops killing; resolves once nothing is under way any more. Returns the processes that run. */
  settle(): Promise<readonly BankProcess[]>;
}

export interface FleetOptions {
  readonly start: () => Promise<BankProcess>;
  readonly size: number;
  readonly dice: Dice;
  /**
   * One answer in so many is lost: the client asks again elsewhere, while the first request is still under
   * way.
   */
  readonly lostOnceIn: number;
  readonly deaths: number;
  readonly answersPerLife: number;
  /** Who dies next; any of them by default, and null where nobody is to die just now. */
  readonly pickVictim?: (up: readonly BankProcess[]) => BankProcess | null;
  /** What becomes of it, where it isn't killed and started anew. */
  readonly strike?: (victim: BankProcess) => Promise<void>;
}

/**
 * The longest that a bank lives on after the answer that dooms it, and that a client waits for an answer that
 * it won't hear.
 */
const MAX_DELAY_MS = 8;
/**
 * How long a client waits that was answered with Retry-After. The header says a second, which would be
 * most of a test's time.
 */
const PAUSE_MS = 50;

export async function beginFleet(options: FleetOptions): Promise<Fleet> {
  const { start, size, dice } = options;
  const startProcess = async (): Promise<BankProcess> => {
    const bank = await start();
    if (bank.url === '') throw new Error(`a bank did not start: ${bank.complained()}`);
    return bank;
  };
  const banks = await Promise.all(Array.from({ length: size }, startProcess));
  const rising = new Map<number, Promise<void>>();
  /** What is under way and nobody waits for, by its content. */
  const lost = new Map<string, Set<Promise<unknown>>>();
  const tally = new Map<string, number>();
  const errors: string[] = [];
  const heard = { at: livedMs(), longestSilenceMs: 0 };
  let deaths = 0;
  let left = dice.below(2 * options.answersPerLife);

  async function pick(): Promise<BankProcess> {
    while (rising.size === banks.length) await Promise.race(rising.values());
    const up = banks.filter((_, at) => !rising.has(at));
    return up[dice.below(up.length)] ?? pick();
  }

  async function dieAndRise(at: number): Promise<void> {
    await Bun.sleep(dice.below(MAX_DELAY_MS));
    const victim = banks[at];
    if (victim && options.strike) await options.strike(victim);
    else banks[at] = await startAnew(victim);
    rising.delete(at);
  }
  async function startAnew(victim: BankProcess | undefined): Promise<BankProcess> {
    victim?.kill('SIGKILL');
    await victim?.exited;
    return startProcess();
  }

  function take(answer: Answer | null): Answer | null {
    const kind = answer === null ? 'no answer' : String(answer.status);
    tally.set(kind, (tally.get(kind) ?? 0) + 1);
    if (answer?.status === 200) {
      heard.longestSilenceMs = Math.max(heard.longestSilenceMs, livedMs() - heard.at);
      heard.at = livedMs();
    }
    const isPatient = answer?.status === 503 && answer.headers.has('retry-after');
    if (answer !== null && answer.status >= 500 && !isPatient) errors.push(Bun.inspect(answer));
    return answer;
  }

  return {
    tally,
    errors,
    deaths: () => deaths,
    longestSilenceMs: () => heard.longestSilenceMs,
    async ask(key: TestKey, request) {
      const { url } = await pick();
      const sent = ask(url, key, request)
        .catch(() => null)
        .then(take);
      const content = `${key.id} ${JSON.stringify(request)}`;
      const twins = lost.get(content);
      if (dice.onceIn(options.lostOnceIn)) {
        lost.set(content, new Set([sent, ...(twins ?? [])]));
        await Bun.sleep(dice.below(MAX_DELAY_MS));
        return null;
      }
      const answer = await sent;
      if (answer !== null && answer.status >= 500) await Bun.sleep(PAUSE_MS);
      if (!twins) return answer;
      // A refusal isn't kept: what was refused just now may yet be granted to the same request that is still
      // under way.
      await Promise.all(twins);
      lost.delete(content);
      return answer?.status === 200 ? answer : null;
    },
    addresses: async () => banks.filter((_, at) => !rising.has(at)).map(({ url }) => url),
    answered() {
      left -= 1;
      if (left > 0 || deaths >= options.deaths || rising.size === banks.length) return;
      const up = banks.filter((_, at) => !rising.has(at));
      const victim = options.pickVictim ? options.pickVictim(up) : up[dice.below(up.length)];
      if (!victim) return;
      left = 1 + dice.below(2 * options.answersPerLife);
      deaths += 1;
      const at = banks.indexOf(victim);
      rising.set(at, dieAndRise(at));
    },
    async settle() {
      deaths = options.deaths;
      await Promise.all(rising.values());
      await Promise.all([...lost.values()].flatMap((each) => [...each]));
      return banks;
    },
  };
}
