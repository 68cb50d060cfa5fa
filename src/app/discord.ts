import type { Config } from '../config/config.ts';
import type { Bot } from '../discord/bot.ts';
import type { BotDependencies } from '../discord/settings.ts';
import type { Check } from '../http/health.ts';

export interface OpenedBot {
  readonly health: () => Check;
  /** What it is doing; null where it is off. */
  readonly describe: () => string | null;
  stop(): Promise<void>;
}

const OFF: OpenedBot = { health: () => 'off', describe: () => null, stop: async () => undefined };

/**
 * Starts the Discord bot, where there is a token and this process is to run it. The API doesn't wait for it:
 * discord.js alone takes a while to load.
 */
export function openBot(config: Config, dependencies: BotDependencies): OpenedBot {
  const { role, mode, discord, shutdownMs } = config;
  const { token } = discord;
  if (role === 'api' || token === null) return OFF;
  let bot: Bot | undefined;
  const opening = import('../discord/bot.ts')
    .then(({ startBot, BOT_TIMING }) => {
      bot = startBot(
        { ...discord, token, ...BOT_TIMING, isDevelopment: mode === 'development', shutdownMs },
        dependencies,
      );
    })
    .catch((err) => dependencies.log.error({ err }, 'the Discord bot could not be loaded'));
  return {
    health: () => bot?.health() ?? 'unknown',
    describe: () => bot?.describe() ?? 'signing in to Discord',
    async stop() {
      await opening;
      await bot?.stop();
    },
  };
}
