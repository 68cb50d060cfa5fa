import { errorCode } from '../../error-code.ts';
import type { Driver } from '../driver.ts';
import type { Place } from './place.ts';

/** How long SQLite itself waits for another program's lock, in milliseconds: nothing else runs meanwhile. */
export const BUSY_TIMEOUT_MS = 5;
/** How long a call is tried again, and the pause between two tries, in which everything else goes on. */
const MAX_WAIT_MS = 5_000;
const PAUSE_MS = 25;

const isBusy = (error: unknown): boolean => errorCode(error).startsWith('SQLITE_BUSY');

/**
 * The driver, whose every call fails once the file has lost its place, and is tried again while another
 * program, such as a backup tool, holds the file. A call is one step of SQLite, so that nothing of a failed
 * try is left. Once a call has waited in vain, the next ones of its kind fail at once, until one succeeds:
 * whoever waits is sent away to come again.
 */
export function guardCalls(driver: Driver, place: Place): Driver {
  const heldMethods = new Set<PropertyKey>();
  async function call(method: PropertyKey, run: () => unknown): Promise<unknown> {
    const until = performance.now() + (heldMethods.has(method) ? 0 : MAX_WAIT_MS);
    for (;;) {
      try {
        place.checkNowAndThen();
        const result = await run();
        heldMethods.delete(method);
        return result;
      } catch (error) {
        if (!isBusy(error)) throw error;
        if (performance.now() >= until) {
          heldMethods.add(method);
          throw error;
        }
      }
      await Bun.sleep(PAUSE_MS);
    }
  }
  return new Proxy(driver, {
    get(target, method) {
      const value: unknown = Reflect.get(target, method);
      if (typeof value !== 'function' || method === 'close') return value;
      return (...input: unknown[]) => call(method, () => Reflect.apply(value, target, input));
    },
  });
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
