import type { Filter } from 'mongodb';
import { OPEN_STATUSES, type TableName } from '../../bank/engine/rows.ts';
import { type ReadKey, readKeyValue } from '../../bank/engine/view.ts';
import type { Stored } from './documents.ts';

type NeededTable = TableName | 'transactions';
type Value = string | number;

/** For each table that is needed, one condition that finds all of its rows that are. */
export function filtersOf(readKeys: readonly ReadKey[]): Map<NeededTable, Filter<Stored>> {
  const values = new Map<ReadKey['kind'], Value[]>();
  for (const readKey of readKeys) {
    const ofKind = values.get(readKey.kind);
    if (ofKind) ofKind.push(readKeyValue(readKey));
    else values.set(readKey.kind, [readKeyValue(readKey)]);
  }
  const arms = new Map<NeededTable, Filter<Stored>[]>();
  for (const [kind, ofKind] of values) {
    const { table, find } = KINDS[kind];
    arms.set(table, [...(arms.get(table) ?? []), ...find(ofKind)]);
  }
  return new Map(
    [...arms].map(([table, [first = {}, ...others]]) => [
      table,
      others.length === 0 ? first : { $or: [first, ...others] },
    ]),
  );
}

const byId = (values: readonly Value[]): Filter<Stored>[] => [{ _id: { $in: values } }];

/** Where the rows of a need are, and how they are found by its values. */
const KINDS: {
  readonly [K in ReadKey['kind']]: {
    readonly table: NeededTable;
    readonly find: (values: readonly Value[]) => Filter<Stored>[];
  };
} = {
  balance: { table: 'balances', find: byId },
  account: { table: 'balances', find: (accounts) => accounts.map(ofAccount) },
  member: { table: 'members', find: byId },
  profile: { table: 'profiles', find: byId },
  profiles_of_user: { table: 'profiles', find: (users) => [{ lastDiscordUserId: { $in: users } }] },
  link_of_user: { table: 'links', find: byId },
  link_of_member: { table: 'links', find: (members) => [{ robloxUserId: { $in: members } }] },
  verification: { table: 'verifications', find: byId },
  withdrawal: { table: 'withdrawals', find: byId },
  open_withdrawals_of_member: {
    table: 'withdrawals',
    find: (members) => [{ status: { $in: [...OPEN_STATUSES] }, robloxUserId: { $in: members } }],
  },
  open_withdrawals_of_teller: {
    table: 'withdrawals',
    find: (tellers) => [{ status: { $in: ['claimed', 'uncertain'] }, 'claim.tellerId': { $in: tellers } }],
  },
  teller: { table: 'tellers', find: byId },
  usage: { table: 'usage', find: byId },
  case: { table: 'cases', find: byId },
  open_cases_of_member: {
    table: 'cases',
    find: (members) => [{ closedAt: null, robloxUserId: { $in: members } }],
  },
  nonce: { table: 'nonces', find: byId },
  operation: { table: 'transactions', find: (operations) => [{ operationId: { $in: operations } }] },
};

/** An account's balances: `_id` begins with the account and a space, and `!` is the next character. */
const ofAccount = (account: Value): Filter<Stored> => ({ _id: { $gte: `${account} `, $lt: `${account}!` } });
