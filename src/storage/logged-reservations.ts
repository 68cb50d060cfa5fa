import { isOpen } from '../bank/engine/rows.ts';
import { isReservationLogged } from '../bank/reservations.ts';
import type { Driver } from './driver.ts';
import type { TrustedRows } from './logged-links.ts';

/** How many withdrawals that differ from the log are looked at again for one report. */
const MAX_REPORTED = 100;

/**
 * The trusted loads without the open withdrawals of a member who, by the log, has not reserved them: such a
 * row is handed to nobody, and given back to nobody.
 */
export function trustReservations(driver: Pick<Driver, 'log'>, trusted: TrustedRows): TrustedRows {
  const edited = new Set<string>();
  const load: Driver['load'] = async (readKeys) => {
    const snapshot = await trusted.load(readKeys);
    const { bank, rows } = snapshot;
    if (rows.withdrawals.length === 0) return snapshot;
    const areLogged = await Promise.all(
      rows.withdrawals.map((row) => !isOpen(row) || isReservationLogged(driver, row, bank)),
    );
    for (const [at, { id }] of rows.withdrawals.entries()) {
      if (areLogged[at]) edited.delete(id);
      else edited.add(id);
    }
    const withdrawals = rows.withdrawals.filter((_row, at) => areLogged[at]);
    return { ...snapshot, rows: { ...rows, withdrawals } };
  };
  return {
    ...trusted,
    load,
    async findRowError() {
      for (const id of [...edited].slice(0, MAX_REPORTED)) {
        const { rows } = await load([{ kind: 'withdrawal', id }]);
        // It may be gone, or be right again.
        if (rows.withdrawals.length === 0 && edited.has(id))
          return `withdrawals ${id}: the row is not what the log says`;
      }
      return trusted.findRowError();
    },
  };
}
