import { environment } from './environment.ts';
import type { Fault } from './fault.ts';

/** What a process that is only the bot lacks. Reads each variable by itself, so that a fault in one hides none in another. */
export function findRoleFaults(given: Readonly<Record<string, string>>): Fault[] {
  const { ROLE, DISCORD_TOKEN } = environment.shape;
  if (ROLE.safeParse(given.ROLE).data !== 'bot') return [];
  const token = DISCORD_TOKEN.safeParse(given.DISCORD_TOKEN);
  if (!token.success || token.data !== null) return [];
  const message = "is needed with ROLE=bot: take it from your bot's page at Discord";
  return [{ variable: 'DISCORD_TOKEN', message }];
}
