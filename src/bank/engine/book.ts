import type { Credentials, Operation } from './operation.ts';
import type { AssetKey } from './pets.ts';
import type {
  Alias,
  Balance,
  BankEvent,
  BankRow,
  Case,
  Instant,
  JointShortages,
  Member,
  Offer,
  Queued,
  ReportedStock,
  Revocation,
  StaffDay,
  StaffMember,
  Teller,
  Transaction,
  Withdrawal,
} from './rows.ts';
import type { TableName, Tables } from './tables.ts';

/** Who performs an operation: a key's name, or that of one of the staff. */
export interface Caller extends Credentials {
  readonly by: string;
}

/** The database is away or full, or too much waits in line. Nothing is known to have changed; try again. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
  readonly retryAfterSeconds = 1;
}

/** Too much waits in line: the bank is as busy as it can be, and nothing is wrong with it. */
export class QueueFull extends StorageUnavailable {}

/** What the bank is written in: all that transports use. Every call may reject with StorageUnavailable. */
export interface Book {
  /** Performs the operation, and answers once it is durable. Rejects with Refusal. */
  perform<Input, Answer>(operation: Operation<Input, Answer>, input: Input, caller: Caller): Promise<Answer>;
  /** Decides the operation on the rows as they are, and stores nothing. Rejects with Refusal. */
  query<Input, Answer>(operation: Operation<Input, Answer>, input: Input, caller: Caller): Promise<Answer>;
  readonly reads: Reads;
}

/** The reads of screens and checks. Limits are counts from 1; a cursor is the last row before the page. */
export interface Reads {
  /** A member's transactions, newest first, before a sequence number. */
  history(page: { robloxUserId: number; beforeSeq?: number; limit: number }): Promise<Transaction[]>;
  /** What a key signed for, newest first, before a sequence number. */
  transactionsOfKey(page: { keyId: string; beforeSeq?: number; limit: number }): Promise<Transaction[]>;
  /** What was decided about keys after a sequence number, in that order. */
  revocations(page: { afterSeq: number; limit: number }): Promise<Revocation[]>;
  /** Everyone who is or was one of the staff, by their Roblox ids. */
  staff(): Promise<StaffMember[]>;
  /** What each of the staff has moved alone, by name and day, after one. */
  staffDays(page: { after?: Pick<StaffDay, 'staff' | 'day'>; limit: number }): Promise<StaffDay[]>;
  /** Cases by id, after one. */
  cases(page: { isOpen?: boolean; afterId?: string; limit: number }): Promise<Case[]>;
  /**
   * Open cases, the oldest first, and by id where they are of one moment: those after the case of that id,
   * which may be closed by now. None where there is no such case.
   */
  openCases(page: { afterId?: string | undefined; limit: number }): Promise<Case[]>;
  /** Every teller. */
  tellers(): Promise<Teller[]>;
  /** What every teller last reported that it holds. */
  reports(): Promise<ReportedStock[]>;
  /** The shortages of every teller that share a case. */
  jointShortages(): Promise<JointShortages[]>;
  /** The balances of every teller's account. */
  tellerBalances(): Promise<Balance[]>;
  /** Every alias. */
  aliases(): Promise<Alias[]>;
  /**
   * Who holds any of the assets, but for tellers, after one, in an order of the database's own. A commit
   * between two pages may change the order, so that some come twice or are left out.
   */
  holdings(page: {
    assets: readonly AssetKey[];
    after: Pick<Balance, 'account' | 'asset'>;
    limit: number;
  }): Promise<Pick<Balance, 'account' | 'asset'>[]>;
  /** Ids of withdrawals whose reservation or lease has ended. */
  dueWithdrawals(page: { at: Instant; limit: number }): Promise<string[]>;
  /** The log, oldest first, after a sequence number. */
  log(page: { afterSeq: number; limit: number }): Promise<Transaction[]>;
  /** Of the log, what gives and takes rights: the transactions of RIGHTS_KINDS. */
  rightsLog(page: { afterSeq: number; limit: number }): Promise<Transaction[]>;
  /**
   * Of the log up to a sequence number, the newest transaction of LINK_KINDS with this note; null: with none.
   */
  linkLog(asked: { note: string | null; upTo: number }): Promise<Transaction | undefined>;
  /** Of the log up to a sequence number, the newest transaction that names this withdrawal. */
  withdrawalLog(asked: { withdrawalId: string; upTo: number }): Promise<Transaction | undefined>;
  /** Of the log up to a sequence number, the newest transaction of CARD_KIND about this teller. */
  cardLog(asked: { tellerId: string; upTo: number }): Promise<Transaction | undefined>;
  /**
   * Every balance, after one, in an order of the database's own: those of an account come together, and those
   * of tellers last.
   */
  balances(page: { after?: { account: string; asset: string }; limit: number }): Promise<Balance[]>;
  members(page: { afterId: number; limit: number }): Promise<Member[]>;
  /** Open withdrawals by their places in the queue, after one. */
  openWithdrawals(page: { after?: Queued | undefined; limit: number }): Promise<Withdrawal[]>;
  /** Offers that are open at a time, those first that end first. */
  openOffers(page: { at: Instant; limit: number }): Promise<Offer[]>;
  /** Rows of a table by their keys, after one. */
  rows<T extends TableName>(page: {
    table: T;
    after?: Tables[T] | undefined;
    limit: number;
  }): Promise<Tables[T][]>;
  /** The bank's own row: the head of the log, and the version, which grows with every commit. */
  head(): Promise<BankRow>;
}

/** An event that waits to be sent, with its place among all of them. */
export interface PendingEvent extends BankEvent {
  readonly id: number;
  /** It stands for one that can't be read, and tells the operator so. */
  readonly isDamaged?: true;
}

/** Events to notify people of, for any number of processes: each event is with one of them at a time. */
export interface Outbox {
  /**
   * Up to `limit` events that are neither sent nor leased, oldest first, leased to the caller for `leaseMs`
   * from `at`; only those of the topics, where they are given, and none to the people in `except`, of whom
   * null is the operator. Those that aren't acknowledged by then, sent or not, are handed out again. With
   * `inHand`, the ids of what the caller has from before, each person's come in order: no one's are handed
   * out while another caller has an earlier one of these topics.
   */
  takeEvents(page: {
    at: Instant;
    leaseMs: number;
    limit: number;
    topics?: readonly string[];
    except?: readonly (string | null)[];
    inHand?: readonly number[];
  }): Promise<PendingEvent[]>;
  /** Marks these as sent at this time. One that was acknowledged before keeps its time. */
  acknowledgeEvents(sent: { ids: readonly number[]; at: Instant }): Promise<void>;
  /** How many events are not sent, counted to `limit`. */
  countUnsent(page: { limit: number }): Promise<number>;
  /** Events that are not sent, oldest first, after one. */
  unsentEvents(page: { afterId: number; limit: number }): Promise<PendingEvent[]>;
  /** Of these events, those that are still there, sent or not. */
  pendingEvents(ids: readonly number[]): Promise<PendingEvent[]>;
  /** Lets these be handed out at once, whoever has them now. Those that were sent stay sent. */
  releaseEvents(ids: readonly number[]): Promise<void>;
  /** Forgets up to `limit` events that were sent before and no webhook waits for, and returns how many. */
  forgetEvents(page: { before: Instant; limit: number }): Promise<number>;
}
