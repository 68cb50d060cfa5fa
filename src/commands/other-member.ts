import type { Refusal } from '../bank/engine/refusal.ts';
import { type MemberIdentity, readIdentity } from '../bank/member.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import type { UserOption } from './model/command.ts';
import { type Reply, worded } from './model/reply.ts';
import { lines, say, strong, type Text, t, user } from './model/text.ts';
import type { Pair, PartyMember } from './pair.ts';
import { findLinkedAccount, requireLinkedAccount } from './person.ts';

export const OTHER_MEMBER: UserOption = {
  kind: 'user',
  description: t('about.option.other-member'),
  isRequired: true,
};

/** Both by account and by Discord user: a name alone is easily imitated. */
export const describeParty = ({ name, discordUserId }: PartyMember): Text =>
  say`${strong(`@${name}`)} (${user(discordUserId)})`;

/**
 * Goes on with the two members, or explains why the other can't be given anything. Refuses `not_linked` where
 * the actor isn't linked.
 */
export async function withOtherMember(
  { book }: CommandDependencies,
  { discordUserId, otherId }: { readonly discordUserId: string; readonly otherId: string },
  next: (pair: Pair) => Promise<Reply>,
): Promise<Reply> {
  const robloxUserId = await requireLinkedAccount(book, discordUserId);
  if (otherId === discordUserId) return worded('other-member.yourself', 'warning');
  const otherAccount = await findLinkedAccount(book, otherId);
  if (otherAccount === undefined) return explainNoAccount(otherId);
  const [mine, other] = await Promise.all([
    book.query(readIdentity, robloxUserId, DISCORD),
    book.query(readIdentity, otherAccount, DISCORD),
  ]);
  return next({ mine: toParty(mine, discordUserId), other: toParty(other, otherId) });
}

const explainNoAccount = (otherId: string): Reply =>
  worded('other-member.no-account', 'warning', { user: user(otherId) });

const toParty = (
  { robloxUserId, username, avatarUrl }: MemberIdentity,
  discordUserId: string,
): PartyMember => ({
  robloxUserId,
  discordUserId,
  avatarUrl,
  name: username ?? `Roblox ${robloxUserId}`,
});

/**
 * Explains a refusal that is about the other member: what is on their side, and no more of their account than
 * that. Undefined where it is about anyone else.
 */
export function explainOtherSide({ code, details }: Refusal, other: PartyMember): Reply | undefined {
  if (details.party?.robloxUserId !== other.robloxUserId) return undefined;
  const reason = OTHER_SIDE.find((known) => known === code) ?? 'not-allowed';
  return {
    title: t('other-member.because-of', { name: other.name }),
    tone: 'warning',
    text: lines([
      t('other-member.reason', { member: describeParty(other), reason: t(`other-side.${reason}`) }),
      t('other-member.nothing-moved'),
    ]),
  };
}

/** The refusals that have words of their own where they are about the other member. */
const OTHER_SIDE = [
  ...(['frozen', 'not_linked', 'link_cooldown', 'limit_exceeded'] as const),
  ...(['insufficient_pets', 'insufficient_gems', 'on_hold'] as const),
];
