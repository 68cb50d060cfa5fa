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
    return {
      id,
      kind: 'damaged',
      robloxUserId: null,
      tellerId: 'bank',
      withdrawalId: null,
      goods: NO_GOODS,
      summary:
        'The row of this case can not be read: the bank did not write it so. Nothing can end it before ' +
        'it is mended in the database.',
      openedAt: 0,
      closedAt: null,
      resolution: null,
      proposal: null,
    };
  }
}
