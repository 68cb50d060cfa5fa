import { defineEndpoint, type Endpoint, GET } from '../../http/endpoint.ts';
import { createEventStream, type Subscribe } from '../../http/event-stream.ts';
import { caseEndpoints } from './cases.ts';
import { type DoorDependencies, HIDDEN, refuse, refuseForeign } from './guarded.ts';
import { memberEndpoints } from './members.ts';
import { createOverview, type Surroundings } from './overview.ts';
import { createPageEndpoints } from './page.ts';
import { createActionEndpoints } from './proposals.ts';
import { shellEndpoints } from './shell.ts';
import { createSignInEndpoints } from './sign-in.ts';
import type { Seal } from './sign-in-guard.ts';
import { staffEndpoints } from './staff.ts';
import { tellerEndpoints } from './tellers.ts';
import { withdrawalEndpoints } from './withdrawals.ts';

export interface DashboardDependencies {
  readonly doors: DoorDependencies;
  readonly seal: Seal;
  readonly surroundings: Surroundings;
  /** Hears of the bank's status whenever it changes. */
  readonly subscribe: Subscribe;
}

/**
 * The operator's pages and what they ask for. These are no part of the contract, so no document lists them.
 * The page itself says nothing; everything else is for those who are signed in.
 */
export function createDashboardEndpoints(dependencies: DashboardDependencies): readonly Endpoint[] {
  const { doors, seal, surroundings } = dependencies;
  const guarded = [
    ...shellEndpoints,
    createOverview(surroundings),
    ...caseEndpoints,
    ...withdrawalEndpoints,
    ...tellerEndpoints,
    ...memberEndpoints,
    ...staffEndpoints,
    ...createActionEndpoints(seal),
  ];
  return [
    ...createPageEndpoints(),
    ...createSignInEndpoints(doors),
    createEvents(dependencies),
    ...guarded.map((make) => make(doors)),
  ];
}

/** The bank's status as server-sent events, for as long as whoever listens is signed in. */
function createEvents({ doors, subscribe }: DashboardDependencies): Endpoint {
  const openStream = createEventStream(subscribe);
  const endpoint = defineEndpoint({ ...GET, ...HIDDEN, path: '/dashboard/events' }, ({ headers }) =>
    openStream({ isAdmitted: async () => (await doors.guard.find(headers)) !== null }),
  );
  return {
    ...endpoint,
    async run(request, ...rest) {
      const foreign = refuseForeign(request, { ...doors, isAct: false });
      if (foreign) return foreign;
      if (!(await doors.guard.find(request.raw.headers))) return refuse(request, 401, 'Sign in again.');
      return endpoint.run(request, ...rest);
    },
  };
}
