import type { Catalogue } from './catalogue.ts';

/** What one member may move and hold; 0 is no limit. Pets are counted one by one. */
export interface Limits {
  readonly petsPerTrade: number;
  readonly gemsPerTrade: number;
  readonly openWithdrawals: number;
  readonly petsPerDay: number;
  readonly gemsPerDay: number;
  /** Free and reserved together; a deposit beyond goes to quarantine. */
  readonly petsHeld: number;
  readonly gemsHeld: number;
}

/** What the operator has set, and what the bank knows about pets. The same for every decision of a batch. */
export interface Rules {
  readonly verificationMs: number;
  readonly reservationMs: number;
  readonly leaseMs: number;
  readonly linkCooldownMs: number;
  readonly limits: Limits;
  /** Worth in gems that one of the staff may adjust alone. */
  readonly adjustAloneLimit: number;
  readonly catalogue: Catalogue;
}
