import { verifyStartAnswer } from '../../src/bank/verify.ts';
import { startDiscordDouble } from '../doubles/discord/discord.ts';
import type { User } from '../doubles/discord/world.ts';
import { startBank } from '../support/bank.ts';
import { TELLER, WEB } from '../support/keys.ts';
import { putProfile } from '../support/scenes.ts';
import { read } from '../support/send.ts';

const MANAGE_GUILD = 1n << 5n;

export type WholeBank = Awaited<ReturnType<typeof openWholeBank>>;

/** A real bank with its bot, at a double of Discord, and people of its server. */
export async function openWholeBank() {
  const discord = startDiscordDouble();
  const bank = await startBank({
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.url,
    DISCORD_GUILD_ID: discord.guild.id,
  });
  await discord.until(() => (discord.commandWrites.length > 0 ? true : undefined), 'the commands');
  let people = 0;

  /** Somebody who is linked to a Roblox account of their own, with that account's id. */
  async function addMember(): Promise<{ user: User; robloxUserId: number }> {
    people += 1;
    const username = `person${people}`;
    const user = discord.addUser({ username });
    const person = { discordUserId: user.id, robloxUsername: username };
    await putProfile(bank, { id: people }, username);
    const { code } = read(verifyStartAnswer, await bank.ask(WEB, 'POST', '/verify/start', person));
    await putProfile(bank, { description: code }, username);
    await bank.ask(WEB, 'POST', '/verify/confirm', person);
    return { user, robloxUserId: people };
  }

  return {
    discord,
    bank,
    addMember,
    /** One of the staff, of the highest level, who is a member too. */
    async addStaff(): Promise<User> {
      const { user } = await addMember();
      discord.permit(user, MANAGE_GUILD);
      return user;
    },
    async deposit(robloxUserId: number, goods: object): Promise<void> {
      const trade = { tradeId: crypto.randomUUID(), robloxUserId, ...goods };
      const { status } = await bank.ask(TELLER, 'POST', '/deposit/complete', trade);
      if (status !== 200) throw new Error(`the deposit was answered ${status}`);
    },
    async end(): Promise<void> {
      await bank.end();
      await discord.close();
    },
  };
}
