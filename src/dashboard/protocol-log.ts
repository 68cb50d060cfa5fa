import type { Item, PetDecision } from '../bank/engine/catalogue.ts';
import type { Goods, Pet } from '../bank/engine/pets.ts';

/** How far what plots and searches know of the log has come. */
export interface Reach {
  /** The newest transaction that they know, and the newest there is. */
  readonly seq: number;
  readonly head: number;
}

/** What an hour or a day brought. Worth is in gems at today's values, as decimal digits. */
export interface PlotRow {
  readonly at: number;
  readonly deposits: number;
  readonly withdrawals: number;
  readonly newMembers: number;
  readonly depositWorth: string;
  readonly withdrawalWorth: string;
  readonly owedWorth: string;
}

export interface Plots {
  readonly reach: Reach;
  /** Oldest first, those included in which nothing happened. */
  readonly rows: readonly PlotRow[];
}

export interface EntryRow {
  readonly asset: Pet | 'gems';
  readonly from: string;
  readonly to: string;
  readonly amount: string;
}

/** A transaction, as the log has it. */
export interface LedgerRow extends Goods {
  readonly id: string;
  readonly seq: number;
  readonly kind: string;
  readonly status: string;
  readonly at: string;
  readonly by: string;
  readonly keyId: string | null;
  readonly robloxUserId: number | null;
  readonly otherRobloxUserId: number | null;
  readonly tellerId: string | null;
  readonly withdrawalId: string | null;
  readonly note: string | null;
  readonly hash: string;
  readonly previousHash: string;
}

export interface LedgerDetail extends LedgerRow {
  readonly operationId: string | null;
  readonly entries: readonly EntryRow[];
  /** What is hashed after the hash before. */
  readonly text: string;
}

/** Rows of the chain, for a browser that hashes them itself. */
export interface ChainPage {
  readonly head: { readonly seq: number; readonly hash: string };
  readonly rows: readonly { readonly seq: number; readonly text: string; readonly hash: string }[];
}

/** What is owed of an asset, and what tellers say that they hold. */
export interface ReserveRow {
  readonly key: string;
  readonly asset: Pet | 'gems';
  readonly owed: string;
  /** Null: no teller has ever reported. */
  readonly held: string | null;
  /** What is lacking, or left over where it is above zero. */
  readonly difference: string | null;
  /** Worth of what is owed, in gems; null: nobody knows. */
  readonly worth: string | null;
  readonly deposited: string;
  readonly withdrawn: string;
}

export interface Reserves {
  readonly seq: number;
  readonly at: string;
  readonly assets: number;
  /** Assets of which less is held than owed. */
  readonly lacking: number;
  readonly owedWorth: string;
  /** The report that is oldest; null: a teller has never reported. */
  readonly oldestReport: { readonly tellerId: string; readonly reportedAt: string | null } | null;
}

/** What was owed of an asset at the end of each day on which that changed. */
export interface ReserveHistory {
  readonly days: readonly {
    readonly at: number;
    readonly owed: string;
    readonly deposited: string;
    readonly withdrawn: string;
  }[];
}

export interface OfferRow {
  readonly offerId: string;
  readonly fromRobloxUserId: number;
  readonly toRobloxUserId: number;
  readonly gives: Goods;
  readonly wants: Goods;
  readonly openedAt: string;
  readonly expiresAt: string;
}

/** A key without its secret, and what it did. */
export interface KeyRow {
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** Whether this process knows it; else it is only in the log. */
  readonly isConfigured: boolean;
  readonly revokedAt: string | null;
  readonly transactions: number;
  /** Its newest transaction. */
  readonly lastTransaction: string | null;
  readonly lastTransactionAt: string | null;
  /** What this process answered it since it started. */
  readonly lastRequestAt: string | null;
  readonly requests: number;
  readonly refusals: Readonly<Record<string, number>>;
}

/** A request that this process refused. */
export interface RefusedRow {
  readonly requestId: string;
  readonly at: string;
  readonly code: string;
  readonly endpoint: string;
  /** The key that it named, which need not have signed it. */
  readonly keyId: string | null;
}

/** How a message leaves: as one on Discord, or as a webhook to the operator's program. */
export const MESSAGE_WAYS = ['discord', 'webhook'] as const;
export type MessageWay = (typeof MESSAGE_WAYS)[number];

/** A message on Discord that has not been sent, or a webhook that was given up. */
export interface MessageRow extends Goods {
  readonly way: MessageWay;
  readonly id: number;
  readonly topic: string;
  /** Null: the operator. */
  readonly robloxUserId: number | null;
  readonly isToOperator: boolean;
  readonly text: string;
  readonly at: string;
  /** Why the last try failed, on Discord that of this process; null: it has not tried. */
  readonly error: string | null;
  readonly triedAt: string | null;
}

export interface ValueRow extends Item {
  readonly key: string;
  readonly source: string;
  readonly flags: readonly string[];
  readonly isStale: boolean;
  readonly isListed: boolean;
  readonly whyNotTaken: string | null;
  /** What staff say of the pet; null: the settings count. */
  readonly decision: PetDecision | null;
  /** What else it was called. */
  readonly formerNames: readonly string[];
}

export interface ValueState {
  readonly kind: 'demo' | 'live' | 'off';
  readonly updatedAt: string | null;
  /** Whether prices can be read from BIG Games at once. */
  readonly canSync: boolean;
  /** Whether they can be imported from files, and set by hand. */
  readonly canWrite: boolean;
  readonly counts: Readonly<Record<string, number>>;
  /** Names that may be one pet, until staff say. */
  readonly renames: readonly (readonly string[])[];
}

/** What a file would change of one form of a pet; null: unknown before, or by BIG Games' prices after. */
export interface ValueChange {
  readonly asset: Pet;
  readonly before: number | null;
  readonly after: number | null;
}

/** A file of values, before it is imported. */
export interface ValuePreview {
  readonly pets: number;
  readonly named: number;
  readonly unknown: readonly string[];
  readonly changed: number;
  /** Those that change most first; of many, only so many. */
  readonly changes: readonly ValueChange[];
}

export interface ValueHistory {
  readonly points: readonly { readonly at: string; readonly value: number }[];
  /** Whether deposits of it are taken, as in a row of the list. */
  readonly decision: PetDecision | null;
  readonly whyNotTaken: string | null;
}

export interface SystemState {
  readonly version: string;
  readonly uptimeSeconds: number;
  readonly checks: Readonly<Record<string, string>>;
  readonly reach: Reach;
  readonly settings: readonly {
    readonly name: string;
    readonly meaning: string;
    readonly value: string | null;
    readonly isSet: boolean;
    readonly isSecret: boolean;
  }[];
  readonly keepsBackups: boolean;
  /** Whether the doctor can be asked about this bank. */
  readonly hasDoctor: boolean;
}

export interface BackupRow {
  readonly name: string;
  readonly bytes: number;
  readonly madeAt: string;
  /** What to type to restore it, once this bank is stopped. */
  readonly restoreCommand: string;
}

export interface BackupDrill {
  readonly seq: number;
  readonly head: string;
  readonly isAuthenticated: boolean;
  readonly tookMs: number;
}
