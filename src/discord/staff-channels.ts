import { type Client, DiscordAPIError, type SendableChannels } from 'discord.js';

/** What staff read, each in a channel of its own where the operator wants it. */
export type StaffChannel = 'alerts' | 'heads' | 'tickets' | 'log';

export type StaffChannelIds = Readonly<Record<StaffChannel, string | null>>;

/** How long a channel that can't be written to is left alone. */
const REST_MS = 60_000;

interface StaffChannelDependencies {
  readonly client: Client<true>;
  /** Null: there is none. */
  readonly ids: StaffChannelIds;
  readonly clock: () => number;
  /** Told once, until it can be written to again. */
  readonly onUnreachable: (channel: StaffChannel, error: unknown) => void;
}

export interface StaffChannels {
  /**
   * Works with a channel. Returns false where there is none, or none that can be written to for now. Rejects
   * with any other error.
   */
  use(channel: StaffChannel, work: (found: SendableChannels) => Promise<unknown>): Promise<boolean>;
}

/** A wrong id is no reason to hold up what else staff have to know, nor to ask Discord each second. */
export function createStaffChannels(dependencies: StaffChannelDependencies): StaffChannels {
  const { client, ids, clock, onUnreachable } = dependencies;
  const restUntil = new Map<StaffChannel, number>();

  function fail(channel: StaffChannel, error: unknown): false {
    if (!restUntil.has(channel)) onUnreachable(channel, error);
    restUntil.set(channel, clock() + REST_MS);
    return false;
  }

  return {
    async use(channel, work) {
      const id = ids[channel];
      if (id === null || clock() < (restUntil.get(channel) ?? 0)) return false;
      try {
        const found = await client.channels.fetch(id, { allowUnknownGuild: true });
        if (!found?.isSendable()) return fail(channel, new Error(`${id} is no channel of text`));
        await work(found);
      } catch (error) {
        if (!isClosed(error)) throw error;
        return fail(channel, error);
      }
      restUntil.delete(channel);
      return true;
    },
  };
}

/** Whether Discord says that it isn't there for the bot, whatever the reason. */
const isClosed = (error: unknown): boolean =>
  error instanceof DiscordAPIError && (error.status === 403 || error.status === 404);
