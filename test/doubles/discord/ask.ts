import { channelPayload, memberPayload, messagePayload, userPayload } from './payloads.ts';
import { permissionsOf } from './people.ts';
import type { Channel, FirstAnswer, Interaction, Message, User, World } from './world.ts';

/** What the bot answered. Messages are live: they show what they are now, also after later edits. */
export interface Answer {
  readonly interaction: Interaction;
  /** `none`: it expired without an answer. */
  readonly kind: FirstAnswer | 'none';
  /** The message it answered with, or changed. */
  readonly message: Readonly<Message> | null;
  readonly followUps: readonly Readonly<Message>[];
  readonly choices: Interaction['choices'];
  readonly modal: Interaction['modal'];
}

/** An answer to wait for, and the interaction itself, to deliver again or to let expire. */
export type PendingAnswer = Promise<Answer> & { readonly interaction: Interaction };

interface Question extends Pick<Interaction, 'type' | 'user' | 'channel' | 'source'> {
  readonly data: Record<string, unknown>;
  /** For the failure of a test that waits in vain. */
  readonly what: string;
}

/**
 * Sends an interaction to the bot. The answer is there once its first answer is, or the edit of a deferred
 * one.
 */
export function ask(world: World, { data, what, ...question }: Question): PendingAnswer {
  const id = world.newId();
  const token = `token-of-${id}`;
  const interaction: Interaction = {
    ...question,
    id,
    token,
    sourceEdits: question.source?.edits ?? 0,
    payload: payloadOf(world, { ...question, id, token, data }),
    deliveries: 0,
    answer: null,
    original: null,
    isFilled: false,
    followUps: [],
    choices: [],
    modal: null,
    hasExpired: false,
    hasLostToken: false,
  };
  world.interactions.set(token, interaction);
  deliver(world, interaction);
  const answer = world.changes.until(
    () => (isSettled(interaction) ? answerOf(interaction) : undefined),
    () => `the answer to ${what}${refusals(world, token)}`,
  );
  return Object.assign(answer, { interaction });
}

/** Hands the interaction to the bot; Discord may do so more than once. */
export function deliver(world: World, interaction: Interaction): void {
  interaction.deliveries += 1;
  const { guild } = interaction.channel;
  world.emit({ name: 'INTERACTION_CREATE', guild, intent: null, data: () => interaction.payload });
}

function isSettled({ answer, isFilled, hasExpired, hasLostToken, ...rest }: Interaction): boolean {
  switch (answer) {
    case null:
      return hasExpired;
    case 'deferred':
      return isFilled || hasLostToken;
    case 'deferred update': {
      const { source, sourceEdits, followUps } = rest;
      const isChanged = source !== null && (source.isDeleted || source.edits > sourceEdits);
      return isFilled || isChanged || followUps.length > 0 || hasLostToken;
    }
    default:
      return true;
  }
}

function answerOf(interaction: Interaction): Answer {
  const { answer, original, followUps, choices, modal } = interaction;
  return { interaction, kind: answer ?? 'none', message: original, followUps, choices, modal };
}

/** What Discord refused of the bot's answers, for the person who reads the failure. */
function refusals({ refused }: World, token: string): string {
  return refused
    .filter(({ request }) => request.includes(token))
    .map(({ code, message, problems }) => `; refused with ${code} ${message} ${problems.join(', ')}`)
    .join('');
}

type Sent = Omit<Question, 'what'> & { readonly id: string; readonly token: string };

/** developers/docs/interactions/receiving-and-responding#interaction-object */
function payloadOf(world: World, { id, token, type, user, channel, source, data }: Sent) {
  const owner = channel.guild ? { '0': channel.guild.id } : { '0': '0' };
  return {
    id,
    application_id: world.bot.id,
    type,
    token,
    version: 1,
    data,
    channel: channelPayload(channel),
    channel_id: channel.id,
    ...placeOf(world, channel, user),
    ...(source ? { message: messagePayload(world, source) } : {}),
    locale: user.locale,
    entitlements: [],
    authorizing_integration_owners: owner,
    context: channel.guild ? 0 : 1,
    attachment_size_limit: 10 * 1024 * 1024,
  };
}

function placeOf(world: World, { guild }: Channel, user: User) {
  if (!guild) return { user: userPayload(user), app_permissions: String((1n << 15n) | (1n << 14n)) };
  const member = guild.members.get(user.id);
  const bot = guild.members.get(world.bot.id);
  if (!member || !bot) throw new Error(`${user.username} is not in ${guild.name}`);
  return {
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_id: guild.id,
    guild_locale: guild.locale,
    member: { ...memberPayload(member), permissions: String(permissionsOf(guild, member)) },
    app_permissions: String(permissionsOf(guild, bot)),
  };
}
