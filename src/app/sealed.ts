import { createStaffProposals, type StaffProposals } from '../commands/staff/proposals.ts';
import type { ReadRoles } from '../commands/staff/roles.ts';
import type { Config } from '../config/config.ts';
import { createSeal, type Seal } from '../dashboard/http/sign-in-guard.ts';
import type { Services } from '../http/endpoint.ts';
import { createDevelopmentToken } from './development-key.ts';
import { openReadRoles } from './discord-sign-in.ts';

/** What the admin token seals: sign-ins, and what waits in the dashboard for a second person. */
export interface Sealed {
  readonly adminToken: string;
  /** The same where it was made up in development, or null. */
  readonly developmentToken: string | null;
  readonly seal: Seal;
  readonly proposals: StaffProposals;
  /** What roles on Discord give; null: in the dashboard they count for nothing. */
  readonly readRoles: ReadRoles | null;
}

/** Null where there is no admin token. */
export function openSealed(
  config: Config,
  { book, clock, random }: Pick<Services, 'book' | 'clock' | 'random'>,
): Sealed | null {
  const developmentToken = createDevelopmentToken(config, random);
  const adminToken = config.adminToken ?? developmentToken;
  if (adminToken === null) return null;
  const seal = createSeal(adminToken);
  const readRoles = openReadRoles(config, clock);
  const proposals = createStaffProposals(book, {
    clock,
    readRoles,
    seal: (fields) => seal('proposal', fields),
  });
  return { adminToken, developmentToken, seal, proposals, readRoles };
}
