import type { AssetKey, Goods, PackedAmounts } from './pets.ts';

/** Milliseconds since 1970, UTC. */
export type Instant = number;

/** A place in the ledger: `member:<robloxId>`, `reserved:<withdrawalId>`, `quarantine`, `teller:<id>`. */
export type Account = string;

export interface Entry {
  readonly asset: AssetKey;
  readonly from: Account;
  readonly to: Account;
  /** From 1. */
  readonly amount: bigint;
}

/** The kinds that a member sees in their history. */
export const HISTORY_KINDS = [
  'deposit',
  'withdrawal_reserved',
  'withdrawal_claimed',
  'withdrawal_declined',
  'withdrawal_delivered',
  'withdrawal_cancelled',
  'withdrawal_expired',
  'withdrawal_uncertain',
  'withdrawal_split',
  'transfer',
  'trade',
  'renamed',
  'adjustment',
] as const;

export const TRANSACTION_KINDS = [
  ...HISTORY_KINDS,
  'member_frozen',
  'member_unfrozen',
  'bank_halted',
  'bank_resumed',
  'asset_resumed',
  'teller_paused',
  'teller_resumed',
  // Who a teller is in the game, at once or from a day later on.
  'teller_named',
  // What staff put an end to, and moved nothing by.
  'offer_taken_back',
  'proposal_dropped',
  'messages_dropped',
  // What pets are worth was set, which bounds what staff and tellers move alone.
  'values_changed',
  'case_closed',
  'credit_confirmed',
  'key_revoked',
  'key_restored',
  'staff_changed',
  'member_linked',
  'member_unlinked',
  // Rows that give or take something changed, and nothing else happened.
  'state_changed',
  // What rows of before the log kept them gave and took.
  'state_recorded',
  // The root of all that the bank owes.
  'snapshot',
] as const;
export type TransactionKind = (typeof TRANSACTION_KINDS)[number];

/** The kinds by which staff give and take rights. They are few, and an index finds them. */
export const RIGHTS_KINDS = [
  'member_frozen',
  'member_unfrozen',
  'bank_halted',
  'bank_resumed',
  'key_revoked',
  'key_restored',
  'staff_changed',
] as const satisfies readonly TransactionKind[];

/** The kinds that say whose an account is on Discord, and name it in their note. */
export const LINK_KINDS = [
  'member_linked',
  'member_unlinked',
  // Carried over from before they named it.
  'state_recorded',
] as const satisfies readonly TransactionKind[];

/** The kind that says who a teller is in the game. */
export const CARD_KIND = 'teller_named' satisfies TransactionKind;

/** One atomic step of the bank, sealed into the chain. Append-only. */
export interface Transaction {
  readonly seq: number;
  readonly id: string;
  readonly kind: TransactionKind;
  readonly status: string;
  readonly at: Instant;
  /** The caller: a key's name, or `bank` for what expires by itself. */
  readonly by: string;
  /** The id of the key that signed for it; null where none did, or before keys were recorded. */
  readonly keyId: string | null;
  /** `<scope>:<caller>:<its id>`, unique for ever; null where nobody can ask twice. */
  readonly operationId: string | null;
  /** SHA-256 of the operation's content, to tell a retry from a reused id. */
  readonly digest: string | null;
  /** The member it concerns; null for what staff do to the bank, which no member's history shows. */
  readonly robloxUserId: number | null;
  /** Of what two members do with each other: whoever receives a gift, or was offered a trade. Mostly null. */
  readonly otherRobloxUserId: number | null;
  readonly tellerId: string | null;
  readonly withdrawalId: string | null;
  readonly goods: Goods;
  readonly entries: readonly Entry[];
  readonly note: string | null;
  /** The answer to the caller, as JSON, so that a retry gets the same. */
  readonly answer: string | null;
  /** Worth in gems that one of the staff moved by it alone; null: nothing that is counted. */
  readonly movedAlone: bigint | null;
  /** What it changed of rows that give or take, as JSON (`readState`); null: the log didn't keep it yet. */
  readonly state: string | null;
  readonly previousHash: string;
  readonly hash: string;
}

/** The head of the log, and whether the bank is halted. */
export interface BankRow {
  /** Grows with every commit: the compare-and-swap compares it. */
  readonly version: number;
  readonly seq: number;
  readonly hash: string;
  readonly headAt: Instant;
  /** The time of the newest commit, also of one that logged nothing: no later one is before it. */
  readonly committedAt: Instant;
  readonly haltedReason: string | null;
  /** Grows with every change of an alias: what a process knows of them is of one such version. */
  readonly aliasVersion: number;
}

