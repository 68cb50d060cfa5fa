import { z } from 'zod';
import { goodsToAnswer, rfc3339, robloxUserIdSchema } from '../../bank/engine/fields.ts';
import { transactionText } from '../../bank/engine/ledger.ts';
import { parseAssetKey } from '../../bank/engine/pets.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import { TRANSACTION_KINDS, type Transaction } from '../../bank/engine/rows.ts';
import { searchLog } from '../../bank/log-search.ts';
import { BY_STAFF, type Term, termOf } from '../../bank/projections.ts';
import { limitParameter, type Services, seqCursor } from '../../http/endpoint.ts';
import type { TablePage } from '../protocol.ts';
import type { ChainPage, LedgerDetail, LedgerRow } from '../protocol-log.ts';
import { type Guarded, NO_QUERY, read } from './guarded.ts';
import { readReach } from './plots.ts';

const name = z.string().trim().min(1).max(128).optional();
const time = z.iso.datetime().optional();

const logQuery = z.strictObject({
  limit: limitParameter,
  cursor: seqCursor,
  kind: z.enum(TRANSACTION_KINDS).optional(),
  by: name,
  key: name,
  teller: name,
  member: z.coerce.number().pipe(robloxUserIdSchema).optional(),
  links: z.coerce
    .number()
    .pipe(robloxUserIdSchema)
    .optional()
    .meta({ description: 'Whose link to Discord was made or ended.' }),
  pet: name.meta({ description: 'An id or a name, in any form.' }),
  asset: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: "An asset's own name, one form of a pet." }),
  staff: z.literal('yes').optional().meta({ description: 'Only what staff did, whoever of them.' }),
  from: time,
  until: time,
});
type LogQuery = z.infer<typeof logQuery>;

const transactionQuery = z.strictObject({ id: z.string().regex(/^t-[1-9]\d{0,14}$/) });
const chainQuery = z.strictObject({
  afterSeq: z.coerce.number().pipe(z.int().min(0)).default(0),
  limit: z.coerce.number().pipe(z.int().min(1).max(500)).default(500),
});

/** Every transaction of the bank, by whatever it has to do with. */
export const ledgerEndpoints: readonly Guarded[] = [
  read({ path: 'ledger', query: logQuery }, async ({ query }, services): Promise<TablePage<LedgerRow>> => {
    const { limit, cursor, from, until } = query;
    const reads = await services.projections.current();
    const times = { from: toTime(from), until: toTime(until) };
    const filter = { terms: listTerms(query, services), robloxUserId: query.member, ...times };
    const log = { ...reads, head: services.book.reads.head };
    const { transactions, beforeSeq } = await searchLog(log, filter, { beforeSeq: cursor, limit });
    return { rows: transactions.map(toRow), nextCursor: beforeSeq === null ? null : String(beforeSeq) };
  }),
  read(
    { path: 'ledger/transaction', query: transactionQuery },
    async ({ query }, { book }): Promise<LedgerDetail> => {
      const seq = Number(query.id.slice('t-'.length));
      const [found] = await book.reads.log({ afterSeq: seq - 1, limit: 1 });
      if (found?.seq !== seq) throw new Refusal('not_found');
      return toDetail(found);
    },
  ),
  read({ path: 'ledger/chain', query: chainQuery }, async ({ query }, { book }): Promise<ChainPage> => {
    const { seq, hash } = await book.reads.head();
    const rows = await book.reads.log(query);
    return {
      head: { seq, hash },
      rows: rows.map((row) => ({ seq: row.seq, text: transactionText(row), hash: row.hash })),
    };
  }),
  read({ path: 'ledger/reach', query: NO_QUERY }, (_input, services) => readReach(services)),
];

const toTime = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Date.parse(text);

function listTerms(
  { kind, by, key, teller, links, pet, asset, staff }: LogQuery,
  { rules }: Services,
): Term[] {
  const terms: [Parameters<typeof termOf>[0], string | number | undefined][] = [
    ['kind', kind],
    ['by', by],
    ['key', key],
    ['teller', teller],
    ['links', links],
    ['pet', pet === undefined ? undefined : (rules().catalogue.find(pet)?.id ?? pet)],
    ['asset', asset],
  ];
  const given = terms.flatMap(([of, value]) => (value === undefined ? [] : [termOf(of, value)]));
  return staff ? [...given, BY_STAFF] : given;
}

function toRow(transaction: Transaction): LedgerRow {
  const { id, seq, kind, status, at, by, keyId, goods, note, hash, previousHash } = transaction;
  const { robloxUserId, otherRobloxUserId, tellerId, withdrawalId } = transaction;
  return {
    id,
    seq,
    kind,
    status,
    at: rfc3339(at),
    by,
    keyId,
    robloxUserId,
    otherRobloxUserId,
    tellerId,
    withdrawalId,
    ...goodsToAnswer(goods),
    note,
    hash,
    previousHash,
  };
}

const toDetail = (transaction: Transaction): LedgerDetail => ({
  ...toRow(transaction),
  operationId: transaction.operationId,
  entries: transaction.entries.map(({ asset, from, to, amount }) => ({
    asset: parseAssetKey(asset),
    from,
    to,
    amount: String(amount),
  })),
  text: transactionText(transaction),
});
