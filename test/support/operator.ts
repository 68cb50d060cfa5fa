import { type DiscordDouble, startDiscordDouble } from '../doubles/discord/discord.ts';
import { type RobloxDouble, startRobloxDouble } from '../doubles/roblox.ts';
import { type Environment, makeBankFile } from './bank.ts';

/** All that a bank needs around it, on this machine, and settings that name it. */
export interface Surroundings {
  readonly discord: DiscordDouble;
  readonly roblox: RobloxDouble;
  readonly file: ReturnType<typeof makeBankFile>;
  /** Of a sound bank in production. */
  readonly environment: Environment;
  /** What BIG Games' API answers from now on. */
  answerValues(answer: () => Response): void;
  end(): Promise<void>;
}

/** Made up for these tests, and good enough for production. */
const KEY = 'teller-9:pbsk_Zx81KdLqPmNs4TvWy7RbFgHc2JaEu6Qo:teller';

export function startSurroundings(): Surroundings {
  const discord = startDiscordDouble();
  const roblox = startRobloxDouble();
  const file = makeBankFile();
  let values = (): Response => Response.json({ status: 'ok', data: [] });
  const bigGames = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => values() });
  roblox.put({ id: 1, username: 'Roblox' });
  return {
    discord,
    roblox,
    file,
    environment: {
      NODE_ENV: 'production',
      PORT: '0',
      DATABASE_URL: `file:${file.file}`,
      API_KEYS: KEY,
      BACKUP_KEY: 'KeyOfTestsForBackups-0123456789abcdef',
      BACKUP_EVERY: '24h',
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.url,
      DISCORD_GUILD_ID: discord.guild.id,
      DISCORD_OPERATOR_CHANNEL_ID: discord.channel.id,
      ROBLOX_USERS_URL: roblox.usersUrl,
      ROBLOX_CLOUD_URL: roblox.cloudUrl,
      ROBLOX_THUMBNAILS_URL: roblox.thumbnailsUrl,
      PS99_API_URL: `http://127.0.0.1:${bigGames.port}`,
    },
    answerValues(answer) {
      values = answer;
    },
    async end() {
      await Promise.all([discord.close(), roblox.stop(), bigGames.stop(true)]);
      file.remove();
    },
  };
}
