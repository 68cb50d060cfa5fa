import { type Client, Events } from 'discord.js';
import type { BotContext } from './context.ts';
import { createInteractions } from './interactions.ts';
import { createMessages } from './messages.ts';

/** What a client is answering. */
export interface Serving {
  /** Takes nothing more, and waits for the answers under way, but no longer than this. */
  end(limitMs: number): Promise<void>;
}

/** Answers everyone who asks through this client. */
export function serve(client: Client, context: BotContext): Serving {
  const underWay = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  };
  const interactions = createInteractions(context);
  const messages = createMessages(context);
  client.on(Events.InteractionCreate, (interaction) => track(interactions(interaction)));
  client.on(Events.MessageCreate, (message) => track(messages(message)));
  return {
    async end(limitMs) {
      client.removeAllListeners(Events.InteractionCreate);
      client.removeAllListeners(Events.MessageCreate);
      await Promise.race([Promise.allSettled(underWay), Bun.sleep(limitMs)]);
    },
  };
}
