import type { z } from 'zod';
import { type Holdings, readHoldings } from '../../bank/holdings.ts';
import type { verifyConfirmAnswer } from '../../bank/verify.ts';
import type { Asker } from '../asker.ts';
import { gemsInWords, petsInWords } from '../pet-names.ts';
import type { Reply } from '../reply.ts';
import { command, lines, say, strong, type Text } from '../text.ts';
import { standingOf } from './balance.ts';
import { countOf } from './held-pets.ts';
import { type CommandParts, DISCORD } from './parts.ts';

/** What a person hears who has just proved their account: what is theirs already, and what they can do now. */
export async function greet(
  parts: CommandParts,
  { roblox }: z.infer<typeof verifyConfirmAnswer>,
  { discordUserId }: Asker,
): Promise<Reply> {
  const held = await parts.book.look(readHoldings, discordUserId, DISCORD);
  return {
    title: `You are linked to ${roblox.username}`,
    tone: 'good',
    person: { name: roblox.username, avatarUrl: roblox.avatarUrl },
    text: lines([
      say`You may take the words out of your profile again.`,
      ...alreadyHeld(held),
      ...standingOf(parts, held),
      say`Next: ${command('deposit')} shows how to bring pets in, ${command('inventory')} what you have, ${command('help')} all the rest.`,
    ]),
  };
}

function alreadyHeld({ pets, gems }: Holdings): Text[] {
  const count = countOf(pets, 'free') + countOf(pets, 'reserved');
  const inGems = gems.free + gems.reserved;
  if (count === 0 && inGems === 0) return [];
  return [
    say`Already in the bank for you: ${strong(petsInWords(count))} and ${strong(gemsInWords(inGems))}.`,
  ];
}
