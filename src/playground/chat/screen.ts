import { createLiveMessages } from '../../commands/dispatch/live-messages.ts';
import type { Dispatcher, RenderedReply } from '../../commands/dispatch/types.ts';
import { type Board, createBoard } from './board.ts';
import { type Cards, createCards } from './cards.ts';
import type { ChatEvent, Entry } from './wire.ts';

export interface ScreenParts {
  readonly desk: Dispatcher;
  readonly clock: () => number;
  /** An id that nobody can guess. */
  readonly newId: () => string;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

/** What every page sees. */
export interface Screen {
  readonly board: Board;
  readonly file: Cards['file'];
  /** Shows a reply in this message, and keeps it up to date if it wants to be. */
  show(entry: Omit<Entry, 'card'>, rendered: RenderedReply): void;
  tell(news: ChatEvent): void;
  /** Tells of news until what it gives back is called. */
  listen(onNews: (news: ChatEvent) => void): () => void;
  stop(): void;
}

export function createScreen(parts: ScreenParts): Screen {
  const listeners = new Set<(news: ChatEvent) => void>();
  const tell = (news: ChatEvent): void => {
    for (const listener of listeners) listener(news);
  };
  const board = createBoard((entry) => tell({ kind: 'entry', entry }));
  const cards = createCards(parts.newId);
  const { desk: dispatcher, onFault: onError, clock, sleep } = parts;
  const liveMessages = createLiveMessages({ dispatcher, onError, clock, sleep });
  return {
    board,
    file: cards.file,
    show(entry, rendered) {
      const audience = { ownerId: entry.ownerId, isPublic: rendered.isPublic };
      board.put({ ...entry, card: cards.draw(rendered) });
      liveMessages.start(rendered, audience, async (changed) => {
        if (board.has(entry.id)) board.put({ ...entry, card: cards.draw(changed) });
      });
    },
    tell,
    listen(onNews) {
      listeners.add(onNews);
      return () => listeners.delete(onNews);
    },
    stop: liveMessages.stop,
  };
}
