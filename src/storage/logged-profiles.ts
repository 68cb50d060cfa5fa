import type { ReadKey } from '../bank/engine/read-key.ts';
import type { Profile } from '../bank/engine/rows.ts';
import { UNKNOWN_USER } from '../bank/last-user.ts';
import { isLastUserLogged } from '../bank/links.ts';
import type { Driver } from './driver.ts';
import { findStillEdited, type TrustedRows } from './logged-links.ts';

/**
 * The trusted loads with profiles that name whom the account was linked to last only as the log has it. Where
 * the row says something else, or is gone, that was somebody whom nobody knows: whoever links the account
 * waits for the cool-down.
 */
export function trustProfiles(driver: Pick<Driver, 'log' | 'linkLog'>, trusted: TrustedRows): TrustedRows {
  const edited = new Set<number>();
  async function load(readKeys: readonly ReadKey[]) {
    const snapshot = await trusted.load(readKeys);
    const { bank, rows } = snapshot;
    const asked = readKeys.flatMap((key) => (key.kind === 'profile' ? [key.robloxUserId] : []));
    for (const id of asked) edited.delete(id);
    const profiles = [...asked.map(toUnknown), ...rows.profiles];
    const byId = new Map(profiles.map((profile) => [profile.robloxUserId, profile]));
    const checked = [...byId.values()];
    const areLogged = await Promise.all(checked.map((profile) => isLastUserLogged(driver, profile, bank)));
    const unlike = checked.filter((_profile, at) => !areLogged[at]);
    if (unlike.length === 0) return snapshot;
    const ids = new Set(unlike.map(({ robloxUserId }) => robloxUserId));
    for (const id of ids) edited.add(id);
    const others = rows.profiles.filter(({ robloxUserId }) => !ids.has(robloxUserId));
    const unknown = unlike.map((profile) => ({ ...profile, lastDiscordUserId: UNKNOWN_USER, lastSalt: '' }));
    return { ...snapshot, rows: { ...rows, profiles: [...others, ...unknown] } };
  }
  async function findRowError(): Promise<string | undefined> {
    const reload = (robloxUserId: number) => load([{ kind: 'profile', robloxUserId }]);
    return (await findStillEdited('profiles', edited, reload)) ?? trusted.findRowError();
  }
  return { ...trusted, load, findRowError };
}

/** Of an account whose row is not there. */
const toUnknown = (robloxUserId: number): Profile => ({
  robloxUserId,
  username: String(robloxUserId),
  displayName: String(robloxUserId),
  avatarUrl: null,
  lastDiscordUserId: null,
  lastSalt: '',
  updatedAt: 0,
});
