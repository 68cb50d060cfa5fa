import { Refusal, type RefusalCode } from '../bank/engine/refusal.ts';
import { type MemberIdentity, readIdentity } from '../bank/member.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import type { UserOption } from './model/command.ts';
import { type Reply, titled, warning } from './model/reply.ts';
import { command, lines, say, strong, type Text, user } from './model/text.ts';
import { findLinkedAccount } from './person.ts';

/** One of two members who give each other something. */
export interface PartyMember {
  readonly robloxUserId: number;
  readonly discordUserId: string;
  /** The Roblox name, or what the bank has instead. */
  readonly name: string;
  readonly avatarUrl: string | null;
}

export const OTHER_MEMBER: UserOption = {
  kind: 'user',
  description: 'The other member, by @name',
  isRequired: true,
};

/** Both by account and by Discord user: a name alone is easily imitated. */
export const describeParty = ({ name, discordUserId }: PartyMember): Text =>
  say`${strong(`@${name}`)} (${user(discordUserId)})`;

/** Two members, as one of them sees it. */
export interface Pair {
  readonly mine: PartyMember;
  readonly other: PartyMember;
}

/**
 * Goes on with the two members, or explains why the other can't be given anything. Refuses `not_linked` where
 * the actor isn't linked.
 */
export async function withOtherMember(
  { book }: CommandDependencies,
  { discordUserId, otherId }: { readonly discordUserId: string; readonly otherId: string },
  next: (pair: Pair) => Promise<Reply>,
): Promise<Reply> {
  const robloxUserId = await findLinkedAccount(book, discordUserId);
  if (otherId === discordUserId)
    return warning('That is you')`Name another member: what is yours stays yours anyway.`;
  const otherAccount = await findLinkedAccount(book, otherId).catch(ignoreNotLinked);
  if (otherAccount === undefined) return explainNoAccount(otherId);
  const [mine, other] = await Promise.all([
    book.query(readIdentity, robloxUserId, DISCORD),
    book.query(readIdentity, otherAccount, DISCORD),
  ]);
  return next({ mine: toParty(mine, discordUserId), other: toParty(other, otherId) });
}

function ignoreNotLinked(error: unknown): undefined {
  if (!(error instanceof Refusal && error.code === 'not_linked')) throw error;
}

const explainNoAccount = (otherId: string): Reply => titled('Not in the bank yet', 'warning')`
  ${user(otherId)} has no Roblox account here. Ask them to use ${command('verify')} first, and then start
  again. Nothing has moved.`;

const toParty = (
  { robloxUserId, username, avatarUrl }: MemberIdentity,
  discordUserId: string,
): PartyMember => ({
  ...{ robloxUserId, discordUserId, avatarUrl },
  name: username ?? `Roblox ${robloxUserId}`,
});

/**
 * Explains a refusal that is about the other member: what is on their side, and no more of their account than
 * that. Undefined where it is about anyone else.
 */
export function explainOtherSide({ code, details }: Refusal, other: PartyMember): Reply | undefined {
  if (details.party?.robloxUserId !== other.robloxUserId) return undefined;
  const reason = Object.hasOwn(OTHER_SIDE, code) ? OTHER_SIDE[code] : undefined;
  return {
    title: `It can't happen now, because of @${other.name}`,
    tone: 'warning',
    text: lines([
      say`${describeParty(other)}: ${reason ?? 'the bank does not allow it just now'}.`,
      NOTHING_MOVED,
    ]),
  };
}

const NOTHING_MOVED = say`Nothing has moved.`;

const OTHER_SIDE: { readonly [Code in RefusalCode]?: string } = {
  frozen: 'staff have stopped this account for now',
  not_linked: 'this account is not linked any more, or to somebody else',
  link_cooldown: 'this account was linked a short time ago, and can give nothing away for now',
  limit_exceeded: 'it is more than the bank lets this member give away or hold',
  insufficient_pets: 'not all of these pets are there any more',
  insufficient_gems: 'not all of these gems are there any more',
  on_hold: 'some of it has just arrived and can not leave yet',
};
