import { DEFAULT_LANGUAGE, type Language } from '../../messages/languages.ts';
import type { LiveUpdate } from '../model/reply.ts';
import { type TranslatedReply, translateReply } from '../model/translate.ts';
import type { Audience, Panel } from './panels.ts';
import { type Dispatcher, type RenderedReply, toReply } from './types.ts';

/** How many messages are live at once; any more stay as they are. */
const MAX_LIVE = 1000;
/** How many of one person's are: their oldest stays as it is when they open one more. */
const MAX_PER_PERSON = 10;

type Edit = (rendered: RenderedReply) => Promise<void>;

/** A message that is kept up to date until it is ended. */
interface Follower {
  isEnded: boolean;
}

interface Following {
  readonly audience: Audience;
  readonly language: Language;
  readonly edit: Edit;
  readonly follower: Follower;
  readonly pause: Pause;
}

/** Tells what happens to members, whichever process of the bank did it. */
export interface MemberChanges {
  /** Calls back each time that something has happened to them, and once soon, until it is ended. */
  subscribe(robloxUserId: number, onChange: () => void): () => void;
}

interface LiveMessagesDependencies {
  /** Without it, messages change only at the intervals that they name. */
  readonly changes?: MemberChanges | undefined;
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
  const { dispatcher, clock, onError } = dependencies;
  const followers = createFollowers();
  let isStopped = false;

  /** Refreshes until a reply is the last, or a control is used: its result must not be overwritten. */
  async function follow(
    first: RenderedReply,
    { audience, language, edit, follower, pause }: Following,
  ): Promise<void> {
    let rendered = first;
    /** What it showed before: whoever pressed that just before the edit has used the message all the same. */
    let previous = first;
    const state = (): PanelState => mostUsed([previous, rendered].map(dispatcher.getState));
    let next = first.live;
    while (next) {
      await pause(next.everyMs);
      if (isStopped || follower.isEnded || clock() >= next.until || state() === 'used') return;
      try {
        const reply = await next.refresh();
        if (state() !== 'open') continue;
        const translated = translateReply(reply, language);
        if (!hasSameContent(translated, toReply(rendered))) {
          const changed = dispatcher.render(translated, audience);
          await edit(changed);
          [previous, rendered] = [rendered, changed];
        }
        next = reply.live;
      } catch (error) {
        onError(error);
      }
    }
  }

  return {
    start(rendered, audience, edit) {
      if (!rendered.live) return;
      const follower = followers.add(audience.ownerId);
      if (!follower) return;
      const { language = DEFAULT_LANGUAGE } = audience;
      const { pause, end } = openPause(dependencies, rendered.live);
      void follow(rendered, { audience, language, edit, follower, pause }).finally(() => {
        end();
        followers.remove(audience.ownerId, follower);
      });
    },
    stop() {
      isStopped = true;
    },
  };
}

/** Waits so long, or until something has happened since the last wait. */
type Pause = (ms: number) => Promise<void>;

function openPause(
  { changes, sleep }: LiveMessagesDependencies,
  { robloxUserId }: LiveUpdate,
): { readonly pause: Pause; readonly end: () => void } {
  if (!changes || robloxUserId === undefined) return { pause: sleep, end: () => undefined };
  let change = Promise.withResolvers<void>();
  return {
    end: changes.subscribe(robloxUserId, () => change.resolve()),
    async pause(ms) {
      await Promise.race([sleep(ms), change.promise]);
      // What happens from now on, while the reply is read again, ends the next wait.
      change = Promise.withResolvers<void>();
    },
  };
}

type PanelState = Panel['state'];

/** The state that keeps most from being edited. */
const mostUsed = (states: readonly PanelState[]): PanelState =>
  (['used', 'busy'] as const).find((state) => states.includes(state)) ?? 'open';

/** Who is followed for whom: so many for each person, and in all. */
function createFollowers() {
  const byOwner = new Map<string, Follower[]>();
  return {
    /** Returns undefined if there are too many; ends the owner's oldest for one more of theirs. */
    add(ownerId: string): Follower | undefined {
      const own = byOwner.get(ownerId) ?? [];
      const oldest = own.length >= MAX_PER_PERSON ? own.shift() : undefined;
      if (oldest) oldest.isEnded = true;
      const count = byOwner.values().reduce((sum, { length }) => sum + length, 0);
      if (count >= MAX_LIVE) return undefined;
      const follower: Follower = { isEnded: false };
      byOwner.set(ownerId, [...own, follower]);
      return follower;
    },
    remove(ownerId: string, follower: Follower): void {
      const left = (byOwner.get(ownerId) ?? []).filter((other) => other !== follower);
      if (left.length === 0) byOwner.delete(ownerId);
      else byOwner.set(ownerId, left);
    },
  };
}

/** What people see of a reply; what its controls would do is left out. */
const hasSameContent = (one: TranslatedReply, other: TranslatedReply): boolean =>
  serializeContent(one) === serializeContent(other);

const serializeContent = ({ picture, file, live, ...rest }: TranslatedReply): string =>
  JSON.stringify([rest, picture?.alt, file?.name]);
