import type { Goods, Pet, PetStack } from '../bank/engine/pets.ts';
import type { CaseKind, Proposal, StaffLevel, WithdrawalStatus } from '../bank/engine/rows.ts';

/** What every page of the dashboard shows of the bank, and hears anew when it changes. */
export interface BankStatus {
  readonly seq: number;
  /** The hash of the newest transaction. */
  readonly head: string;
  /** Grows with every commit. */
  readonly version: number;
  readonly halted: boolean;
  readonly reason: string | null;
  /** Counted to 200. */
  readonly openCases: number;
  /** How much waits for a second person. */
  readonly waiting: number;
  readonly at: number;
}

/** Whoever is signed in. */
export interface Me {
  /** The name by which they act in the ledger; null: the admin token, which moves nothing. */
  readonly name: string | null;
  /** Their Roblox name, where the bank knows it. */
  readonly username: string | null;
  readonly level: StaffLevel | 'admin';
}

/** Whose a token is, before it signs anybody in. */
export interface WhoseToken {
  /** Who is signed in already; null: nobody is. */
  readonly me: Me | null;
  readonly other: Me;
}

/** Why a sign-in with Discord let nobody in; behind the # of the address. */
export const DISCORD_OUTCOMES = [
  'elsewhere',
  'denied',
  'failed',
  'unavailable',
  'unlinked',
  'no_rights',
  'new_link',
] as const;
export type DiscordOutcome = (typeof DISCORD_OUTCOMES)[number];

/** Why Discord's word for who somebody is lets nobody in. */
export type SignInRefusal = Extract<DiscordOutcome, 'unlinked' | 'no_rights' | 'new_link'>;

/** How people can sign in here, beside tokens. */
export interface SignInWays {
  readonly discord: boolean;
}

/** Something that the search found. */
export interface Found {
  readonly kind: 'member' | 'teller' | 'case' | 'withdrawal' | 'transaction' | 'offer' | 'request';
  readonly id: string;
  readonly title: string;
  readonly detail: string;
}

export interface TablePage<Row> {
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
}

/** A case, as the table shows it. */
export interface CaseRow extends Goods {
  readonly id: string;
  readonly kind: CaseKind;
  readonly title: string;
  readonly robloxUserId: number | null;
  readonly tellerId: string;
  readonly withdrawalId: string | null;
  readonly summary: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly resolution: string | null;
  readonly proposal: Omit<Proposal, 'seq'> | null;
}

/** A way in which a case can end, and what it does. */
export interface Ending {
  readonly resolution: string;
  readonly label: string;
  readonly effect: string;
  readonly isGrave: boolean;
}

/** All that somebody needs to decide a case. */
export interface CaseDetail extends CaseRow {
  readonly username: string | null;
  readonly guide: { readonly meaning: string; readonly steps: readonly string[]; readonly section: string };
  readonly endings: readonly Ending[];
  /** The member's newest. */
  readonly transactions: readonly HistoryRow[];
}

/** A transaction in a member's history. */
export interface HistoryRow extends Goods {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly gave?: Goods | undefined;
  readonly tellerId: string | null;
  readonly withdrawalId: string | null;
  readonly at: string;
}

export interface WithdrawalRow extends Goods {
  readonly withdrawalId: string;
  readonly status: WithdrawalStatus;
  readonly robloxUserId: number;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly requestedBy: string;
  readonly tellerId: string | null;
  readonly leaseUntil: string | null;
}

export interface WithdrawalDetail extends WithdrawalRow {
  readonly username: string | null;
  readonly deliverableBy: readonly string[];
  /** The other open parts of the request. */
  readonly parts: readonly string[];
}

/** A withdrawal that whoever is signed in has claimed. */
export interface Claimed extends Goods {
  readonly withdrawalId: string;
  readonly claimToken: string;
  readonly leaseUntil: string;
}

export interface TellerRow {
  readonly tellerId: string;
  readonly status: 'online' | 'silent' | 'paused' | 'attended';
  readonly robloxUserId: number | null;
  readonly robloxUsername: string | null;
  readonly placeUrl: string | null;
  readonly note: string | null;
  readonly pending: { readonly from: string } | null;
  readonly reportedAt: string | null;
  /** How many assets are paused there. */
  readonly paused: number;
  readonly isContradicted: boolean;
  /** Why staff have it hand out nothing new; null: they don't. */
  readonly pausedReason: string | null;
  readonly isOverLimit: boolean;
  readonly lastTradeSeq: number;
}

