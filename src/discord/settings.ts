import type { BaseLogger } from 'pino';
import type { Outbox, Reads } from '../bank/engine/book.ts';
import type { Head } from '../bank/heads.ts';
import type { MemberChanges } from '../commands/dispatch/live-messages.ts';
import type { Dispatcher } from '../commands/dispatch/types.ts';
import type { Membership } from '../commands/membership.ts';
import type { PetNames } from '../commands/model/pet-names.ts';
import type { Tickets } from '../commands/staff/tickets.ts';
import type { Failures } from '../notices/failures.ts';
import type { Deliver } from '../notices/notice.ts';
import type { NoticesDependencies } from '../notices/notices.ts';
import type { StaffLog } from '../notices/staff-log.ts';
import type { KeptLanguages } from './languages.ts';
import type { SignInSettings } from './sign-in.ts';
import type { StaffSettings } from './staff.ts';
import type { LinkedProfile, VerifiedSettings } from './verified.ts';

export type BotLog = Pick<BaseLogger, 'info' | 'warn' | 'error'>;

/** Without a server of the bank's own, staff commands are off. */
export interface BotSettings extends SignInSettings, StaffSettings, VerifiedSettings {
  readonly operatorChannelId: string | null;
  /** Where work for staff is posted; null: in the operator's channel. */
  readonly ticketChannelId: string | null;
  /** Where all that staff do is written; null: nowhere. */
  readonly staffLogChannelId: string | null;
  /** Where the head of the ledger is told; null: in the operator's channel. */
  readonly headChannelId: string | null;
  /** The role of staff that is pinged for tickets; null: none. */
  readonly pingRoleId: string | null;
  /** The role that is pinged for alerts; null: none. */
  readonly alertRoleId: string | null;
  /** Whether only urgent alerts ping, or all but good news. */
  readonly alertPings: 'urgent' | 'all';
  /** After how long a ticket that nobody takes is told of again. */
  readonly ticketEscalateMs: number;
  /** What begins a typed command in a server; null: only a mention of the bot does. */
  readonly prefix: string | null;
  readonly isDevelopment: boolean;
  /** How long answers in progress may take when the bot stops. */
  readonly shutdownMs: number;
  /** How long an answer may take before it is deferred; below a second. */
  readonly deferAfterMs: number;
  /** The first pause before a retry; each further one is about twice as long. */
  readonly pauseMs: number;
}

/** What the bot uses of the bank. */
export interface BotDependencies {
  readonly dispatcher: Dispatcher;
  readonly outbox: Outbox;
  readonly head: Reads['head'];
  /** Receives the heads that this bot has told in the staff channel, the newest first, at each sign-in. */
  readonly compareHeads?: (told: readonly Head[]) => Promise<void>;
  readonly names: () => PetNames;
  /** Whether whom a message is for wants to be told of it; everything is wanted unless given. */
  readonly isWanted?: NoticesDependencies['isWanted'];
  /** Whom a message is about besides whoever gets it; nobody is added unless given. */
  readonly findPeople?: NoticesDependencies['findPeople'];
  readonly holdsGifts?: NoticesDependencies['holdsGifts'];
  /** Delivers notices to those who aren't on Discord, and passes the others on. */
  readonly routeNotices?: (toDiscord: Deliver) => Deliver;
  /** Whom Discord shows as linked; without it, nobody's role or name is changed. */
  readonly membership?: Pick<Membership, 'connect'> & {
    readonly findProfile: (discordUserId: string) => Promise<LinkedProfile | null>;
  };
  /** What staff do; without it, nothing of it is written. */
  readonly staffLog?: StaffLog;
  /** What is kept of people's languages; without it, they are remembered until the session ends. */
  readonly languages?: KeptLanguages;
  /** What happens to members, for the messages that follow it. */
  readonly changes?: MemberChanges;
  /** What staff have to hand over; without it, nothing is posted. */
  readonly tickets?: Tickets;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Told of each message of the outbox that can't be read. */
  readonly onDamaged?: (() => void) | undefined;
  /** Remembers why a message could not be sent. */
  readonly failures?: Failures | undefined;
  readonly log: BotLog;
}
