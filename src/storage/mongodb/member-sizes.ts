import { assert } from '../../bank/engine/assert.ts';
import { countNamedParts, type NamedBalances } from './member-documents.ts';

/** A member's document with more parts is to give its balances documents of their own. */
export const MOST_PARTS = 128;
/** How many members are known at most. */
const MAX_KNOWN = 100_000;

/** How many parts a document has at most, none where there is no document; or that it is apart. */
export type MemberSize = number | 'apart';

/**
 * What this process knows of members' documents at one version of the bank, so that it mostly writes them
 * without a look. A version that it didn't write itself makes it forget all.
 */
export interface MemberSizes {
  /** Documents were read at a version: with these balances, none where there is no document, or apart. */
  note(version: number, documents: Iterable<readonly [number, NamedBalances | undefined]>): void;
  /** For a commit on this version. */
  draft(version: number): SizesDraft;
  /** What is there is not what this process has read, perhaps at the same version: after a restore. */
  forget(): void;
}

/** What one commit knows and learns of members' documents. */
export interface SizesDraft {
  /** Undefined where the document must be looked at before balances are written. */
  get(robloxUserId: number): MemberSize | undefined;
  set(robloxUserId: number, size: MemberSize): void;
  /** So many parts more are written to a document, which must be known to be whole. */
  grow(robloxUserId: number, parts: number): void;
  /** The commit was stored, as this version: what it has learned is so. */
  merge(version: number): void;
}

export function createMemberSizes(): MemberSizes {
  const known = new Map<number, MemberSize>();
  let knownAt = 0;
  function moveTo(version: number): void {
    if (version !== knownAt) known.clear();
    knownAt = version;
  }
  function set(robloxUserId: number, size: MemberSize): void {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(robloxUserId, size);
  }
  return {
    note(version, documents) {
      // What was read before the newest commit may have been changed by it.
      if (version < knownAt) return;
      moveTo(version);
      for (const [robloxUserId, named] of documents) {
        const parts = named && countNamedParts(named);
        if (parts !== undefined && parts <= MOST_PARTS) set(robloxUserId, parts);
        // Whether one that is apart can become whole again is for the next look.
        else if (parts !== undefined || known.get(robloxUserId) !== 'apart') known.delete(robloxUserId);
      }
    },
    forget: () => known.clear(),
    draft(expected) {
      moveTo(expected);
      const learned = new Map<number, MemberSize>();
      function get(robloxUserId: number): MemberSize | undefined {
        const size = learned.get(robloxUserId) ?? known.get(robloxUserId);
        // So it stays known to this commit, whatever is forgotten meanwhile.
        if (size !== undefined) learned.set(robloxUserId, size);
        return size;
      }
      return {
        get,
        set: (robloxUserId, size) => void learned.set(robloxUserId, size),
        grow(robloxUserId, parts) {
          const size = get(robloxUserId);
          assert(typeof size === 'number', 'a document that is written whole is known to be it');
          learned.set(robloxUserId, size + parts);
        },
        merge(version) {
          if (knownAt > version) return;
          if (knownAt === expected) knownAt = version;
          else moveTo(version);
          for (const [robloxUserId, size] of learned) set(robloxUserId, size);
        },
      };
    },
  };
}
