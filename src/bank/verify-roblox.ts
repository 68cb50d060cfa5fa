import type { Operation } from './engine/operation.ts';
import type { ReadKey } from './engine/read-key.ts';
import { Refusal } from './engine/refusal.ts';
import { requireNotHalted } from './halt-and-freeze.ts';
import { verificationReadKeys } from './member.ts';
import { findPass } from './passes.ts';
import type { RobloxProfile } from './profiles.ts';
import {
  accountReadKeys,
  linkAccount,
  type ProfileLookup,
  requireFound,
  type VerifyConfirmAnswer,
} from './verify.ts';

interface RobloxSignIn {
  /** The id of the pass with which the Discord user was sent to Roblox. */
  readonly passId: string;
  /** The account that Roblox says has signed in. */
  readonly profile: ProfileLookup<RobloxProfile>;
  /** Random, for the link that is new. */
  readonly salt: string;
}

/**
 * Links the Discord user of the pass to the Roblox account that has signed in, and uses the pass up. What
 * follows is as after the words: who had the account before is notified, and it cools down. Refuses
 * `no_pending_verification`, `halted`, `upstream_unavailable`, `roblox_user_not_found`, `already_linked`.
 */
export const linkByRoblox: Operation<RobloxSignIn, VerifyConfirmAnswer> = {
  readKeys: ({ passId, profile }): ReadKey[] => [
    { kind: 'pass', id: passId },
    ...(profile.kind === 'found' ? accountReadKeys(profile.account.id) : []),
  ],
  moreReadKeys(reader, { passId }) {
    const pass = reader.row('passes', passId);
    return pass ? verificationReadKeys(pass.discordUserId) : [];
  },
  decide(step, { passId, profile, salt }, call) {
    const pass = findPass(step, passId, 'roblox_sign_in');
    if (!pass) throw new Refusal('no_pending_verification');
    requireNotHalted(step, call);
    const found = requireFound(profile);
    if (found.account.isBanned) throw new Refusal('roblox_user_not_found');
    const answer = linkAccount(step, pass.discordUserId, { ...found, salt }, call.rules);
    step.remove('passes', pass);
    const pending = step.row('verifications', pass.discordUserId);
    if (pending) step.remove('verifications', pending);
    return answer;
  },
};
