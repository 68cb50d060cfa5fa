import { errorCode } from '../../error-code.ts';
import type { Driver } from '../driver.ts';
import type { Place } from './place.ts';

/** How long SQLite itself waits for another program's lock, in milliseconds: nothing else runs meanwhile. */
export const BUSY_TIMEOUT_MS = 5;
/** How long a call is tried again, and the pause between two tries, in which everything else goes on. */
const MAX_WAIT_MS = 5_000;
const PAUSE_MS = 25;

const isBusy = (error: unknown): boolean => errorCode(error).startsWith('SQLITE_BUSY');

/** Calls of one kind that have met a file that another program holds. */
interface Held {
  /** What SQLite said last. */
  error: unknown;
  /** While one of them tries, and until the pause after it is over. */
  turn?: Promise<void>;
  isInVain: boolean;
}
type Tried = { readonly result: unknown } | { readonly busy: unknown };

/**
 * The driver, whose every call fails once the file has lost its place, and is tried again while another
 * program, such as a backup tool, holds the file. A call is one step of SQLite, so that nothing of a failed
 * try is left. Of many calls of a kind one tries at a time, because nothing else runs while it does. Once a
 * call has waited in vain, the next ones of its kind try once, until one succeeds: whoever waits is sent away
 * to come again.
 */
export function guardCalls(driver: Driver, place: Place): Driver {
  const kinds = new Map<PropertyKey, Held>();

  async function attempt(run: () => unknown): Promise<Tried> {
    try {
      place.checkNowAndThen();
      return { result: await run() };
    } catch (error) {
      if (!isBusy(error)) throw error;
      return { busy: error };
    }
  }

  async function call(method: PropertyKey, run: () => unknown): Promise<unknown> {
    let held = kinds.get(method);
    if (!held) {
      const tried = await attempt(run);
      if ('result' in tried) return tried.result;
      held = kinds.get(method) ?? { error: tried.busy, isInVain: false };
      kinds.set(method, held);
    }
    const result = await waitFor(held, () => attempt(run));
    kinds.delete(method);
    return result;
  }

  return new Proxy(driver, {
    get(target, method) {
      const value: unknown = Reflect.get(target, method);
      if (typeof value !== 'function' || method === 'close') return value;
      return (...input: unknown[]) => call(method, () => Reflect.apply(value, target, input));
    },
  });
}

async function waitFor(held: Held, attempt: () => Promise<Tried>): Promise<unknown> {
  const until = held.isInVain ? 0 : performance.now() + MAX_WAIT_MS;
  for (;;) {
    const tried = held.turn ? await held.turn : await takeTurn(held, attempt);
    if (tried && 'result' in tried) return tried.result;
    if (performance.now() >= until) {
      held.isInVain = true;
      throw held.error;
    }
  }
}

async function takeTurn(held: Held, attempt: () => Promise<Tried>): Promise<Tried> {
  const { promise, resolve } = Promise.withResolvers<void>();
  held.turn = promise;
  try {
    const tried = await attempt();
    if ('busy' in tried) {
      held.error = tried.busy;
      await Bun.sleep(PAUSE_MS);
    }
    return tried;
  } finally {
    delete held.turn;
    resolve();
  }
}

/** Tries again, while nothing is served yet, until another bank has created the file or lets go of it. */
export function retryWhileBusySync<Result>(run: () => Result): Result {
  const until = performance.now() + MAX_WAIT_MS;
  for (;;) {
    try {
      return run();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= until) throw error;
      Bun.sleepSync(PAUSE_MS);
    }
  }
}
