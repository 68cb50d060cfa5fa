import type { Profile } from '../bank/engine/rows.ts';
import type { ReadKey } from '../bank/engine/view.ts';
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
    const found = new Map(rows.profiles.map((row) => [row.robloxUserId, row]));
    const asked = readKeys.flatMap((key) => (key.kind === 'profile' ? [key.robloxUserId] : []));
    for (const id of asked) edited.delete(id);
    const ids = [...new Set([...asked, ...found.keys()])];
    const areLogged = await Promise.all(
      ids.map((id) => isLastUserLogged(driver, found.get(id) ?? unknownProfile(id), bank)),
    );
    const unlike = ids.filter((_id, at) => !areLogged[at]);
    if (unlike.length === 0) return snapshot;
    for (const id of unlike) {
      edited.add(id);
      found.set(id, {
        ...(found.get(id) ?? unknownProfile(id)),
        lastDiscordUserId: UNKNOWN_USER,
        lastSalt: '',
      });
    }
    return { ...snapshot, rows: { ...rows, profiles: [...found.values()] } };
  }
  async function findRowError(): Promise<string | undefined> {
    const reload = (robloxUserId: number) => load([{ kind: 'profile', robloxUserId }]);
    return (await findStillEdited('profiles', edited, reload)) ?? trusted.findRowError();
  }
  return { ...trusted, load, findRowError };
}

/** Of an account whose row is not there. */
const unknownProfile = (robloxUserId: number): Profile => ({
  robloxUserId,
  username: String(robloxUserId),
  displayName: String(robloxUserId),
  avatarUrl: null,
  lastDiscordUserId: null,
  lastSalt: '',
  updatedAt: 0,
});
