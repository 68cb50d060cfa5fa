import type { ClientOptions } from 'discord.js';
import { type Answer, deliver, type PendingAnswer } from './ask.ts';
import { createChanges } from './changes.ts';
import { createFaults, type Faults } from './faults.ts';
import { type Gateway, startGateway } from './gateway.ts';
import { type Said, say } from './messages.ts';
import { addChannel, addGuild, addUser, directMessages, type NewUser, permit, restrict } from './people.ts';
import { type Rest, startRest } from './rest.ts';
import { callbackRoutes } from './routes/callbacks.ts';
import { commandRoutes } from './routes/commands.ts';
import { memberRoutes } from './routes/members.ts';
import { messageRoutes } from './routes/messages.ts';
import { readRoutes } from './routes/reads.ts';
import type { Routes } from './routes/route.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { autocomplete, type Slash, slash, type Typing } from './slash.ts';
import { choose, press, submitModal, type UseOptions } from './use.ts';
import {
  type Channel,
  type Command,
  type CommandPermission,
  createIds,
  type Guild,
  type Interaction,
  type Message,
  type Refused,
  type User,
  type World,
} from './world.ts';

export interface DiscordOptions {
  /** Whether the application may read messages, fully or as one of few servers may. */
  readonly messageContent?: MessageContent;
  /** How many shards the gateway recommends. */
  readonly shards?: number;
  readonly heartbeatIntervalMs?: number;
  /** How long a test waits for the bot before it fails. */
  readonly timeoutMs?: number;
  readonly now?: () => number;
}

/** `withdrawn`: the application's flags have it, and the gateway refuses it. */
type MessageContent = 'granted' | 'limited' | 'refused' | 'withdrawn';

/**
 * Discord on this machine, for the real discord.js client: REST and gateway, people who write and press,
 * faults to play, and a checker that refuses what Discord would refuse.
 *
 *     const discord = startDiscordDouble(); const client = new Client({ intents, ...discord.clientOptions });
 *     await client.login(discord.token); const ann = discord.addUser({ username: 'ann' }); const answer =
 *     await discord.slash(ann, { name: 'balance' }); answer.message?.content; answer.message?.isEphemeral;
 *     expect(discord.faults()).toEqual([]); await discord.close();
 */
export interface DiscordDouble extends Omit<Faults, 'take' | 'pass' | 'releaseAll'> {
  /** For DISCORD_API_URL, and `rest.api` of a client. */
  readonly url: string;
  readonly token: string;
  /**
   * Leads a client here, and lets it begin sessions without the five seconds that discord.js puts between
   * two.
   */
  readonly clientOptions: Pick<ClientOptions, 'rest' | 'ws'>;
  readonly bot: User;
  readonly guild: Guild;
  readonly channel: Channel;
  readonly gateway: Omit<Gateway, 'emit' | 'stop'>;
  readonly rest: Omit<Rest, 'url'>;
  grantMessageContent(grant: MessageContent): void;
  /** Whether the bot may change nobody's roles and nicknames. */
  refuseMemberChanges(isRefused: boolean): void;

  addGuild(name: string): Guild;
  addChannel(name: string, guild?: Guild): Channel;
  addUser(user: NewUser): User;
  permit(user: User, permissions: bigint, guild?: Guild): void;
  /** Sets what the guild's admins allow of a command, or by the application's id of all others. */
  restrict(commandId: string, permissions: readonly CommandPermission[], guild?: Guild): void;
  directMessages(user: User): Channel;

  say(user: User, channel: Channel, text: string): Said;
  slash(user: User, wish: Slash): PendingAnswer;
  autocomplete(user: User, wish: Typing): PendingAnswer;
  press(user: User, message: Readonly<Message>, customId: string, options?: UseOptions): PendingAnswer;
  choose(
    user: User,
    message: Readonly<Message>,
    customId: string,
    values: readonly string[],
    options?: UseOptions,
  ): PendingAnswer;
  submitModal(answer: Answer, values: Readonly<Record<string, string | readonly string[]>>): PendingAnswer;
  deliverAgain(interaction: Interaction): void;
  /** Three seconds have passed: the first answer is too late. */
  expire(interaction: Interaction): void;
  /** A quarter of an hour has passed: nothing can be edited or added any more. */
  loseToken(interaction: Interaction): void;
  /** A few minutes have passed: a nonce shows a message again. */
  forgetNonces(): void;

  /** Every message of the bot's, in order, deleted ones too. */
  readonly messages: readonly Readonly<Message>[];
  commands(guild?: Guild): readonly Command[];
  /** Every registration, change or removal of commands. */
  readonly commandWrites: readonly string[];
  readonly refused: readonly Refused[];
  /** What was refused without the test asking for it: mistakes of the bot. */
  faults(): readonly Refused[];
  /** Waits until `read` returns something. It is called whenever the bot has sent something. */
  until<T>(read: () => T | undefined, what: string): Promise<T>;
  close(): Promise<void>;
}

