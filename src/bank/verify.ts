import { z } from 'zod';
import { createCodeFor, findCode, isCodeFor } from './code-words.ts';
import { discordUserIdSchema, rfc3339, robloxUserIdSchema, timeAnswer } from './engine/fields.ts';
import type { Operation, Rules } from './engine/operation.ts';
import { NO_GOODS } from './engine/pets.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import { Refusal } from './engine/refusal.ts';
import type { Link, Profile } from './engine/rows.ts';
import { getMember, type Step } from './engine/step.ts';
import { notifyOperator } from './events.ts';
import { requireNotHalted } from './halt-and-freeze.ts';
import { findLastUser, lastUserReadKeys } from './last-user.ts';
import { linkNote } from './links.ts';
import { verificationReadKeys } from './member.ts';
import type { RobloxProfile, RobloxUser } from './profiles.ts';
import { levelOf, staffName } from './staff.ts';

/**
 * Only bounded, since Roblox decides whether a name is somebody's: old ones have spaces or dots or two
 * letters, and a name that was reset reads `roblox_user_4812345678`.
 */
export const robloxUsernameSchema = z
  .string()
  .transform((written) => written.trim().replace(/^@/, '').trim())
  .pipe(z.string().regex(/^\P{Cc}{1,50}$/u, '1 to 50 characters, none of them control characters'))
  .meta({
    description:
      'The name with the @, 1 to 50 characters, none of them control characters. A leading @ and white ' +
      'space around it are left out.',
  });

export const verifyInput = z.strictObject({
  discordUserId: discordUserIdSchema,
  robloxUsername: robloxUsernameSchema,
});
export type VerifyInput = z.infer<typeof verifyInput>;

const robloxAnswer = z
  .object({
    id: robloxUserIdSchema,
    username: z.string(),
    displayName: z.string(),
    avatarUrl: z.string().nullable(),
  })
  .meta({ description: 'A Roblox account. A missing picture is null.' });
export const verifyStartAnswer = z.object({ code: z.string(), expiresAt: timeAnswer, roblox: robloxAnswer });
export const verifyConfirmAnswer = z.object({
  linked: z.literal(true),
  discordUserId: discordUserIdSchema,
  roblox: robloxAnswer,
  linkedAt: timeAnswer,
});
export type VerifyConfirmAnswer = z.infer<typeof verifyConfirmAnswer>;

interface Found<T> {
  readonly account: T;
  readonly avatarUrl: string | null;
}

/** The answer of Roblox, or why there is none. Looked up before the decision, which stays pure. */
export type ProfileLookup<T> =
  | ({ readonly kind: 'found' } & Found<T>)
  | { readonly kind: 'not_found'; readonly renamedTo?: string }
  | { readonly kind: 'unavailable' };

/** Refuses `upstream_unavailable` and `roblox_user_not_found`. */
export function requireFound<T>(lookup: ProfileLookup<T>): Found<T> {
  if (lookup.kind === 'unavailable') throw new Refusal('upstream_unavailable');
  if (lookup.kind === 'not_found') {
    const { renamedTo: didYouMean } = lookup;
    throw new Refusal('roblox_user_not_found', didYouMean === undefined ? {} : { didYouMean });
  }
  return lookup;
}

/**
 * Returns a code for the profile; a second start replaces the first. Refuses `halted`,
 * `upstream_unavailable`, `roblox_user_not_found`, and `already_linked` (with another Roblox account).
 */
export const startVerification: Operation<
  VerifyInput & { readonly random: string; readonly user: ProfileLookup<RobloxUser> },
  z.infer<typeof verifyStartAnswer>
> = {
  readKeys: ({ discordUserId }) => verificationReadKeys(discordUserId),
  decide(step, { discordUserId, random, user }, call) {
    requireNotHalted(step, call);
    const { account, avatarUrl } = requireFound(user);
    const { id, username, displayName } = account;
    requireNoOther(step, discordUserId, id);
    const expiresAt = step.at + call.rules.verificationMs;
    const code = createCodeFor(random, { discordUserId, robloxUserId: id });
    step.put('verifications', { discordUserId, robloxUserId: id, username, code, expiresAt });
    return { code, expiresAt: rfc3339(expiresAt), roblox: { id, username, displayName, avatarUrl } };
  },
};

/**
 * Links the Discord user to the Roblox account whose profile shows the code. Again after success: the same
 * answer. Refuses `no_pending_verification`, `halted`, `verification_expired`, `upstream_unavailable`,
 * `roblox_user_not_found`, `profile_filtered`, `code_not_in_profile`, `already_linked`.
 */
export const confirmVerification: Operation<
  VerifyInput & { readonly profile: ProfileLookup<RobloxProfile>; readonly salt: string },
  VerifyConfirmAnswer
