import type { MemberSeen } from '../../bank/holdings.ts';
import { findLinked } from '../../bank/inventory.ts';
import { Refusal } from '../../bank/refusal.ts';
import type { Asker } from '../asker.ts';
import type { Control, Reply } from '../reply.ts';
import { say } from '../text.ts';
import { type CommandParts, DISCORD } from './parts.ts';

type Person = NonNullable<Reply['person']>;

/** Whom a reply about an account is about: the Roblox name, as far as the bank knows it. */
export function personOf(held: Pick<MemberSeen, 'username' | 'avatarUrl'>, asker: Asker): Person {
  return { name: held.username ?? asker.name, avatarUrl: held.avatarUrl };
}

/** The asker's Roblox account. Refuses `not_linked`. */
export async function linkedAccount(book: CommandParts['book'], discordUserId: string): Promise<number> {
  try {
    return await book.look(findLinked, discordUserId, DISCORD);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') throw new Refusal('not_linked');
    throw error;
  }
}

/** The button beside one that does something: it does nothing. */
export const keepButton = (label: string): Control => ({
  kind: 'button',
  label,
  act: async () => ({ title: 'Nothing was changed', text: say`All is as it was.` }),
});
