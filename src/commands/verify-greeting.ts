import type { z } from 'zod';
import { type MemberSummary, readMember } from '../bank/holdings.ts';
import type { verifyConfirmAnswer } from '../bank/verify.ts';
import { describeRestrictions } from './balance.ts';
import { type CommandDependencies, DISCORD } from './dependencies';
import type { Actor } from './model/actor.ts';
import { formatGems, formatPets } from './model/pet-names.ts';
import type { Reply } from './model/reply.ts';
import { command, lines, say, strong, type Text } from './model/text.ts';

/**
 * What a person hears who has just proved their account: what is theirs already, and what they can do now.
 */
export async function greet(
  dependencies: CommandDependencies,
  { roblox }: z.infer<typeof verifyConfirmAnswer>,
  { discordUserId }: Actor,
): Promise<Reply> {
  const member = await dependencies.book.query(readMember, discordUserId, DISCORD);
  return {
    title: `You are linked to ${roblox.username}`,
    tone: 'good',
    person: { name: roblox.username, avatarUrl: roblox.avatarUrl },
    text: lines([
      say`You may take the words out of your profile again.`,
      ...describeHeld(member),
      ...describeRestrictions(dependencies, member),
      say`Next: ${command('deposit')} shows how to bring pets in, ${command('inventory')} what you have, ${command('help')} all the rest.`,
    ]),
  };
}

function describeHeld({ petsHeld, gemsHeld }: MemberSummary): Text[] {
  if (petsHeld === 0n && gemsHeld === 0n) return [];
  return [
    say`Already in the bank for you: ${strong(formatPets(petsHeld))} and ${strong(formatGems(gemsHeld))}.`,
  ];
}
