import type { Operation } from './engine/operation.ts';
import { applyExpiry, withdrawalReadKeys } from './withdrawals.ts';

/**
 * Writes down what time has made of these withdrawals: reservations that expired, leases that ended. Ids that
 * are closed or not due are passed over, so any number of processes may sweep. Gives how many lapsed.
 */
export const sweepWithdrawals: Operation<{ readonly withdrawalIds: readonly string[] }, number> = {
  name: 'sweep',
  readKeys: ({ withdrawalIds }) => withdrawalIds.map((id) => ({ kind: 'withdrawal', id }) as const),
  moreReadKeys: (reader, { withdrawalIds }) =>
    withdrawalIds.flatMap((id) => {
      const withdrawal = reader.row('withdrawals', id);
      return withdrawal ? withdrawalReadKeys(withdrawal) : [];
    }),
  decide: (step, { withdrawalIds }) =>
    withdrawalIds.filter((id) => {
      const withdrawal = step.row('withdrawals', id);
      return withdrawal !== undefined && applyExpiry(step, withdrawal) !== withdrawal;
    }).length,
};
