import { LRUCache } from 'lru-cache';
import type { RenamedUser, RobloxUser } from '../bank/profiles.ts';

/** How many users are kept; beyond it, the least recently used goes. */
const MAX_USERS = 10_000;

/** Users by name. A name leads to an id, and that to the user, so that news of an id corrects its name. */
export interface UserCache {
  /** From the cache, or from one look-up that all concurrent callers for this name share. */
  find(username: string): Promise<RobloxUser | RenamedUser | null>;
  remember(user: RobloxUser): void;
  forget(robloxUserId: number): void;
}

interface UserCacheOptions {
  readonly lookUp: (username: string) => Promise<RobloxUser | RenamedUser | null>;
  /** 0 keeps nothing. */
  readonly keepMs: number;
}

export function createUserCache({ lookUp, keepMs }: UserCacheOptions): UserCache {
  // lru-cache takes 0 for "for ever"; Date as its clock lets a test set the time.
  const limits = { max: MAX_USERS, ttl: Math.max(keepMs, 1), ttlResolution: 0, perf: Date };
  const ids = new LRUCache<string, number>(limits);
  const users = new LRUCache<number, RobloxUser>(limits);

  const remember = (user: RobloxUser) => {
    ids.set(normalizeName(user.username), user.id);
    users.set(user.id, user);
  };
  const lookUpOnce = shareInFlight(normalizeName, async (username) => {
    const user = await lookUp(username);
    // "No such user" is not kept: the account may be made the next moment.
    if (user && 'id' in user) remember(user);
    return user;
  });

  return {
    async find(username) {
      const name = normalizeName(username);
      const user = users.get(ids.get(name) ?? 0);
      // A user renamed since is no match for the name that led to the id.
      return user && normalizeName(user.username) === name ? user : lookUpOnce(username);
    },
    remember,
    forget: (robloxUserId) => void users.delete(robloxUserId),
  };
}

/** Usernames are compared without case. */
export function normalizeName(username: string): string {
  return username.toLowerCase();
}

/** Concurrent callers for the same key share one look-up. Nothing is kept after it, failures neither. */
function shareInFlight<T>(toKey: (given: string) => string, lookUp: (given: string) => Promise<T>) {
  const inFlight = new Map<string, Promise<T>>();
  return (given: string): Promise<T> => {
    const key = toKey(given);
    const running = inFlight.get(key);
    if (running) return running;
    const answer = lookUp(given).finally(() => inFlight.delete(key));
    inFlight.set(key, answer);
    return answer;
  };
}