export interface Balance {
  readonly account: Account;
  readonly asset: AssetKey;
  readonly amount: bigint;
  /** Credits that may not have cleared yet; null where there are none. On hold is what holds.ts says. */
  readonly holds: readonly Hold[] | null;
}

/**
 * A credit that waits to clear: at the member who got it, and again at the teller whose trade it was. What
 * came by a gift or a trade between members has no teller, and is at its receiver alone.
 */
export interface Hold {
  readonly tellerId: string;
  /** The deposit's, or the gift's. */
  readonly seq: number;
  /** Where there are many, those that are near in time share one: the first of its deposits. */
  readonly firstSeq: number;
  readonly amount: bigint;
  readonly at: Instant;
  /** When time clears it. */
  readonly until: Instant;
  /** A digest of what the deposit brought, to recognise another one like it. */
  readonly content: string;
  /** Another one like it came in the minute before: reports don't clear it until a minute has passed. */
  readonly isDuplicate: boolean;
  /**
   * The clock hour (hours since 1970) whose limit it exceeds, or SECOND_PERSON: it waits for staff; or GIFT.
   * Mostly null.
   */
  readonly hour: number | null;
}

/** In place of an hour: it waits for a second one of the staff, and neither time nor reports clear it. */
export const SECOND_PERSON = -1;
/** In place of an hour: another member gave it, and only time clears it. */
export const GIFT = -2;

/** A sequence number, and a time that belongs to it. */
export interface Mark {
  readonly at: Instant;
  readonly seq: number;
}

/** What a teller's key last gave back of a claim. */
export interface GivenBackBy {
  readonly tellerId: string;
  /** The declined or partial completion's. */
  readonly seq: number;
  readonly at: Instant;
}

/** What tellers' keys gave back of the member's claims: one of them last, and the others before. */
export interface GivenBack extends GivenBackBy {
  readonly others?: readonly GivenBackBy[];
}

/** What the bank knows about a Roblox account. A member without a row has the zero row. */
export interface Member {
  readonly robloxUserId: number;
  readonly frozenReason: string | null;
  /** No withdrawals before this. */
  readonly cooldownUntil: Instant | null;
  /** Free and reserved together. */
  readonly petsHeld: bigint;
  readonly gemsHeld: bigint;
  readonly givenBack: GivenBack | null;
}

/** A member whom the bank has never seen. */
export const newMember = (robloxUserId: number): Member => ({
  robloxUserId,
  frozenReason: null,
  cooldownUntil: null,
  petsHeld: 0n,
  gemsHeld: 0n,
  givenBack: null,
});

/** A Roblox profile as last read. Personal: may be erased. */
export interface Profile {
  readonly robloxUserId: number;
  readonly username: string;
  readonly displayName: string;
  readonly avatarUrl: string | null;
  /** Whom it was linked to last, also after unlinking: a change of hands starts the cool-down. */
  readonly lastDiscordUserId: string | null;
  /** With it the log has a hash of `lastDiscordUserId`; '' where there is none. */
  readonly lastSalt: string;
  readonly updatedAt: Instant;
}

export interface Link {
  readonly discordUserId: string;
  readonly robloxUserId: number;
  readonly linkedAt: Instant;
  /** With it the log has a hash of the Discord user, which says nothing once the salt is erased. */
  readonly salt: string;
}

/** A code that waits in a profile. One for each Discord user; deleted once used. */
export interface Verification {
  readonly discordUserId: string;
  readonly robloxUserId: number;
  readonly username: string;
  readonly code: string;
  readonly expiresAt: Instant;
}

