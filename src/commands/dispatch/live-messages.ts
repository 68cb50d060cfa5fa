import type { Reply } from '../model/reply.ts';
import type { Audience } from './panels.ts';
import { type Dispatcher, type RenderedReply, toReply } from './types.ts';

/** How many replies are watched at once; more simply stay as they are. */
const MAX_WATCHED = 1000;

type Edit = (rendered: RenderedReply) => Promise<void>;

interface LiveMessagesDependencies {
  readonly dispatcher: Pick<Dispatcher, 'render' | 'getState'>;
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Told of a reply that could not be had or shown; it is looked at again next time. */
  readonly onError: (error: unknown) => void;
}

export interface LiveMessages {
  /** Keeps a reply up to date with `edit`, if it wants to be. */
  start(shown: RenderedReply, audience: Audience, edit: Edit): void;
  /** Nothing is looked at any more. */
  stop(): void;
}

/** Tickets: replies that go on changing while people look at them. */
export function createLiveMessages({
  dispatcher,
  clock,
  sleep,
  onError,
}: LiveMessagesDependencies): LiveMessages {
  let watched = 0;
  let isStopped = false;

  /**
   * Until it is the last, or something on it is pressed: what comes of that takes its place, and must not be
   * written over.
   */
  async function follow(first: RenderedReply, audience: Audience, edit: Edit): Promise<void> {
    let rendered = first;
    let next = first.live;
    while (next) {
      await sleep(next.everyMs);
      if (isStopped || clock() >= next.until || dispatcher.getState(rendered) === 'used') return;
      try {
        const reply = await next.refresh();
        if (dispatcher.getState(rendered) !== 'open') continue;
        if (serializeContent(reply) !== serializeContent(toReply(rendered))) {
          const changed = dispatcher.render(reply, audience);
          await edit(changed);
          rendered = changed;
        }
        next = reply.live;
      } catch (error) {
        onError(error);
      }
    }
  }

  return {
    start(rendered, audience, edit) {
      if (!rendered.live || watched >= MAX_WATCHED) return;
      watched += 1;
      void follow(rendered, audience, edit).finally(() => {
        watched -= 1;
      });
    },
    stop() {
      isStopped = true;
    },
  };
}

/** What people see of it. What its controls would do isn't looked at. */
const serializeContent = ({ picture, file, live, ...rest }: Reply): string =>
  JSON.stringify([rest, picture?.alt, file?.name]);
