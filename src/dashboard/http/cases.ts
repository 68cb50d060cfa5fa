import { z } from 'zod';
import {
  type CaseResolveInput,
  caseResolveInput,
  caseToAnswer,
  RESOLUTIONS,
  readCase,
} from '../../bank/cases.ts';
import { rfc3339 } from '../../bank/engine/fields.ts';
import { CASE_KINDS, type Case } from '../../bank/engine/rows.ts';
import { toHistoryPage } from '../../bank/history.ts';
import { readIdentity } from '../../bank/member.ts';
import { DASHBOARD } from '../../commands/staff/proposals.ts';
import { settleCase } from '../../commands/staff/review.ts';
import type { Services } from '../../http/endpoint.ts';
import type { CaseDetail, CaseRow } from '../protocol.ts';
import { CASE_GUIDE, ENDINGS } from './case-guide.ts';
import { type ActInput, act, type Guarded, read } from './guarded.ts';
import { hasWords, scanPage, tableQuery } from './paging.ts';

/** How many of the member's transactions stand beside a case. */
const MAX_HISTORY = 10;

const listQuery = z.strictObject({
  ...tableQuery,
  state: z.enum(['open', 'closed', 'waiting', 'all']).default('open'),
  kind: z.enum(CASE_KINDS).optional(),
});

export const caseEndpoints: readonly Guarded[] = [
  read({ path: 'cases', query: listQuery }, async ({ query }, services) => {
    const isById = query.state === 'closed' || query.state === 'all';
    const open = isById ? [] : await listByAge(services);
    return scanPage({
      ...query,
      cursor: query.cursor,
      load: (page) => (isById ? loadById(page, query, services) : pageByAge(page, open)),
      cursorOf: (row) => (isById ? row.id : ageOf(row)),
      isWanted: (row) => isWanted(row, query),
      toAnswer: (row): CaseRow => ({ ...caseToAnswer(row), title: CASE_GUIDE[row.kind].title }),
    });
  }),
  read({ path: 'case', query: z.strictObject({ id: z.string().min(1).max(300) }) }, ({ query }, services) =>
    showCase(query.id, services),
  ),
  act({ path: 'cases/resolve', body: caseResolveInput, level: 'manager' }, resolve),
];

interface Page {
  readonly after: string | undefined;
  readonly limit: number;
}

const loadById = (
  { after, limit }: Page,
  { state }: Pick<z.output<typeof listQuery>, 'state'>,
  { book }: Services,
): Promise<Case[]> =>
  book.reads.cases({
    limit,
    ...(state === 'all' ? {} : { isOpen: false }),
    ...(after === undefined ? {} : { afterId: after }),
  });

/** Of more open cases than these, the others wait until some of these are decided. */
const MAX_OPEN = 2_000;

/** A case, and its place among the open ones. */
interface PlacedCase {
  readonly row: Case;
  readonly age: string;
}

/** Open ones, the oldest first. */
async function listByAge({ book }: Services): Promise<PlacedCase[]> {
  const open = await book.reads.cases({ isOpen: true, limit: MAX_OPEN });
  // Written out once for each: in every comparison, that takes as long as to read the rows.
  return open.map((row) => ({ row, age: ageOf(row) })).sort((one, other) => (one.age < other.age ? -1 : 1));
}

const pageByAge = async ({ after = '', limit }: Page, open: readonly PlacedCase[]): Promise<Case[]> =>
  open
    .filter(({ age }) => age > after)
    .slice(0, limit)
    .map(({ row }) => row);

/** When it was opened, and its id: the order in which cases are decided. */
const ageOf = ({ openedAt, id }: Case): string => `${rfc3339(openedAt)} ${id}`;

const isWanted = (row: Case, { state, kind, search }: z.output<typeof listQuery>): boolean =>
  (state !== 'waiting' || row.proposal !== null) &&
  (kind === undefined || row.kind === kind) &&
  hasWords(search, [row.id, row.summary, row.tellerId, row.robloxUserId, row.withdrawalId]);

/** All that somebody needs to decide a case: what happened, what to do, and what each ending does. */
async function showCase(id: string, { book }: Pick<Services, 'book'>): Promise<CaseDetail> {
  const found = await book.query(readCase, id, DASHBOARD);
  const { robloxUserId, kind, closedAt } = found;
  const member = robloxUserId === null ? null : await book.query(readIdentity, robloxUserId, DASHBOARD);
  const rows = robloxUserId === null ? [] : await book.reads.history({ robloxUserId, limit: MAX_HISTORY });
  const endings = closedAt === null ? RESOLUTIONS[kind] : [];
  return {
    ...found,
    title: CASE_GUIDE[kind].title,
    guide: CASE_GUIDE[kind],
    username: member?.username ?? null,
    endings: endings.map((resolution) => ({ resolution, ...ENDINGS[resolution] })),
    transactions:
      robloxUserId === null ? [] : toHistoryPage(rows, { robloxUserId, limit: MAX_HISTORY }).transactions,
  };
}

/** Settles the case as a press on Discord does. */
async function resolve(
  { body, caller }: ActInput<CaseResolveInput>,
  services: Services,
): Promise<CaseDetail & { readonly hasMore: boolean }> {
  const hasMore = await settleCase({ book: services.book, caller }, body);
  return { ...(await showCase(body.caseId, services)), hasMore };
}
