import type { Instant } from './engine/rows.ts';

/** A teller's account at BIG Games, which its owner let the bank look into. */
export interface TellerAccount {
  readonly tellerId: string;
  /** The access token, encrypted: only who has the bank's key can use it. */
  readonly sealedToken: string;
  /** Trades before this are none of the bank's business. */
  readonly connectedAt: Instant;
  /** BIG Games' tokens end after thirty days, and can't be renewed without their owner. */
  readonly expiresAt: Instant;
  /** When the account is to be looked into again; until then, one process does, or has. */
  readonly nextAt: Instant;
}

/** Connected accounts. They are no part of a backup: a token is for one bank, on one set of machines. */
export interface TellerAccountStore {
  /** All of them, by teller. */
  tellerAccounts(): Promise<TellerAccount[]>;
  /** Connects an account, in place of the one that the teller had. */
  putTellerAccount(account: TellerAccount): Promise<void>;
  /** Whether there was one to forget. */
  forgetTellerAccount(tellerId: string): Promise<boolean>;
  /**
   * Whether it is the caller's turn to look into this account: one caller of however many, and again at
   * `until`.
   */
  takeAccountTurn(turn: { tellerId: string; at: Instant; until: Instant }): Promise<boolean>;
}
