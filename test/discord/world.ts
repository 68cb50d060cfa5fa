import { createDispatcher } from '../../src/commands/dispatch/dispatcher.ts';
import type { Dispatcher } from '../../src/commands/dispatch/types.ts';
import { readPetNames } from '../../src/commands/model/pet-names.ts';
import { createExplainError } from '../../src/commands/model/refusal-reply.ts';
import { type Bot, startBot } from '../../src/discord/bot.ts';
import type { BotSettings } from '../../src/discord/settings.ts';
import { createDemoCatalogue } from '../../src/values/demo.ts';
import { NOON, openMemory } from '../bank/bank.ts';
import { type DiscordDouble, type DiscordOptions, startDiscordDouble } from '../doubles/discord/discord.ts';
import { until } from '../support/until.ts';
import { createStage, createTestCommands } from './commands.ts';

export const NAMES = readPetNames(createDemoCatalogue({ updatedAt: new Date(NOON).toISOString() }));

/** What was logged, in words. */
type Lines = string[];

export interface TestWorld {
  readonly discord: DiscordDouble;
  readonly stage: ReturnType<typeof createStage>;
  readonly dispatcher: Dispatcher;
  readonly driver: ReturnType<typeof openMemory>;
  readonly now: { at: number };
  readonly lines: Lines;
  /** Starts a bot; it may not have arrived yet. */
  start(settings?: Partial<BotSettings>): Bot;
  /** Starts one and waits until it is there and has registered its commands. */
  arrive(settings?: Partial<BotSettings>): Promise<Bot>;
  end(): Promise<void>;
}

/**
 * A double of Discord, and a bank's dispatcher with commands of the test's, for real bots to stand between.
 */
export function openWorld(options: DiscordOptions = {}): TestWorld {
  const discord = startDiscordDouble(options);
  const stage = createStage();
  const driver = openMemory();
  const now = { at: NOON };
  const lines: Lines = [];
  const bots: Bot[] = [];
  const write = (about: unknown, text?: string): void => void lines.push(text ?? String(about));
  const dispatcher = createDispatcher({
    commands: createTestCommands(stage),
    clock: () => now.at,
    newId: () => crypto.randomUUID(),
    cooldown: { take: () => 0 },
    explain: createExplainError({ newReference: () => 'ref-1', onError: (error) => write(error) }),
  });
  const log = { info: write, warn: write, error: write };
  const start = (settings: Partial<BotSettings> = {}): Bot => {
    const bot = startBot(
      {
        token: discord.token,
        apiUrl: discord.url,
        ws: discord.clientOptions.ws,
        shards: 'auto',
        guildId: discord.guild.id,
        cashierRoleIds: [],
        managerRoleIds: [],
        operatorChannelId: null,
        ticketChannelId: null,
        staffLogChannelId: null,
        headChannelId: null,
        pingRoleId: null,
        alertRoleId: null,
        alertPings: 'urgent',
        prefix: '!',
        verifiedRoleId: null,
        nickname: null,
        ticketEscalateMs: 300_000,
        isDevelopment: true,
        shutdownMs: 2000,
        deferAfterMs: 200,
        pauseMs: 20,
        ...settings,
      },
      { dispatcher, outbox: driver, head: driver.head, names: () => NAMES, clock: () => now.at, log },
    );
    bots.push(bot);
    return bot;
  };
  return {
    discord,
    stage,
    dispatcher,
    driver,
    now,
    lines,
    start,
    async arrive(settings) {
      const bot = start(settings);
      const scopes = settings?.isDevelopment === false ? 2 : 1;
      await until(() => discord.commandWrites.length === scopes, 'the commands');
      await until(() => bot.health() === 'ok', 'the bot');
      return bot;
    },
    async end() {
      await Promise.all(bots.map((bot) => bot.stop()));
      await discord.close();
      await driver.close();
    },
  };
}
