import type { Reply } from '../model/reply.ts';
import type { Audience } from './panels.ts';
import { type Dispatcher, type RenderedReply, toReply } from './types.ts';

/** How many messages are live at once; any more stay as they are. */
const MAX_LIVE = 1000;

type Edit = (rendered: RenderedReply) => Promise<void>;

interface LiveMessagesDependencies {
  readonly dispatcher: Pick<Dispatcher, 'render' | 'getState'>;
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Receives the error if a reply can't be read or shown; it is tried again next time. */
  readonly onError: (error: unknown) => void;
}

export interface LiveMessages {
  /** Keeps a reply up to date with `edit` if it is live. */
  start(rendered: RenderedReply, audience: Audience, edit: Edit): void;
  /** Ends all updates. */
  stop(): void;
}

/** Refreshes replies while people look at them. */
export function createLiveMessages(dependencies: LiveMessagesDependencies): LiveMessages {
  const { dispatcher, clock, sleep, onError } = dependencies;
  let liveCount = 0;
  let isStopped = false;

  /** Refreshes until a reply is the last, or a control is used: its result must not be overwritten. */
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
      if (!rendered.live || liveCount >= MAX_LIVE) return;
      liveCount += 1;
      void follow(rendered, audience, edit).finally(() => {
        liveCount -= 1;
      });
    },
    stop() {
      isStopped = true;
    },
  };
}

/** What people see of a reply; what its controls would do is left out. */
const serializeContent = ({ picture, file, live, ...rest }: Reply): string =>
  JSON.stringify([rest, picture?.alt, file?.name]);
