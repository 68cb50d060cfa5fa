import type { Client, SendableChannels } from 'discord.js';
import type { Dispatcher } from '../commands/dispatch/types.ts';
import type { StaffLog, StaffLogEntry } from '../notices/staff-log.ts';
import { type Schedule, schedule } from '../schedule.ts';
import type { MentionCommand } from './markdown.ts';
import { renderMessage } from './render.ts';
import type { StaffChannels } from './staff-channels.ts';

const INTERVAL_SECONDS = 2;
/** How many of the channel's newest messages are searched for what was told last. */
const MESSAGES = 100;
/** How many pages of the log are read in one round; the next round goes on. */
const MAX_PAGES = 20;

interface StaffLogDependencies {
  readonly client: Client<true>;
  readonly channels: StaffChannels;
  readonly dispatcher: Pick<Dispatcher, 'render'>;
  readonly mention: MentionCommand;
  readonly staffLog?: StaffLog;
  readonly clock: () => number;
  readonly onError: (error: unknown) => void;
}

/**
 * Writes what staff do into their channel. Where it has come to stands in the channel itself, so that nothing
 * is left out or said twice after a restart, or while the bot could not write there.
 */
export function startStaffLog(dependencies: StaffLogDependencies): Schedule {
  const { channels, staffLog, onError } = dependencies;
  if (!staffLog) return { stop: async () => undefined };
  const round = createRounds(dependencies, staffLog);
  return schedule(async () => void (await channels.use('log', round)), {
    intervalSeconds: INTERVAL_SECONDS,
    onError,
  });
}

function createRounds(dependencies: StaffLogDependencies, staffLog: StaffLog) {
  const { client, clock } = dependencies;
  let told: number | undefined;
  return async (channel: SendableChannels): Promise<void> => {
    told ??= await staffLog.findStart(await findTold(client, channel), clock());
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const { entries, upTo, isLast } = await staffLog.next(told);
      for (const entry of entries) {
        await post(dependencies, channel, entry);
        told = entry.seq;
      }
      told = upTo;
      if (isLast) return;
    }
  };
}

async function post(
  { dispatcher, mention }: StaffLogDependencies,
  channel: SendableChannels,
  { seq, reply }: StaffLogEntry,
): Promise<void> {
  const rendered = dispatcher.render(reply, { ownerId: 'operator', isPublic: true });
  // If it is sent again, Discord shows it once.
  await channel.send({ ...renderMessage(rendered, mention), nonce: `staff-${seq}`, enforceNonce: true });
}

/** A field that names one transaction, or the first and the last of several, as `toReply` writes it. */
const TOLD = /^`t-\d{1,15}`(?: – `t-\d{1,15}`)?$/;

/** The newest transaction that the channel tells of; 0: of none. */
async function findTold(client: Client<true>, channel: SendableChannels): Promise<number> {
  const messages = await channel.messages.fetch({ limit: MESSAGES, cache: false });
  const seqs = [...messages.values()]
    .filter(({ author }) => author.id === client.user.id)
    .flatMap(({ embeds }) => embeds.flatMap(({ fields }) => fields))
    .filter(({ value }) => TOLD.test(value))
    .flatMap(({ value }) => [...value.matchAll(/\d+/g)].map(Number));
  return Math.max(0, ...seqs);
}