> = {
  readKeys: ({ discordUserId }) => verificationReadKeys(discordUserId),
  moreReadKeys(reader, { discordUserId }): ReadKey[] {
    const robloxUserIds = [
      reader.row('verifications', discordUserId)?.robloxUserId,
      reader.linkOfUser(discordUserId)?.robloxUserId,
    ].filter((id) => id !== undefined);
    return robloxUserIds.flatMap(accountReadKeys);
  },
  decide(step, input, call) {
    const pending = step.row('verifications', input.discordUserId);
    if (!pending || !isSameName(pending.username, input.robloxUsername)) {
      return linkedAlready(step, input);
    }
    requireNotHalted(step, call);
    if (step.at >= pending.expiresAt) throw new Refusal('verification_expired');
    const profile = requireFound(input.profile);
    const { account } = profile;
    if (account.id !== pending.robloxUserId || !isCodeFor(pending.code, pending))
      throw new Refusal('no_pending_verification');
    if (account.isBanned) throw new Refusal('roblox_user_not_found');
    const found = findCode(pending.code, account.description);
    if (found !== 'found')
      throw new Refusal(found === 'filtered' ? 'profile_filtered' : 'code_not_in_profile');
    const answer = linkAccount(step, input.discordUserId, { ...profile, salt: input.salt }, call.rules);
    step.remove('verifications', pending);
    return answer;
  },
};

const isSameName = (name: string, other: string): boolean => name.toLowerCase() === other.toLowerCase();

function requireNoOther(reader: Reader, discordUserId: string, robloxUserId: number): void {
  const link = reader.linkOfUser(discordUserId);
  if (link && link.robloxUserId !== robloxUserId) throw new Refusal('already_linked');
}

/** The answer of the confirmation that succeeded before, where there was one for this account. */
function linkedAlready(step: Step, { discordUserId, robloxUsername }: VerifyInput): VerifyConfirmAnswer {
  const link = step.linkOfUser(discordUserId);
  const profile = link && step.row('profiles', String(link.robloxUserId));
  if (!profile || !isSameName(profile.username, robloxUsername)) throw new Refusal('no_pending_verification');
  return confirmed(link, profile);
}

function confirmed(link: Link, profile: Profile): VerifyConfirmAnswer {
  const { robloxUserId: id, username, displayName, avatarUrl } = profile;
  return {
    linked: true,
    discordUserId: link.discordUserId,
    roblox: { id, username, displayName, avatarUrl },
    linkedAt: rfc3339(link.linkedAt),
  };
}

/** An account that was shown to be this person's. */
export interface NewLink extends Found<RobloxProfile> {
  /** Random, for the link that is new. */
  readonly salt: string;
}

/** The rows that `linkAccount` reads of an account. */
export const accountReadKeys = (robloxUserId: number): ReadKey[] => [
  ...lastUserReadKeys(robloxUserId),
  { kind: 'member', robloxUserId },
  { kind: 'staff_member', robloxUserId },
];

/**
 * Writes the link. Who had the account before is notified, and it cools down; staff are told where it is one
 * of theirs. Refuses `already_linked` (with another Roblox account).
 */
export function linkAccount(
  step: Step,
  discordUserId: string,
  found: NewLink,
  rules: Rules,
): VerifyConfirmAnswer {
  const { id: robloxUserId, username, displayName } = found.account;
  requireNoOther(step, discordUserId, robloxUserId);
  const before = step.linkOfMember(robloxUserId);
  const lastDiscordUserId = findLastUser(step, robloxUserId);
  const current =
    before?.discordUserId === discordUserId
      ? before
      : { discordUserId, robloxUserId, linkedAt: step.at, salt: found.salt };
  if (before && before !== current) {
    step.remove('links', before);
    step.emit({
      topic: 'link_taken_over',
      discordUserId: before.discordUserId,
      robloxUserId,
      goods: NO_GOODS,
      text: `@${username}`,
    });
  }
  if (lastDiscordUserId !== null && lastDiscordUserId !== discordUserId) {
    const member = getMember(step, robloxUserId);
    step.put('members', { ...member, cooldownUntil: step.at + rules.linkCooldownMs });
  }
  if (lastDiscordUserId !== discordUserId) alertOfStaff(step, robloxUserId);
  const shown = { robloxUserId, username, displayName, avatarUrl: found.avatarUrl };
  const last = { lastDiscordUserId: discordUserId, lastSalt: current.salt };
  const seen = { ...shown, ...last, updatedAt: step.at };
  step.put('profiles', seen);
  step.put('links', current);
  if (current !== before)
    step.post({ kind: 'member_linked', status: 'linked', note: linkNote(robloxUserId) });
  return confirmed(current, seen);
}

/** Whoever links an account of the staff may do on Discord what its owner may: it may have been stolen. */
function alertOfStaff(step: Step, robloxUserId: number): void {
  const staff = step.row('staff', String(robloxUserId));
  const level = staff ? levelOf(staff) : null;
  if (level === null) return;
  const text = `${staffName(robloxUserId)}, ${level}, was linked to another Discord user than before.`;
  notifyOperator(step, 'staff_linked', text, { robloxUserId, goods: NO_GOODS });
}
