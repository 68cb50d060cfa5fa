import {
  type Client,
  DiscordAPIError,
  type Message,
  RESTJSONErrorCodes,
  type SendableChannels,
} from 'discord.js';
import type { Dispatcher, RenderedReply } from '../commands/dispatch/types.ts';
import { type Reply, worded } from '../commands/model/reply.ts';
import { translateReply } from '../commands/model/translate.ts';
import type { Ticket, Tickets } from '../commands/staff/tickets.ts';
import { DEFAULT_LANGUAGE } from '../messages/languages.ts';
import { type Schedule, schedule } from '../schedule.ts';
import type { MentionCommand } from './markdown.ts';
import { pingRole, renderEdit, renderMessage } from './render.ts';
import type { BotSettings } from './settings.ts';
import type { StaffChannels } from './staff-channels.ts';

type TicketSettings = Pick<BotSettings, 'pingRoleId' | 'ticketEscalateMs'>;

interface TicketDependencies {
  readonly client: Client<true>;
  readonly channels: StaffChannels;
  readonly dispatcher: Pick<Dispatcher, 'render'>;
  readonly mention: MentionCommand;
  readonly tickets?: Tickets;
  readonly clock: () => number;
  readonly onError: (error: unknown) => void;
}

const INTERVAL_SECONDS = 1;
/** How many of the channel's newest messages are searched for tickets after a start. */
const MESSAGES = 100;

/** A ticket's message, and what it shows. */
interface Posted {
  message: Message;
  shown: string;
  isEscalated: boolean;
}

/**
 * Posts a ticket for each withdrawal that staff have to hand over, and keeps it up to date until it ends: in
 * the channel for tickets, or where there is none, or none to write to, in the one for alerts.
 */
export function startTickets(settings: TicketSettings, dependencies: TicketDependencies): Schedule {
  const { tickets, channels, onError } = dependencies;
  if (!tickets) return { stop: async () => undefined };
  const round = createRounds(settings, { ...dependencies, tickets });
  const work = async (): Promise<void> => {
    if (!(await channels.use('tickets', round))) await channels.use('alerts', round);
  };
  return schedule(work, { intervalSeconds: INTERVAL_SECONDS, onError });
}

type PostDependencies = TicketDependencies & { readonly tickets: Tickets };

function createRounds(
  settings: TicketSettings,
  dependencies: PostDependencies,
): (channel: SendableChannels) => Promise<void> {
  const { client, tickets } = dependencies;
  let found: Map<string, Posted> | undefined;
  return async (channel) => {
    const posted = found ?? (await findPosted(client, channel));
    found = posted;
    const open = await tickets.list();
    for (const ticket of open) {
      await alone(dependencies, async () => {
        const known = posted.get(ticket.key) ?? (await post(settings, dependencies, { channel, ticket }));
        posted.set(ticket.key, known);
        // Whoever deleted it did not take the work with it: the next round posts it anew.
        if (!(await update(dependencies, known, ticket))) posted.delete(ticket.key);
        else await escalate(settings, dependencies, { known, ticket });
      });
    }
    const keys = new Set(open.map(({ key }) => key));
    await endOthers(dependencies, posted, keys);
  };
}

/** What Discord refuses of one ticket holds up no other. */
async function alone({ onError }: TicketDependencies, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || error.status !== 400) throw error;
    onError(error);
  }
}

/** Shows for the last time what became of those that staff no longer have to hand over. */
async function endOthers(
  dependencies: PostDependencies,
  posted: Map<string, Posted>,
  open: ReadonlySet<string>,
): Promise<void> {
  for (const [key, known] of posted) {
    if (open.has(key)) continue;
    await alone(dependencies, async () => {
      const ticket = await dependencies.tickets.read(key);
      const isThere = ticket && (await update(dependencies, known, ticket));
      if (!isThere || ticket.isClosed) posted.delete(key);
    });
  }
}

/** The tickets of before a restart, by what their buttons are about. */
async function findPosted(client: Client<true>, channel: SendableChannels): Promise<Map<string, Posted>> {
  const found = new Map<string, Posted>();
  const messages = await channel.messages.fetch({ limit: MESSAGES, cache: false });
  const own = [...messages.values()].filter(({ author }) => author.id === client.user.id);
  const escalated = new Set(own.map(({ reference }) => reference?.messageId));
  for (const message of own) {
    const key = keyOf(message);
    if (key === undefined || found.has(key)) continue;
    found.set(key, { message, shown: '', isEscalated: escalated.has(message.id) });
  }
  return found;
}

/** A button's id ends in what it is about: `<panel>.<place>.<name>.<withdrawal>`, and a part of its claim. */
function keyOf({ components }: Message): string | undefined {
  const ids = components.flatMap((row) =>
    'components' in row
      ? row.components.map((component) => ('customId' in component ? component.customId : null))
      : [],
  );
  return ids.map((id) => id?.split('.')[3]?.split(':')[0]).find((key) => key !== undefined);
}

function render({ dispatcher }: TicketDependencies, reply: Reply): RenderedReply {
  const audience = { ownerId: 'operator', isPublic: true, level: 'cashier' } as const;
  return dispatcher.render(reply, { ...audience, language: DEFAULT_LANGUAGE });
}

async function post(
  settings: TicketSettings,
  dependencies: TicketDependencies,
  { channel, ticket }: { readonly channel: SendableChannels; readonly ticket: Ticket },
): Promise<Posted> {
  // If it is sent again, Discord shows it once.
  const once = { nonce: `ticket-${ticket.key}`.slice(0, 25), enforceNonce: true } as const;
  const message = await channel.send({
    ...renderMessage(render(dependencies, await draw(ticket)), dependencies.mention),
    ...pingRole(settings.pingRoleId),
    ...once,
  });
  return { message, shown: toShown(ticket.reply), isEscalated: false };
}

/** Shows what has changed; false where somebody has deleted the message. */
async function update(dependencies: TicketDependencies, known: Posted, ticket: Ticket): Promise<boolean> {
  const shown = toShown(ticket.reply);
  if (known.shown === shown) return true;
  try {
    const rendered = render(dependencies, await draw(ticket));
    // Whoever pressed one of its buttons has changed it since, and perhaps taken its picture away.
    const message = await known.message.fetch();
    known.message = await message.edit(renderEdit(rendered, dependencies.mention, message.attachments));
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage) return false;
    throw error;
  }
  known.shown = shown;
  return true;
}

const draw = async (ticket: Ticket): Promise<Reply> => ({ ...ticket.reply, ...(await ticket.draw()) });

/** What people see of it, beside its picture. */
function toShown(reply: Reply): string {
  const { file, live, ...rest } = translateReply(reply, DEFAULT_LANGUAGE);
  return JSON.stringify([rest, file?.name]);
}

/** Tells staff once that a ticket waits for somebody. */
async function escalate(
  settings: TicketSettings,
  dependencies: TicketDependencies,
  { known, ticket }: { readonly known: Posted; readonly ticket: Ticket },
): Promise<void> {
  const { waitsSince, key } = ticket;
  const { ticketEscalateMs: escalateMs } = settings;
  if (known.isEscalated || waitsSince === null || dependencies.clock() - waitsSince < escalateMs) return;
  const minutes = Math.round(escalateMs / 60_000);
  const reply = worded('ticket.escalated', 'bad', { withdrawal: key, minutes });
  const escalated = renderMessage(render(dependencies, reply), dependencies.mention);
  await known.message.reply({ ...escalated, ...pingRole(settings.pingRoleId) });
  known.isEscalated = true;
}