const DISCORD_HEARTBEAT_MS = 41_250;
const TIMEOUT_MS = 20_000;
const CONTENT_FLAGS = { granted: 1 << 18, limited: 1 << 19, refused: 0, withdrawn: 1 << 18 } as const;

export function startDiscordDouble(options: DiscordOptions = {}): DiscordDouble {
  const { heartbeatIntervalMs = DISCORD_HEARTBEAT_MS, shards = 1 } = options;
  const world = createWorld(options);
  const gateway = startGateway(world, heartbeatIntervalMs);
  world.emit = gateway.emit;
  const guild = addGuild(world, 'The bank');
  const channel = addChannel(world, guild, 'counter');
  const routes: Routes = {
    ...readRoutes(() => gateway.url, shards),
    ...commandRoutes,
    ...callbackRoutes,
    ...webhookRoutes,
    ...memberRoutes,
    ...messageRoutes,
  };
  const faults = createFaults(world.changes, (route) => Object.hasOwn(routes, route));
  const rest = startRest(world, routes, faults);
  return {
    ...discordItself(world, { gateway, rest, faults }),
    ...peopleOf(world, { guild, channel }),
    guild,
    channel,
  };
}

function createWorld({
  now = Date.now,
  timeoutMs = TIMEOUT_MS,
  messageContent = 'granted',
}: DiscordOptions): World {
  const newId = createIds(now);
  const bot: User = {
    id: newId(),
    username: 'petbank',
    isBot: true,
    locale: 'en-US',
    hasClosedMessages: false,
  };
  return {
    newId,
    now,
    changes: createChanges(timeoutMs),
    token: `token-of-${bot.id}`,
    bot,
    applicationFlags: CONTENT_FLAGS[messageContent],
    mayManageMembers: true,
    isContentWithdrawn: messageContent === 'withdrawn',
    users: new Map([[bot.id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    botMessages: [],
    interactions: new Map(),
    commands: new Map(),
    commandWrites: [],
    commandPermissions: new Map(),
    nonces: new Map(),
    refused: [],
    emit: () => undefined,
  };
}

interface Servers {
  readonly gateway: Gateway;
  readonly rest: Rest;
  readonly faults: Faults;
}

function discordItself(world: World, { gateway, rest, faults }: Servers) {
  return {
    url: rest.url,
    token: world.token,
    bot: world.bot,
    gateway,
    rest,
    clientOptions: {
      rest: { api: rest.url },
      ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
    },
    failNext: faults.failNext,
    hold: faults.hold,
    grantMessageContent(grant: MessageContent) {
      world.applicationFlags = CONTENT_FLAGS[grant];
      world.isContentWithdrawn = grant === 'withdrawn';
    },
    refuseMemberChanges(isRefused: boolean) {
      world.mayManageMembers = !isRefused;
    },
    deliverAgain: (interaction: Interaction) => deliver(world, interaction),
    expire(interaction: Interaction) {
      interaction.hasExpired = true;
      world.changes.announce();
    },
    loseToken(interaction: Interaction) {
      interaction.hasLostToken = true;
      world.changes.announce();
    },
    forgetNonces: () => world.nonces.clear(),
    messages: world.botMessages,
    commands: (guild?: Guild) => [...(world.commands.get(guild?.id ?? 'global')?.values() ?? [])],
    commandWrites: world.commandWrites,
    refused: world.refused,
    faults: () => world.refused.filter(({ isWanted }) => !isWanted),
    until: <T>(read: () => T | undefined, what: string) => world.changes.until(read, () => what),
    async close() {
      world.changes.close();
      faults.releaseAll();
      await Promise.all([gateway.stop(), rest.goOffline()]);
    },
  };
}

function peopleOf(world: World, home: { readonly guild: Guild; readonly channel: Channel }) {
  const { guild: first, channel: counter } = home;
  return {
    addGuild: (name: string) => addGuild(world, name),
    addChannel: (name: string, guild = first) => addChannel(world, guild, name),
    addUser: (user: NewUser) => addUser(world, user),
    permit: (user: User, permissions: bigint, guild = first) => permit(world, guild, user, permissions),
    restrict: (commandId: string, permissions: readonly CommandPermission[], guild = first) =>
      restrict(world, guild, { commandId, permissions }),
    directMessages: (user: User) => directMessages(world, user),
    say: (user: User, channel: Channel, text: string) => say(world, user, { channel, text }),
    slash: (user: User, wish: Slash) => slash(world, user, { channel: counter, ...wish }),
    autocomplete: (user: User, wish: Typing) => autocomplete(world, user, { channel: counter, ...wish }),
    press: (user: User, message: Readonly<Message>, customId: string, options: UseOptions = {}) =>
      press(world, user, message, { ...options, customId }),
    choose: (
      user: User,
      message: Readonly<Message>,
      customId: string,
      values: readonly string[],
      options: UseOptions = {},
    ) => choose(world, user, message, { ...options, customId, values }),
    submitModal: (answer: Answer, values: Readonly<Record<string, string | readonly string[]>>) =>
      submitModal(world, answer, values),
  };
}
