import { z } from 'zod';
import { reasonSchema, robloxUserIdSchema } from '../../bank/engine/fields.ts';
import { invalid } from '../../bank/engine/refusal.ts';
import { type Queued, WITHDRAWAL_STATUSES, type Withdrawal } from '../../bank/engine/rows.ts';
import { readIdentity } from '../../bank/member.ts';
import { findWithdrawal, readStaffWithdrawal, toStaffWithdrawal } from '../../bank/open-withdrawals.ts';
import { cancelWithdrawal, withdrawCancelInput } from '../../bank/withdraw-cancel.ts';
import { checkWithdrawals, createClaimToken } from '../../bank/withdraw-check.ts';
import { completeWithdrawal, withdrawCompleteInput } from '../../bank/withdraw-complete.ts';
import { statusAt } from '../../bank/withdrawals.ts';
import { readGoodsForm } from '../../commands/staff/goods.ts';
import { DASHBOARD } from '../../commands/staff/proposals.ts';
import type { Services } from '../../http/endpoint.ts';
import type { Claimed, WithdrawalDetail, WithdrawalRow } from '../protocol.ts';
import { writtenGoods } from './goods.ts';
import { act, type Guarded, read } from './guarded.ts';
import { hasWords, scanPage, tableQuery } from './paging.ts';

const withdrawalId = z.string().min(1).max(64);

const listQuery = z.strictObject({
  ...tableQuery,
  state: z.enum(['open', 'all']).default('open'),
  status: z.enum(WITHDRAWAL_STATUSES).optional(),
  member: z.coerce.number().pipe(robloxUserIdSchema).optional(),
});

const settleInput = z.strictObject({
  ...withdrawCompleteInput.omit({ delivered: true }).shape,
  ...writtenGoods,
  reason: reasonSchema,
});

export const withdrawalEndpoints: readonly Guarded[] = [
  read({ path: 'withdrawals', query: listQuery }, ({ query }, services) =>
    scanPage({
      ...query,
      cursor: query.cursor,
      load: (page) => (query.state === 'open' ? loadOpen(page, services) : loadAll(page, services)),
      cursorOf: (row) => (query.state === 'open' ? queueCursor(row) : row.id),
      isWanted: (row) => isWanted(row, query, services.clock()),
      toAnswer: (row): WithdrawalRow => toStaffWithdrawal(row, services.clock()),
    }),
  ),
  read(
    { path: 'withdrawal', query: z.strictObject({ id: withdrawalId }) },
    async ({ query }, { book }): Promise<WithdrawalDetail> => {
      const found = await book.query(readStaffWithdrawal, query.id, DASHBOARD);
      const { username } = await book.query(readIdentity, found.robloxUserId, DASHBOARD);
      return { ...found, username };
    },
  ),
  act(
    { path: 'withdrawals/cancel', body: withdrawCancelInput, level: 'manager' },
    ({ body, caller }, { book }) => book.perform(cancelWithdrawal, body, caller),
  ),
  act(
    {
      path: 'withdrawals/claim',
      body: z.strictObject({ robloxUserId: robloxUserIdSchema, withdrawalId: withdrawalId.optional() }),
      level: 'cashier',
    },
    async ({ body: { robloxUserId, withdrawalId: chosen }, caller }, { book, random }) => {
      const claim = {
        token: createClaimToken(random),
        ...(chosen === undefined ? {} : { withdrawalId: chosen }),
      };
      const { claimed } = await book.perform(checkWithdrawals, { robloxUserId, claim }, caller);
      return { claimed } satisfies { claimed: Claimed | null };
    },
  ),
  act({ path: 'withdrawals/settle', body: settleInput, level: 'cashier' }, ({ body, caller }, services) => {
    const { pets, gems, ...settled } = body;
    const known = { catalogue: services.rules().catalogue };
    const input =
      settled.outcome === 'partial'
        ? { ...settled, delivered: readGoodsForm({ pets, gems }, known) }
        : settled;
    return services.book.perform(completeWithdrawal, input, caller);
  }),
];

interface Page {
  readonly after: string | undefined;
  readonly limit: number;
}

/** Those that wait, oldest first. */
const loadOpen = ({ after, limit }: Page, { book }: Services): Promise<Withdrawal[]> =>
  book.reads.openWithdrawals({ limit, after: after === undefined ? undefined : readQueueCursor(after) });

/** The place of a withdrawal in the queue, as a cursor. */
const queueCursor = ({ placeSeq, seq }: Queued): string => `${placeSeq ?? ''}-${seq}`;

function readQueueCursor(cursor: string): Queued {
  const [, place = '', seq = ''] = /^(\d{0,15})-(\d{1,15})$/.exec(cursor) ?? [];
  if (seq === '') throw invalid('cursor', 'must be the nextCursor of the page before');
  return { placeSeq: place === '' ? null : Number(place), seq: Number(seq) };
}

/** All, by their ids. */
async function loadAll({ after, limit }: Page, { book }: Services): Promise<Withdrawal[]> {
  if (after === undefined) return book.reads.rows({ table: 'withdrawals', limit });
  const last = await book.query(findWithdrawal, after, DASHBOARD);
  return last ? book.reads.rows({ table: 'withdrawals', after: last, limit }) : [];
}

const isWanted = (
  row: Withdrawal,
  { status, member, search }: z.output<typeof listQuery>,
  at: number,
): boolean =>
  (status === undefined || statusAt(row, at) === status) &&
  (member === undefined || row.robloxUserId === member) &&
  hasWords(search, [row.id, row.robloxUserId, row.claim?.tellerId ?? null, row.requestedBy]);