/** What a teller holds of one asset, as the ledger and its own report say. */
export interface StockRow {
  readonly asset: Pet | 'gems';
  readonly ledger: number;
  /** Null: it reports nothing. */
  readonly reported: number | null;
  /** By BIG Games, as this process heard it last; null: it has not, or can't tell this form. */
  readonly witnessed: number | null;
  readonly drift: number;
  readonly onHold: number;
  readonly isPaused: boolean;
}

export interface TellerDetail extends TellerRow {
  /** What differs first; of many, only so many. */
  readonly assets: readonly StockRow[];
  readonly assetCount: number;
  /** When BIG Games' word is of; null: this process has heard none. */
  readonly witnessedAt: string | null;
}

/** How far a teller's reports were from the ledger. */
export interface ReportPlot {
  /** Oldest first; null where there was no report. */
  readonly steps: readonly {
    readonly at: number;
    readonly figures: {
      readonly reports: number;
      /** How many did not agree with the ledger. */
      readonly differing: number;
      /** The most that one lacked, and had too much, over all assets. */
      readonly lacking: number;
      readonly surplus: number;
    } | null;
  }[];
}

export interface MemberRow {
  readonly robloxUserId: number;
  readonly username: string | null;
  readonly frozenReason: string | null;
  readonly petsHeld: string;
  readonly gemsHeld: string;
  readonly cooldownUntil: string | null;
}

export interface MemberDetail {
  readonly robloxUserId: number;
  readonly username: string | null;
  readonly displayName: string | null;
  readonly discordUserId: string | null;
  readonly frozenReason: string | null;
  readonly cooldownUntil: string | null;
  readonly inventory: {
    readonly gems: number;
    readonly reserved: { readonly gems: number };
    readonly onHold: { readonly gems: number };
    readonly pets: readonly (PetStack & {
      readonly reserved: number;
      readonly onHold: number;
      readonly value: number | null;
    })[];
    readonly totalValue: number;
    readonly unvalued: number;
  };
  readonly withdrawals: readonly (Goods & {
    readonly withdrawalId: string;
    readonly status: string;
    readonly expiresAt: string;
  })[];
  readonly cases: readonly Omit<CaseRow, 'title'>[];
  /** Worth after each of the newest transactions, oldest first. */
  readonly points: readonly { readonly at: number; readonly gems: string; readonly value: string }[];
}

export interface StaffRow {
  readonly robloxUserId: number;
  readonly name: string;
  readonly username: string | null;
  readonly level: StaffLevel | null;
  readonly granted: StaffLevel | null;
  readonly byRoles: StaffLevel | null;
  readonly managerSince: string | null;
  readonly hasToken: boolean;
  readonly changedBy: string;
  readonly movedToday: string;
  /** Null: no limit. */
  readonly aloneLimit: string | null;
}

/** What waits for a second person. */
export interface ProposalRow extends Goods {
  readonly id: string;
  readonly by: string;
  readonly action: string;
  readonly sentence: string;
  readonly reason: string;
  /** Why whoever is signed in may not be its second person; null: they may, as far as anybody knows now. */
  readonly whyNotAgree: string | null;
  readonly madeAt: string;
  readonly endsAt: string;
}

/** What an action will do, before it is done. */
export interface Preview extends Goods {
  readonly worth: string | null;
  /** How many pets nobody knows the worth of. */
  readonly unvalued: string;
  /** Names that may be misspelt. */
  readonly suggestions: readonly string[];
}

export interface ActionPreview extends Preview {
  readonly sentence: string;
  readonly needsSecond: boolean;
}

export type ActionDone =
  | { readonly kind: 'done'; readonly transactionId: string }
  | { readonly kind: 'proposed'; readonly id: string };

/** How the bank is doing. */
export interface OverviewData {
  readonly version: string;
  /** The newest version where it is newer and was asked for, else null. */
  readonly newerVersion: string | null;
  readonly uptimeSeconds: number;
  readonly seq: number;
  readonly head: string;
  readonly headAt: string;
  readonly cases: readonly {
    readonly kind: CaseKind;
    readonly title: string;
    readonly count: number;
    readonly since: string;
    readonly waiting: number;
  }[];
  readonly withdrawals: Readonly<Record<string, number>>;
  readonly oldestWithdrawal: string | null;
  readonly tellers: Readonly<Record<string, number>>;
  readonly unsent: number;
  /** Where counting stops. */
  readonly countedTo: number;
  readonly lastBackupAt: string | null;
  /** Null: it was never checked. */
  readonly check: {
    readonly checkedAt: string | null;
    readonly seq: number;
    readonly error: string | null;
  } | null;
}
