import type { InferSelectModel } from 'drizzle-orm';
import type { Withdrawal } from '../../bank/rows.ts';
import type { withdrawals } from './schema.ts';

/** A withdrawal as its row: the claim's fields stand beside the others. */
export function withdrawalToRow({ claim, ...fields }: Withdrawal): InferSelectModel<typeof withdrawals> {
  return {
    ...fields,
    tellerId: claim?.tellerId ?? null,
    claimToken: claim?.token ?? null,
    leaseUntil: claim?.leaseUntil ?? null,
  };
}

export function rowToWithdrawal(row: InferSelectModel<typeof withdrawals>): Withdrawal {
  const { tellerId, claimToken, leaseUntil, ...fields } = row;
  const isClaimed = tellerId !== null && claimToken !== null && leaseUntil !== null;
  return { ...fields, claim: isClaimed ? { tellerId, token: claimToken, leaseUntil } : null };
}
