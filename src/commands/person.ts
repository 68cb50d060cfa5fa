import { ignoreRefusal, Refusal } from '../bank/engine/refusal.ts';
import type { MemberSummary } from '../bank/member.ts';
import { findLinked } from '../bank/member.ts';
import { PictureUnavailable } from '../pictures/drawing-thread.ts';
import { profileUrl } from '../profile-url.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import type { Actor } from './model/actor.ts';
import { type Control, type Reply, worded } from './model/reply.ts';
import { t, type Words } from './model/text.ts';
import type { PartyMember } from './pair.ts';

type Person = NonNullable<Reply['person']>;

/** The person a reply is about, by Roblox name if the bank knows it. */
export function toPerson(held: Pick<MemberSummary, 'username' | 'avatarUrl'>, actor: Actor): Person {
  return { name: held.username ?? actor.name, avatarUrl: held.avatarUrl };
}

type Queries = Pick<CommandDependencies['book'], 'query'>;

/** Returns the Roblox account of a Discord user; undefined: they have linked none. */
export const findLinkedAccount = (book: Queries, discordUserId: string): Promise<number | undefined> =>
  book.query(findLinked, discordUserId, DISCORD).catch(ignoreRefusal('not_found'));

/** The same. Refuses `not_linked`. */
export async function requireLinkedAccount(book: Queries, discordUserId: string): Promise<number> {
  const robloxUserId = await findLinkedAccount(book, discordUserId);
  if (robloxUserId === undefined) throw new Refusal('not_linked');
  return robloxUserId;
}

/** Their picture, which leads to their page: whoever imitates a name has another one. */
export const toPeople = ({
  name,
  avatarUrl,
  robloxUserId,
}: Omit<PartyMember, 'discordUserId'>): NonNullable<Reply['people']> =>
  avatarUrl === null ? [] : [{ name: `@${name}`, avatarUrl, url: profileUrl(robloxUserId) }];

/** A button that leaves everything as it is, beside one that acts. */
export const keepButton = (label: Words): Control => ({
  kind: 'button',
  label,
  act: async () => worded('nothing-changed', 'plain'),
});

/** A button that goes back to choosing, beside one that acts. */
export const changeButton = (change: (actor: Actor) => Promise<Reply>): Control => ({
  kind: 'button',
  label: t('button.change-it'),
  act: ({ actor }) => change(actor),
});

/** Attaches a picture if it could be drawn: the reply says the same. `alt` has up to 1024 characters. */
export async function attachPicture(png: Promise<Uint8Array>, alt: Words): Promise<Pick<Reply, 'picture'>> {
  try {
    return { picture: { png: await png, alt } };
  } catch (error) {
    if (error instanceof PictureUnavailable) return {};
    throw error;
  }
}
