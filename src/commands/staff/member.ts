import { z } from 'zod';
import { actsByOneAccount } from '../../bank/alone-limit.ts';
import type { Book, Caller } from '../../bank/engine/book.ts';
import { invalid, Refusal } from '../../bank/engine/refusal.ts';
import { type MemberIdentity, readIdentity } from '../../bank/member.ts';
import { UpstreamError } from '../../bank/profiles.ts';
import { staffName } from '../../bank/staff.ts';
import { onlyCondition } from '../../bank/staff-condition.ts';
import { DISCORD, type StaffDependencies } from '../dependencies.ts';
import type { Actor } from '../model/actor.ts';
import type { TextOption } from '../model/command.ts';
import type { Reply } from '../model/reply.ts';
import { code, type Text, t, user } from '../model/text.ts';
import { findLinkedAccount, requireLinkedAccount } from '../person.ts';
import { typedUsername } from '../username.ts';

/** A profile's link fits, so that our own words explain it. */
const MAX_TYPED = 200;

/** How staff name a member: `@someone` on Discord, a Roblox username, or a Roblox id. */
export const memberSchema = z.string().trim().min(1).max(MAX_TYPED);
export const MEMBER: TextOption = {
  kind: 'text',
  description: t('about.option.staff-member'),
  maxLength: MAX_TYPED,
  isRequired: true,
};

/**
 * Finds the member that staff name. Digits alone are an id: 15 or more of a Discord user, or of a Roblox
 * account that the bank knows, fewer of any Roblox account. Refuses `invalid`, `roblox_user_not_found` and
 * `upstream_unavailable`.
 */
export async function findMember(
  { book, profiles }: Pick<StaffDependencies, 'book' | 'profiles'>,
  written: string,
): Promise<Member> {
  const discordUserId = /^(?:<@!?(\d{15,22})>|(\d{15,22}))$/.exec(written)?.slice(1).find(Boolean);
  if (discordUserId !== undefined) return readMember(book, await findMemberAccount(book, discordUserId));
  if (/^[1-9]\d{0,13}$/.test(written)) return readMember(book, Number(written));
  const name = typedUsername.safeParse(written);
  if (!name.success) {
    const hints = name.error.issues.map(({ message }) => message).join('; ');
    throw invalid('member', `give @someone on Discord, or a Roblox username or id: ${hints}`);
  }
  const { id, username } = await findByUsername(profiles, name.data);
  return toMember({ ...(await readMember(book, id)), username });
}

const readMember = async (book: Book, robloxUserId: number): Promise<Member> =>
  toMember(await book.query(readIdentity, robloxUserId, DISCORD));

async function findMemberAccount(book: Book, discordUserId: string): Promise<number> {
  const linked = await findLinkedAccount(book, discordUserId);
  if (linked !== undefined) return linked;
  // The sandbox's Roblox ids are so long; Discord's are longer than any of Roblox's.
  const robloxUserId = Number(discordUserId);
  const isKnown = Number.isSafeInteger(robloxUserId) && (await readMember(book, robloxUserId)).username;
  if (isKnown) return robloxUserId;
  throw invalid('member', 'this Discord user has no Roblox account here: give their Roblox username or id');
}

async function findByUsername(profiles: StaffDependencies['profiles'], username: string) {
  try {
    const found = await profiles.findByUsername(username);
    if (!found) throw new Refusal('roblox_user_not_found');
    if ('renamedTo' in found) throw new Refusal('roblox_user_not_found', { didYouMean: found.renamedTo });
    return found;
  } catch (error) {
    throw error instanceof UpstreamError ? new Refusal('upstream_unavailable') : error;
  }
}

/** A member as staff see them. `account` has the ids: two players' names may look alike. */
export interface Member extends MemberIdentity {
  readonly name: string;
  readonly account: Text;
  readonly person: NonNullable<Reply['person']>;
}

export function toMember(identity: MemberIdentity): Member {
  const { robloxUserId, discordUserId, username, avatarUrl } = identity;
  const name = username ?? `Roblox ${robloxUserId}`;
  const id = code(String(robloxUserId));
  const account =
    discordUserId === null
      ? t('staff.roblox-id', { id })
      : t('staff.roblox-id-on-discord', { id, user: user(discordUserId) });
  return { ...identity, name, account, person: { name, avatarUrl } };
}

/**
 * The caller that staff act as: the name of their own Roblox account. Refuses `not_linked`, and `invalid`
 * where they have acted by another account of theirs today; the same is decided with all that it does later.
 */
export async function staffCaller(book: Book, { discordUserId }: Actor): Promise<Caller> {
  const robloxUserId = await requireLinkedAccount(book, discordUserId);
  const condition = actsByOneAccount({ discordUserId, robloxUserId });
  const caller = { by: staffName(robloxUserId), condition };
  await book.query(onlyCondition, null, caller);
  return caller;
}

/** The caller that halts the bank: the name of their Roblox account, where they have one. */
export async function haltCaller(book: Book, actor: Actor): Promise<Caller> {
  const robloxUserId = await findLinkedAccount(book, actor.discordUserId);
  return { by: robloxUserId === undefined ? 'staff-unlinked' : staffName(robloxUserId) };
}
