import type { StaffProposals } from '../../commands/staff/proposals.ts';
import { defineEndpoint, type Endpoint, GET } from '../../http/endpoint.ts';
import { createEventStream, type Subscribe } from '../../http/event-stream.ts';
import type { DiscordSignIn } from '../../sign-in.ts';
import type { SignInWays } from '../protocol.ts';
import { caseEndpoints } from './cases.ts';
import { createDiscordEndpoints } from './discord-sign-in.ts';
import { admit, type GuardDependencies, HIDDEN } from './guarded.ts';
import { keyEndpoints } from './keys.ts';
import { ledgerEndpoints } from './ledger.ts';
import { memberEndpoints } from './members.ts';
import { createMessageEndpoints, type MessageDependencies } from './messages.ts';
import { createOverview, type Surroundings } from './overview.ts';
import { createPageEndpoints } from './page.ts';
import { createPlots } from './plots.ts';
import { createActionEndpoints } from './proposals.ts';
import { reserveEndpoints } from './reserves.ts';
import { shellEndpoints } from './shell.ts';
import { createSignInEndpoints } from './sign-in.ts';
import { createStaffEndpoints } from './staff.ts';
import { createSystemEndpoints, type SystemDependencies } from './system.ts';
import { createTellerEndpoints, type TestimonyOf } from './tellers.ts';
import { tradeEndpoints } from './trades.ts';
import { createValueEndpoints, type ValueDependencies } from './values.ts';
import { withdrawalEndpoints } from './withdrawals.ts';

export interface DashboardDependencies {
  readonly guards: GuardDependencies;
  /** How staff sign in with Discord; null: they don't. */
  readonly discord: DiscordSignIn | null;
  /** What waits for a second person. */
  readonly proposals: StaffProposals;
  readonly surroundings: Surroundings;
  readonly testimonyOf: TestimonyOf;
  readonly messages: MessageDependencies;
  readonly values: ValueDependencies;
  readonly system: SystemDependencies;
  /** Hears of the bank's status whenever it changes. */
  readonly subscribe: Subscribe;
}

/**
 * The operator's pages and what they ask for. These are no part of the contract, so no document lists them.
 * The page itself says nothing; everything else is for those who are signed in.
 */
export function createDashboardEndpoints(dependencies: DashboardDependencies): readonly Endpoint[] {
  const { guards, discord, proposals, surroundings, testimonyOf, messages, values, system } = dependencies;
  const guarded = [
    ...shellEndpoints,
    createOverview(surroundings),
    ...caseEndpoints,
    ...withdrawalEndpoints,
    ...createTellerEndpoints(testimonyOf),
    ...memberEndpoints,
    ...createStaffEndpoints(),
    ...createActionEndpoints(proposals),
    createPlots(),
    ...ledgerEndpoints,
    ...reserveEndpoints,
    ...tradeEndpoints,
    ...keyEndpoints,
    ...createMessageEndpoints(messages),
    ...createValueEndpoints(values),
    ...createSystemEndpoints(system),
  ];
  return [
    ...createPageEndpoints(),
    ...createSignInEndpoints(guards),
    ...(discord ? createDiscordEndpoints(guards, discord) : []),
    createWays({ discord: discord !== null }),
    createEvents(dependencies),
    ...guarded.map((make) => make(guards)),
  ];
}

/** What the page for signing in offers. */
const createWays = (ways: SignInWays): Endpoint =>
  defineEndpoint({ ...GET, ...HIDDEN, path: '/dashboard/ways' }, async () => ways);

/** The bank's status as server-sent events, for as long as whoever listens is signed in. */
function createEvents({ guards, subscribe }: DashboardDependencies): Endpoint {
  const openStream = createEventStream(subscribe);
  const endpoint = defineEndpoint({ ...GET, ...HIDDEN, path: '/dashboard/events' }, ({ headers }) =>
    openStream({ isAdmitted: async () => (await guards.guard.find(headers)) !== null }),
  );
  return {
    ...endpoint,
    async run(request, ...rest) {
      const admitted = await admit(request, guards, { level: 'viewer', isForAdmin: true, isAct: false });
      return admitted instanceof Response ? admitted : endpoint.run(request, ...rest);
    },
  };
}
