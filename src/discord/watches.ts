import type { Desk, Shown } from './desk.ts';
import type { Audience } from './panels.ts';
import type { Reply, Watch } from './reply.ts';

/** How many replies are watched at once; more simply stay as they are. */
const MAX_WATCHED = 1000;

interface WatchParts {
  readonly desk: Pick<Desk, 'show'>;
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Told of a reply that could not be had or shown; it is looked at again next time. */
  readonly onFault: (error: unknown) => void;
}

export interface Watches {
  /** Keeps a reply up to date with `edit`, if it wants to be. */
  start(shown: Shown, audience: Audience, edit: (shown: Shown) => Promise<void>): void;
  /** Nothing is looked at any more. */
  stop(): void;
}

/** Tickets: replies that go on changing while people look at them. */
export function createWatches({ desk, clock, sleep, onFault }: WatchParts): Watches {
  let watched = 0;
  let isStopped = false;

  async function follow(first: Reply, watch: Watch, render: (reply: Reply) => Promise<void>): Promise<void> {
    let shown = first;
    let next: Watch | undefined = watch;
    while (next) {
      await sleep(next.everyMs);
      if (isStopped || clock() >= next.until) return;
      try {
        const reply = await next.refresh();
        if (contentOf(reply) !== contentOf(shown)) await render(reply);
        shown = reply;
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
      const { rows, isPublic, ...reply } = shown;
      const before = { ...reply, rows: rows.map((row) => row.map(({ control }) => control)) };
      void follow(before, shown.watch, (changed) => edit(desk.show(changed, audience))).finally(() => {
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
