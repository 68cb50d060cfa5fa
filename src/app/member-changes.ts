import type { Reads } from '../bank/engine/book.ts';
import type { MemberChanges } from '../commands/dispatch/live-messages.ts';

/** How many new transactions are read at once; after more, anybody may have changed. */
const MAX_READ = 500;

interface Listener {
  readonly robloxUserId: number;
  readonly onChange: () => void;
  /** What happened before it came, after what it shows, may have been read by then. */
  isNew: boolean;
}

export interface MemberChangesSource extends MemberChanges {
  /** Tells who listens of what is new in the log, whichever process of the bank did it. */
  readOn(): Promise<void>;
  /** Tells who listens at once of what is in no log. */
  tell(robloxUserIds: readonly number[]): void;
}

/** Follows the log. Without listeners it reads nothing. */
export function createMemberChanges(reads: Pick<Reads, 'head' | 'log'>): MemberChangesSource {
  const listeners = new Set<Listener>();
  let upTo: number | undefined;

  /** Reads what is new, and returns whom it is about; null: perhaps anybody. */
  async function findChanged(): Promise<ReadonlySet<number | null> | null> {
    const { seq } = await reads.head();
    const afterSeq = upTo;
    if (afterSeq === undefined || seq - afterSeq > MAX_READ) {
      upTo = seq;
      return null;
    }
    const transactions = seq > afterSeq ? await reads.log({ afterSeq, limit: MAX_READ }) : [];
    upTo = transactions.at(-1)?.seq ?? seq;
    return new Set(transactions.flatMap((each) => [each.robloxUserId, each.otherRobloxUserId]));
  }

  return {
    subscribe(robloxUserId, onChange) {
      const listener = { robloxUserId, onChange, isNew: true };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(robloxUserIds) {
      for (const { robloxUserId, onChange } of listeners)
        if (robloxUserIds.includes(robloxUserId)) onChange();
    },
    async readOn() {
      if (listeners.size === 0) {
        upTo = undefined;
        return;
      }
      const changed = await findChanged();
      for (const listener of listeners) {
        if (!listener.isNew && changed?.has(listener.robloxUserId) === false) continue;
        listener.isNew = false;
        listener.onChange();
      }
    },
  };
}
