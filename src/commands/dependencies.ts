import type { Book, Caller } from '../bank/engine/book.ts';
import type { Rules } from '../bank/engine/operation.ts';
import type { Pet } from '../bank/engine/pets.ts';
import type { Profiles } from '../bank/profiles.ts';
import type { LiabilityReads } from '../bank/proof.ts';
import type { Pictures } from '../pictures/pictures.ts';
import type { WindowCount } from '../window-counter.ts';
import type { Membership } from './membership.ts';
import type { StaffProposals } from './staff/proposals.ts';
import type { TradeTables } from './trade-tables.ts';

/** What members' commands work with. */
export interface CommandDependencies {
  readonly book: Book;
  readonly profiles: Profiles;
  readonly rules: () => Rules;
  /** Random bytes fit for secrets. */
  readonly random: (length: number) => Uint8Array;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly pictures: Pictures;
  readonly liabilities: LiabilityReads;
  readonly membership: Pick<Membership, 'update'>;
  /** What members put together before they trade. */
  readonly trades: TradeTables;
  /** Counts a member's calls for a teller; those of before count for some minutes. */
  readonly countCalls: (discordUserId: string) => WindowCount;
  /** What a single pet of this kind was worth in gems, oldest first; absent where no values are kept. */
  readonly valueHistory?: (pet: Pet) => Promise<readonly { readonly at: number; readonly value: number }[]>;
  /** Where people reach this bank's pages; absent where nobody knows it. */
  readonly publicUrl?: () => string;
  /** Whether members can sign in with Roblox on one of these pages. */
  readonly hasRobloxSignIn?: boolean;
  /** What was proposed in the dashboard; absent where there is none. */
  readonly proposals?: StaffProposals;
}

/** The caller of operations that members run from a command. */
export const DISCORD: Caller = { by: 'discord' };

/** What staff commands work with. */
export type StaffDependencies = Pick<
  CommandDependencies,
  'book' | 'profiles' | 'random' | 'rules' | 'proposals'
>;
