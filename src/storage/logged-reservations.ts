import { isOpen } from '../bank/engine/rows.ts';
import { isReservationLogged } from '../bank/reservations.ts';
import type { Driver } from './driver.ts';
import { findStillEdited, type TrustedRows } from './logged-links.ts';

/**
 * The trusted loads without the open withdrawals of a member who, by the log, has not reserved them: such a
 * row is handed to nobody, and given back to nobody.
 */
export function trustReservations(driver: Pick<Driver, 'log'>, trusted: TrustedRows): TrustedRows {
  const edited = new Set<string>();
  const load: Driver['load'] = async (readKeys) => {
    const snapshot = await trusted.load(readKeys);
    const { bank, rows } = snapshot;
    for (const key of readKeys) if (key.kind === 'withdrawal') edited.delete(key.id);
    if (rows.withdrawals.length === 0) return snapshot;
    const areLogged = await Promise.all(
      rows.withdrawals.map((row) => !isOpen(row) || isReservationLogged(driver, row, bank)),
    );
    for (const [at, { id }] of rows.withdrawals.entries()) if (!areLogged[at]) edited.add(id);
    const withdrawals = rows.withdrawals.filter((_row, at) => areLogged[at]);
    return { ...snapshot, rows: { ...rows, withdrawals } };
  };
  return {
    ...trusted,
    load,
    findRowError: async () =>
      (await findStillEdited('withdrawals', edited, (id) => load([{ kind: 'withdrawal', id }]))) ??
      (await trusted.findRowError()),
  };
}
