import { NO_GOODS } from '../bank/engine/pets.ts';
import type { Case } from '../bank/engine/rows.ts';
import { isUnreadable } from '../bank/verify-balances.ts';
import { encodeRow } from './archive/rows.ts';

/** Reads a case, or makes one that stands in for it where its row is damaged: the others are listed too. */
export function readCaseOrDamaged(id: string, read: () => Case): Case {
  try {
    const found = read();
    encodeRow('cases', found);
    return found;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return standIn(
      id,
      'The row of this case can not be read: the bank did not write it so. Nothing can end it before ' +
        'it is fixed in the database.',
    );
  }
}

/**
 * Stands in, where a decision reads it, for an open case whose row is not what the log says. To decisions it
 * counts as closed: none of them gives or takes by it, and the bank may open the same case anew.
 */
export const standInForEdited = ({ id, openedAt }: Pick<Case, 'id' | 'openedAt'>): Case => ({
  ...standIn(
    id,
    'The row of this case was changed in the database, and is not what the log says. Nothing can end it ' +
      'before it is as it was: petbank verify-ledger names what differs.',
  ),
  openedAt,
  closedAt: openedAt,
});

const standIn = (id: string, summary: string): Case => ({
  id,
  kind: 'damaged',
  robloxUserId: null,
  tellerId: 'bank',
  withdrawalId: null,
  goods: NO_GOODS,
  summary,
  openedAt: 0,
  closedAt: null,
  resolution: null,
  proposal: null,
});
