import { z } from 'zod';
import { createCodeFor } from '../../../src/bank/code-words.ts';
import { unlink, unlinkInput } from '../../../src/bank/member.ts';
import type { RobloxProfile, RobloxUser } from '../../../src/bank/profiles.ts';
import {
  confirmVerification,
  type ProfileLookup,
  startVerification,
  type verifyConfirmAnswer,
  type verifyInput,
} from '../../../src/bank/verify.ts';
import { foundAccount, usernameOf } from '../../bank/link.ts';
import { defineOperation, type Foreseen, refuse } from './call.ts';
import { getMember, LASTS, toIso, type World } from './world.ts';

type Body = z.output<typeof verifyInput>;
/** With what Roblox says: the account, that there is none, or nothing. */
type StartInput = Body & { readonly random: string; readonly user: ProfileLookup<RobloxUser> };
type ConfirmInput = Body & { readonly profile: ProfileLookup<RobloxProfile>; readonly salt: string };
type ConfirmAnswer = z.output<typeof verifyConfirmAnswer>;

const memberNamed = (username: string): number =>
  Number(username.toLowerCase().replace(usernameOf(0).slice(0, -1), ''));
const accountOf = (member: number) => ({ ...foundAccount(member).account, avatarUrl: null });

/** A code for the profile; the newest counts. */
export const start = defineOperation(
  'verify start',
  startVerification,
  z.custom<StartInput>(),
  (world, { input }) => {
    const { discordUserId, user, random } = input;
    if (world.halted) return refuse('halted');
    if (user.kind === 'unavailable') return refuse('upstream_unavailable');
    if (user.kind === 'not_found') return refuse('roblox_user_not_found');
    const link = world.links.get(discordUserId);
    const member = user.account.id;
    if (link && link.member !== member) return refuse('already_linked');
    const as = world.codes.has(discordUserId) ? 'a code instead of another' : 'a code';
    const expiresAt = world.now + LASTS.codeMs;
    const code = createCodeFor(random, { discordUserId, robloxUserId: member });
    world.codes.set(discordUserId, { member, code, expiresAt });
    return { says: { code, expiresAt: toIso(expiresAt), roblox: accountOf(member) }, as: [as] };
  },
);

/** The words in the profile prove that it is theirs. */
export const confirm = defineOperation(
  'verify confirm',
  confirmVerification,
  z.custom<ConfirmInput>(),
  (world, { input }) => {
    const { discordUserId } = input;
    const pending = world.codes.get(discordUserId);
    const named = memberNamed(input.robloxUsername);
    if (!pending || pending.member !== named) return linkedBefore(world, discordUserId, named);
    if (world.halted) return refuse('halted');
    if (world.now >= pending.expiresAt) return refuse('verification_expired');
    const doubt = doubtOf(input, pending);
    if (doubt) return doubt;
    const as = link(world, discordUserId, pending.member);
    world.codes.delete(discordUserId);
    return { says: linkedAnswer(world, discordUserId), as: [as] };
  },
);

function linkedBefore(world: World, discordUserId: string, member: number): Foreseen<ConfirmAnswer> {
  if (world.links.get(discordUserId)?.member !== member) return refuse('no_pending_verification');
  return { says: linkedAnswer(world, discordUserId), as: ['linked again'] };
}

function doubtOf(
  { profile: lookup }: ConfirmInput,
  pending: { member: number; code: string },
): Foreseen<ConfirmAnswer> | undefined {
  if (lookup.kind === 'unavailable') return refuse('upstream_unavailable');
  if (lookup.kind === 'not_found') return refuse('roblox_user_not_found', 'nobody');
  if (lookup.account.id !== pending.member) return refuse('no_pending_verification', 'another account');
  if (lookup.account.isBanned) return refuse('roblox_user_not_found', 'banned');
  const { description } = lookup.account;
  if (
    description
      .toLowerCase()
      .replaceAll(/[^a-z0-9#]+/g, ' ')
      .includes(pending.code)
  )
    return undefined;
  return description.startsWith('## ##') ? refuse('profile_filtered') : refuse('code_not_in_profile');
}

/**
 * An account has one Discord user, and the other way round: whoever proves it last. Changing hands cools it
 * down.
 */
function link(world: World, discordUserId: string, id: number): string {
  const member = getMember(world, id);
  const before = [...world.links].find(([, entry]) => entry.member === id)?.[0];
  const isOthers = member.lastDiscord !== null && member.lastDiscord !== discordUserId;
  if (isOthers) member.cooldownUntil = world.now + LASTS.cooldownMs;
  member.lastDiscord = discordUserId;
  if (before === discordUserId) return 'proved anew';
  if (before !== undefined) world.links.delete(before);
  world.links.set(discordUserId, { member: id, linkedAt: world.now });
  if (before !== undefined) return 'taken over';
  return isOthers ? 'linked after another' : 'linked';
}

function linkedAnswer(world: World, discordUserId: string): ConfirmAnswer {
  const current = world.links.get(discordUserId);
  const linkedAt = toIso(current?.linkedAt ?? 0);
  return { linked: true, discordUserId, roblox: accountOf(current?.member ?? 0), linkedAt };
}

export const unlinking = defineOperation(
  'unlink',
  unlink,
  unlinkInput,
  (world, { input: { discordUserId } }) => {
    const current = world.links.get(discordUserId);
    if (!current) return refuse('not_linked');
    world.links.delete(discordUserId);
    world.codes.delete(discordUserId);
    return {
      says: { unlinked: true, discordUserId, robloxUserId: current.member } as const,
      as: ['unlinked'],
    };
  },
);
