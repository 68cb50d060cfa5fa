import type { Reply } from '../model/reply.ts';
import type { Audience } from './panels.ts';
import { type Desk, replyOf, type Shown } from './types.ts';

/** How many replies are watched at once; more simply stay as they are. */
const MAX_WATCHED = 1000;

type Edit = (shown: Shown) => Promise<void>;

interface WatchParts {
  readonly desk: Pick<Desk, 'show' | 'stateOf'>;
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Told of a reply that could not be had or shown; it is looked at again next time. */
  readonly onFault: (error: unknown) => void;
}

export interface Watches {
  /** Keeps a reply up to date with `edit`, if it wants to be. */
  start(shown: Shown, audience: Audience, edit: Edit): void;
  /** Nothing is looked at any more. */
  stop(): void;
}

/** Tickets: replies that go on changing while people look at them. */
export function createWatches({ desk, clock, sleep, onFault }: WatchParts): Watches {
  let watched = 0;
  let isStopped = false;

  /**
   * Until it is the last, or something on it is pressed: what comes of that takes its place, and must not be
   * written over.
   */
  async function follow(first: Shown, audience: Audience, edit: Edit): Promise<void> {
    let shown = first;
    let next = first.watch;
    while (next) {
      await sleep(next.everyMs);
      if (isStopped || clock() >= next.until || desk.stateOf(shown) === 'used') return;
      try {
        const reply = await next.refresh();
        if (desk.stateOf(shown) !== 'open') continue;
        if (contentOf(reply) !== contentOf(replyOf(shown))) {
          const changed = desk.show(reply, audience);
          await edit(changed);
          shown = changed;
        }
        next = reply.watch;
      } catch (error) {
        onFault(error);
      }
    }
  }

  return {
    start(shown, audience, edit) {
      if (!shown.watch || watched >= MAX_WATCHED) return;
      watched += 1;
      void follow(shown, audience, edit).finally(() => {
        watched -= 1;
      });
    },
    stop() {
      isStopped = true;
    },
  };
}

/** What people see of it. What its controls would do isn't looked at. */
const contentOf = ({ picture, file, watch, ...rest }: Reply): string =>
  JSON.stringify([rest, picture?.alt, file?.name]);
