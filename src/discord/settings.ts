import type { BaseLogger } from 'pino';
import type { Outbox, Reads } from '../bank/engine/book.ts';
import type { Dispatcher } from '../commands/dispatch/types.ts';
import type { PetNames } from '../commands/model/pet-names.ts';
import type { Deliver } from '../notices/notice.ts';
import type { SignInSettings } from './sign-in.ts';

export type BotLog = Pick<BaseLogger, 'info' | 'warn' | 'error'>;

export interface BotSettings extends SignInSettings {
  /** The bank's own server: who may manage it is staff. None: commands for staff are off. */
  readonly guildId: string | null;
  readonly operatorChannelId: string | null;
  readonly isDevelopment: boolean;
  /** How long answers under way may take at the end. */
  readonly shutdownMs: number;
  /** How long an answer may take before Discord is told that it is coming; below a second. */
  readonly deferAfterMs: number;
  /** The first pause before something is tried again; each further one is about twice as long. */
  readonly pauseMs: number;
}

/** What of the bank the bot works with. */
export interface BotDependencies {
  readonly dispatcher: Dispatcher;
  readonly outbox: Outbox;
  readonly head: Reads['head'];
  readonly names: () => PetNames;
  /** Tells who isn't on Discord, and hands on what is for the rest. */
  readonly routeNotices?: (toDiscord: Deliver) => Deliver;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly log: BotLog;
}
