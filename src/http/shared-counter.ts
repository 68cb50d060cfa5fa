import {
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
  handleWhen,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import type { Db } from 'mongodb';
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import { createWindowCounter, type WindowCount } from '../window-counter.ts';
import { type Count, type Counter, type CreateCounter, toCount, WINDOW_SECONDS } from './rate-limit.ts';

const COLLECTION = 'rate_limits';
/** The longest wait for a count: a request must not hang because counting does. */
const TIMEOUT_MS = 500;
/** For how long this process counts by itself after the database failed to. */
const PAUSE_MS = 1_000;
/** How often a count that the server refused is tried again: two processes may begin a window at once. */
const RETRIES = 2;

/**
 * Counters that every process on this database shares: together they let in what is set, not each of them.
 * Makes the collection's indexes first. `onError` receives why this process goes over to counting alone. Its
 * windows are measured by the clocks of the processes, so these should agree.
 */
export async function openSharedCounters(
  db: Db,
  onError: (error: unknown) => void = () => undefined,
): Promise<CreateCounter> {
  const { client, databaseName } = db;
  // A count that a crash takes away lets a few more requests in; it is not worth waiting for a disk.
  const quick = client.db(databaseName, { writeConcern: { w: 1, journal: false } });
  await db.collection(COLLECTION).createIndexes([
    { key: { key: 1 }, unique: true },
    { key: { expire: 1 }, expireAfterSeconds: 0 },
  ]);
  const counts = quick.collection(COLLECTION);
  return (policy, perMinute) => {
    const limiter = new RateLimiterMongo({
      storeClient: quick,
      tableName: COLLECTION,
      keyPrefix: policy,
      points: perMinute,
      duration: WINDOW_SECONDS,
      // Whoever is out for this window is refused without asking the database again.
      inMemoryBlockOnConsumed: perMinute,
      disableIndexesCreation: true,
    });
    const consume: Consume = async (caller, requests) => {
      try {
        return await settle(limiter.consume(caller, requests), perMinute + requests);
      } catch (error) {
        // The count of a window that is over may be in the way; on MongoDB itself the library replaces it.
        const isOver = { key: limiter.getKey(caller), expire: { $lte: new Date() } };
        if (isRefusedByServer(error)) await counts.deleteOne(isOver);
        throw error;
      }
    };
    return createGroupCounter(withFallback(consume, onError), perMinute);
  };
}

/**
 * A caller's requests that arrive while a count of theirs is under way share the next count: a single round
 * trip for all of them, each with its own place in the count.
 */
function createGroupCounter(consume: Consume, perMinute: number): Counter {
  type Waiting = PromiseWithResolvers<Count> & { readonly weight: number };
  const waiting = new Map<string, Waiting[]>();

  async function countAll(caller: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const group = queue.splice(0);
      const total = group.reduce((sum, { weight }) => sum + weight, 0);
      try {
        const counted = await consume(caller, total);
        // The library counts the whole group, though only its first requests may fit.
        let count = counted.count - total;
        for (const { weight, resolve } of group) {
          count += weight;
          resolve(toCount({ ...counted, count }, perMinute));
        }
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    waiting.delete(caller);
  }

  return (caller, weight) => {
    const mine = { ...Promise.withResolvers<Count>(), weight };
    const queue = waiting.get(caller);
    if (queue) {
      queue.push(mine);
    } else {
      const fresh = [mine];
      waiting.set(caller, fresh);
      void countAll(caller, fresh);
    }
    return mine.promise;
  };
}

/** Counts several requests of a caller at once. */
type Consume = (caller: string, requests: number) => Promise<WindowCount>;

/** Counts in this process alone while the database can't. */
function withFallback(consume: Consume, onFault: (error: unknown) => void): Consume {
  const countOwn = createWindowCounter({ windowMs: WINDOW_SECONDS * 1000 });
  const breaker = circuitBreaker(handleAll, {
    breaker: new ConsecutiveBreaker(1),
    halfOpenAfter: PAUSE_MS,
  });
  breaker.onBreak((reason) => onFault('error' in reason ? reason.error : reason));
  // The driver's own time-outs are for commits, which may take longer. What comes too late may still count.
  const retryPolicy = wrap(
    breaker,
    timeout(TIMEOUT_MS, TimeoutStrategy.Aggressive),
    retry(handleWhen(isRefusedByServer), { maxAttempts: RETRIES }),
  );
  return (caller, requests) =>
    retryPolicy.execute(() => consume(caller, requests)).catch(() => countOwn(caller, requests));
}

/**
 * The library refuses by rejecting with its count; any other rejection is an error. A caller that is known to
 * be out isn't counted, which it says by a count of 0.
 */
async function settle(consumed: Promise<RateLimiterRes>, countWhenOut: number): Promise<WindowCount> {
  const { consumedPoints, msBeforeNext } = await consumed.catch((refused) => {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  });
  return { count: consumedPoints === 0 ? countWhenOut : consumedPoints, msToEnd: msBeforeNext };
}

/**
 * Whether the server said no, so that nothing was counted. By its name, since the driver is only loaded where
 * it is used.
 */
const isRefusedByServer = (error: unknown): boolean =>
  error instanceof Error && error.name === 'MongoServerError';