/** What people may do without being told of: src/bank/notice-choices.ts says what belongs to each. */
export const NOTICE_KINDS = ['deposits', 'withdrawals', 'gifts', 'trades', 'tellers'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What somebody on Discord chose for themselves. Who chose nothing has no row. Personal: may be erased. */
export interface Preferences {
  readonly discordUserId: string;
  /** What they don't want to be told. */
  readonly mutedNotices: readonly NoticeKind[];
  /** The tag of the language that they were last seen to use; null: not known. */
  readonly language: string | null;
}

export const OPEN_STATUSES = ['reserved', 'claimed', 'uncertain'] as const;
export const WITHDRAWAL_STATUSES = [
  ...OPEN_STATUSES,
  'delivered',
  'partly_delivered',
  'cancelled',
  'expired',
] as const;
export type WithdrawalStatus = (typeof WITHDRAWAL_STATUSES)[number];

export const isOpen = ({ status }: Pick<Withdrawal, 'status'>): boolean =>
  OPEN_STATUSES.some((open) => open === status);

/** Whom a withdrawal is leased to. Kept while uncertain: a late answer with this token settles it. */
export interface Claim {
  readonly tellerId: string;
  readonly token: string;
  readonly leaseUntil: Instant;
}

export interface Withdrawal {
  readonly id: string;
  /** The sequence number of the transaction that reserved it, or split it off another. */
  readonly seq: number;
  /** Of what was split off: the `seq` of the withdrawal whose place in the queue it has. Mostly null. */
  readonly placeSeq: number | null;
  readonly robloxUserId: number;
  readonly requestedBy: string;
  readonly status: WithdrawalStatus;
  readonly goods: Goods;
  readonly requestedAt: Instant;
  readonly expiresAt: Instant;
  readonly claim: Claim | null;
}

/** The place of a withdrawal in the queue: parts of one request share it. */
export const getPlace = ({ placeSeq, seq }: Queued): number => placeSeq ?? seq;

/** What says where a withdrawal stands in the queue. */
export type Queued = Pick<Withdrawal, 'placeSeq' | 'seq'>;

/** Parts of one request stand at its place, the first to be split off before the others. */
export const oldestFirst = (withdrawal: Queued, other: Queued): number =>
  getPlace(withdrawal) - getPlace(other) || withdrawal.seq - other.seq;

/** A teller's last report. What it named is a row of its own: no trade of the teller needs it. */
export interface TellerReport {
  /** SHA-256 of what it named, to tell whether the next one says the same. */
  readonly digest: string;
  /** When it was made: the teller's own time, but never later than it arrived. */
  readonly madeAt: Instant;
  readonly receivedAt: Instant;
  /** The last transaction before it that changed the stock. Only a report after the same one confirms it. */
  readonly afterSeq: number;
}

/** What a teller last reported that it holds: up to 20 000 kinds of pets, and megabytes. */
export interface ReportedStock {
  readonly tellerId: string;
  readonly amounts: PackedAmounts;
}

/** A shortage that nothing explains. Pauses withdrawals of the asset until the operator resumes them. */
export interface Shortage {
  readonly asset: AssetKey;
  readonly missing: bigint;
  readonly isPaused: boolean;
}

/** The shortages of a teller that are too many for a case each: they share one, and are resumed together. */
export interface JointShortages {
  readonly tellerId: string;
  /** What is missing of each asset that is paused. */
  readonly paused: PackedAmounts;
  /** What was missing of each that the operator resumed, and still is. */
  readonly resumed: PackedAmounts;
}

export interface Teller {
  readonly id: string;
  /** The newest transaction of its own that was answered to it: a deposit or the end of a withdrawal. */
  readonly lastTradeSeq: number;
  readonly report: TellerReport | null;
  /** Those with a case of their own. */
  readonly shortages: readonly Shortage[];
  /** SHA-256 of the surplus the operator was last notified of, which a heartbeat needn't repeat; or ''. */
  readonly notifiedSurplus: string;
  /** Credits up to this have cleared by reports, but for those that wait for staff. Never goes back. */
  readonly clearedSeq: number;
  /** Credits up to this were confirmed by staff. */
  readonly confirmedSeq: number;
  /** Since when every report has shown the credits up to a sequence number; both rise. */
  readonly shown: readonly Mark[];
  /** The newest trade of each second of the last minute, and the newest one before; both rise. */
  readonly trades: readonly Mark[];
  /** Since when it is known not to know its own trades: until staff decide, its credits stay on hold. */
  readonly contradictedAt: Instant | null;
  /** Trades up to this were decided by staff: not to know them says nothing any more. */
  readonly decidedSeq: number;
  /** The clock hour (hours since 1970) of its newest credit, and what it has credited in it, in gems. */
  readonly hour: number;
  readonly hourWorth: bigint;
  /** Clock hours in which it exceeded its limit, and which staff have not decided; they rise. */
  readonly overHours: readonly number[];
  /** A digest of the difference from the ledger that it reported last; empty: none. */
  readonly drift: string;
  /** Since when it reports that; null: staff have been told, or there is none. */
  readonly driftSince: Instant | null;
  /** Whether staff have been told that it has fallen silent since its last report. */
  readonly isSilenceTold: boolean;
  /** Why staff have it hand out nothing new; null: they have not paused it. */
  readonly pausedReason: string | null;
}

/** A teller that the bank hears of for the first time. */
export const newTeller = (id: string): Teller => ({
  id,
  lastTradeSeq: 0,
  report: null,
  shortages: [],
  notifiedSurplus: '',
  clearedSeq: 0,
  confirmedSeq: 0,
  shown: [],
  trades: [],
  contradictedAt: null,
  decidedSeq: 0,
  hour: 0,
  hourWorth: 0n,
  overHours: [],
  drift: '',
  driftSince: null,
  isSilenceTold: false,
  pausedReason: null,
});

/** Who a teller is in the game, as members see it. One that nobody named has no row. */
export interface TellerCard {
  /** The teller's. */
  readonly id: string;
  readonly robloxUserId: number | null;
  readonly placeUrl: string | null;
  readonly note: string | null;
  /** From when the account and the place hold. */
  readonly since: Instant;
  /** What takes effect later, written or not: a change waits for a day. */
  readonly pending: PendingCard | null;
}

export interface PendingCard {
  readonly robloxUserId?: number | null | undefined;
  readonly placeUrl?: string | null | undefined;
  readonly from: Instant;
}

/** What a member has asked for on one day (`YYYY-MM-DD`, UTC), less what came back. */
export interface DailyUsage {
  readonly robloxUserId: number;
  readonly day: string;
  readonly pets: bigint;
  readonly gems: bigint;
}

/** Worth in gems that one of the staff has moved alone on one day (`YYYY-MM-DD`, UTC). */
export interface StaffDay {
  /** The name by which they act: `staff-<Roblox id>`, or a key's. */
  readonly staff: string;
  readonly day: string;
  readonly worth: bigint;
}

export const OFFER_STATUSES = ['open', 'accepted', 'declined', 'withdrawn', 'expired'] as const;

/** What one member offers another: it promises nothing and reserves nothing. */
export interface Offer {
  /** As its maker's program chose it, unique in the bank. */
  readonly id: string;
  readonly fromRobloxUserId: number;
  readonly toRobloxUserId: number;
  readonly gives: Goods;
  readonly wants: Goods;
  /** An open one past its end counts as expired, written or not. */
  readonly status: (typeof OFFER_STATUSES)[number];
  readonly openedAt: Instant;
  readonly expiresAt: Instant;
  /** What tells a retry of the offer from another use of its id, for both sides: `sealRequest`. */
  readonly givesDigest: string;
  readonly wantsDigest: string;
  /** Where the log stood when it was made. */
  readonly seq: number;
  /** The transaction that moved both sides; null: none has. */
  readonly tradeSeq: number | null;
}

export const CASE_KINDS = [
  'quarantine',
  'uncertain',
  'shortage',
  'refused_trade',
  'missed_trade',
  'unseen_trade',
  'witness_shortage',
  'account',
  'same_pet',
  'foreign_trade',
  // Stands in, in lists, for a case whose row can't be read.
  'damaged',
  'teller_limit',
  'possible_duplicate',
  'staff_limit',
  'disputed',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** Something that waits for the operator. */
export interface Case {
  readonly id: string;
  readonly kind: CaseKind;
  readonly robloxUserId: number | null;
  readonly tellerId: string;
  readonly withdrawalId: string | null;
  readonly goods: Goods;
  /** What happened, and what the teller reported. */
  readonly summary: string;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly resolution: string | null;
  /** How one of the staff wants to end it, who may not do so alone; null: nobody does. */
  readonly proposal: Proposal | null;
}

export interface Proposal {
  readonly by: string;
  readonly resolution: string;
  readonly reason: string;
  /** The transaction that says so; 0 where an older version wrote it, which counts for nothing. */
  readonly seq: number;
}

/**
 * `asked`: staff have yet to say whether both are one pet. `renaming`: they are, and what is held under the
 * old id is being moved to the new one, before anything else happens. `done`: all of it is moved.
 * `different`: staff said that they are two pets.
 */
export const ALIAS_STATUSES = ['asked', 'renaming', 'done', 'different'] as const;

/** An id or name under which a pet came in, and the id that it has now, or may have. */
export interface Alias {
  /** Of the two ids together: `aliasId`. */
  readonly id: string;
  readonly oldId: string;
  readonly newId: string;
  readonly status: (typeof ALIAS_STATUSES)[number];
  /** The transaction that made both one pet; 0 where none has. */
  readonly seq: number;
}

export const aliasId = (oldId: string, newId: string): string => JSON.stringify([oldId, newId]);

/** What was last decided about a key of programs. One that the bank never revoked has no row. */
export interface Revocation {
  readonly keyId: string;
  /** The transaction that decided it. */
  readonly seq: number;
  /** Null: it was restored. */
  readonly revokedAt: Instant | null;
}

/** What a check of the whole bank found last, and when the next is due. There is one kind, `ledger`. */
export interface CheckState {
  readonly id: string;
  /** Whoever begins a check moves it ahead, so that no other process begins another. */
  readonly nextAt: Instant;
  /** When one came to its end; null before the first. */
  readonly checkedAt: Instant | null;
  /** The newest transaction that it read. */
  readonly seq: number;
  /** What is wrong, in words; null where the ledger held. */
  readonly error: string | null;
}

/** The last snapshot of all that the bank owes. There is one row, `liabilities`. */
export interface LiabilityState {
  readonly id: string;
  /** Salts are made from it, so that a member's can be told again. */
  readonly saltKey: string;
  /** The newest transaction that it counts; 0 before the first snapshot. */
  readonly seq: number;
  readonly root: string;
  /** When it was begun, and how long it took. */
  readonly takenAt: Instant;
  readonly tookMs: number;
  /** Until then, whoever has begun another is at it. */
  readonly nextAt: Instant;
}

/** What one of the staff may do, each level what those before it may. */
export const STAFF_LEVELS = ['viewer', 'cashier', 'manager', 'owner'] as const;
export type StaffLevel = (typeof STAFF_LEVELS)[number];

/** One of the staff, or who was. Nobody else has a row. */
export interface StaffMember {
  readonly robloxUserId: number;
  /** What the command line gave them. */
  readonly granted: StaffLevel | null;
  /** What their roles on Discord gave them when they last acted. */
  readonly byRoles: StaffLevel | null;
  /** Since when they have been a manager or higher without a break; null: they aren't. */
  readonly managerSince: Instant | null;
  /** SHA-256 of the token that signs them in without Discord; null: none. */
  readonly tokenHash: string | null;
  /** The transaction that last changed it. */
  readonly seq: number;
}

/** A browser in which somebody has signed in to the dashboard. Sealed: an edited one counts for nothing. */
export interface SignIn {
  /** SHA-256 of the secret in its cookie. */
  readonly id: string;
  /** One of the staff, by their personal token; null: whoever has the admin token. */
  readonly robloxUserId: number | null;
  /** The transaction that last changed what they may do: another one since ends the sign-in. */
  readonly staffSeq: number;
  readonly endsAt: Instant;
  readonly seal: string;
}

/** What one of the staff wants to do from the dashboard, and may not do alone. Sealed as a sign-in is. */
export interface StaffProposal {
  /** Once a second person agrees, the id of the operation. */
  readonly id: string;
  /** The name by which the first person acts. */
  readonly by: string;
  /** The transaction that last changed what they may do: another one since ends the proposal. */
  readonly staffSeq: number;
  readonly action: string;
  /** What is to be done, as JSON. */
  readonly content: string;
  readonly madeAt: Instant;
  readonly endsAt: Instant;
  readonly seal: string;
}

/** A link that opens a member's page once, a browser that shows it, and a sign-in with Roblox under way. */
export const PASS_KINDS = ['page_link', 'page', 'roblox_sign_in'] as const;

/** What somebody holds a secret for, who was known on Discord when they got it. It ends soon. */
export interface Pass {
  /** SHA-256 of the secret. */
  readonly id: string;
  readonly kind: (typeof PASS_KINDS)[number];
  readonly discordUserId: string;
  /** Of a sign-in with Roblox: how Discord shows them, so that nobody signs in for a stranger. */
  readonly name: string | null;
  /** Of a page: the link that it is about. Any other link of theirs ends it. */
  readonly robloxUserId: number | null;
  readonly linkedAt: Instant | null;
  readonly endsAt: Instant;
}

export interface Nonce {
  readonly keyId: string;
  readonly nonce: string;
  readonly expiresAt: Instant;
}

/** A message to a person, sent after the commit that wrote it. */
export interface BankEvent {
  readonly topic: string;
  /** The Discord user to notify; null: the operator. */
  readonly discordUserId: string | null;
  readonly robloxUserId: number | null;
  readonly goods: Goods;
  readonly text: string;
  readonly at: Instant;
}
