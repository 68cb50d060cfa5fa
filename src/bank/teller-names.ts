import type { Book } from './engine/book.ts';
import type { Operation } from './engine/operation.ts';
import { notifyOperator } from './events.ts';
import { rememberProfile } from './name-teller.ts';
import type { Profiles, RobloxProfile } from './profiles.ts';
import { readTellerCards } from './teller-card.ts';
import type { ProfileLookup } from './verify.ts';
import { lookUpProfile } from './verify-flow.ts';

const BANK = { by: 'bank' } as const;
/** How many accounts are asked for in one round: a bank has fewer tellers. */
const MAX_ASKED = 100;

/**
 * Asks Roblox what the accounts of all tellers are called, since members look for them in the game by name:
 * so one that was edited in the database is shown until the next round at most. Where Roblox doesn't answer,
 * names stay as they are. Rejects with StorageUnavailable.
 */
export async function refreshTellerNames(book: Book, profiles: Profiles): Promise<void> {
  const cards = await book.query(readTellerCards, null, BANK);
  for (const { tellerId, robloxUserId } of cards.slice(0, MAX_ASKED)) {
    if (robloxUserId === null) continue;
    const profile = await lookUpProfile(profiles, () => profiles.readFresh(robloxUserId));
    if (profile.kind !== 'found' || profile.account.isBanned) continue;
    await book.perform(noteTellerName, { tellerId, profile }, BANK);
  }
}

interface NamedTeller {
  readonly tellerId: string;
  readonly profile: Extract<ProfileLookup<RobloxProfile>, { kind: 'found' }>;
}

/** Takes over what Roblox says of a teller's account, and tells staff of another name. Refuses nothing. */
const noteTellerName: Operation<NamedTeller, void> = {
  readKeys: ({ profile }) => [{ kind: 'profile', robloxUserId: profile.account.id }],
  decide(step, { tellerId, profile: { account, avatarUrl, kind } }) {
    const before = step.row('profiles', String(account.id));
    // Where there is none, its owner was forgotten, and stays so.
    if (!before) return;
    const shown = { kind, account, avatarUrl: avatarUrl ?? before.avatarUrl };
    const isSame =
      before.username === account.username &&
      before.displayName === account.displayName &&
      before.avatarUrl === shown.avatarUrl;
    if (isSame) return;
    rememberProfile(step, shown);
    if (before.username === account.username) return;
    const text =
      `The account of ${tellerId}, ${account.id}, is called @${account.username} at Roblox. The bank had ` +
      `@${before.username}: it has another name now, or somebody has edited the database.`;
    notifyOperator(step, 'teller_named', text);
  },
};
