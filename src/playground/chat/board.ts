import type { Entry } from './wire.ts';

/** How many messages are kept; the oldest go first. */
const MAX_ENTRIES = 400;

/** Every message of the playground, oldest first. */
export interface Board {
  readonly all: () => readonly Entry[];
  has(id: string): boolean;
  /** Adds the message, or puts it in the place of the one with its id. */
  put(entry: Entry): void;
  /** The message on which this control stands. */
  findByControl(controlId: string): Entry | undefined;
}

export function createBoard(onPut: (entry: Entry) => void): Board {
  const entries = new Map<string, Entry>();
  return {
    all: () => [...entries.values()],
    has: (id) => entries.has(id),
    put(entry) {
      entries.set(entry.id, entry);
      if (entries.size > MAX_ENTRIES) entries.delete(entries.keys().next().value ?? '');
      onPut(entry);
    },
    findByControl: (controlId) =>
      [...entries.values()].find(({ card }) => card?.rows.flat().some(({ id }) => id === controlId)),
  };
}
