import { z } from 'zod';
import { caseToAnswer, isProposed, RESOLUTIONS, readCase } from '../../bank/cases.ts';
import { CASE_KINDS, type Case } from '../../bank/engine/rows.ts';
import { toHistoryPage } from '../../bank/history.ts';
import { readIdentity } from '../../bank/member.ts';
import { type CaseResolveInput, caseResolveInput } from '../../bank/resolve-case.ts';
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
  read({ path: 'cases', query: listQuery }, ({ query }, services) =>
    scanPage({
      ...query,
      cursor: query.cursor,
      load: (page) => loadPage(page, query, services),
      cursorOf: ({ id }) => id,
      isWanted: (row) => isWanted(row, query),
      toAnswer: (row): CaseRow => ({ ...caseToAnswer(row), title: CASE_GUIDE[row.kind].title }),
    }),
  ),
  read({ path: 'case', query: z.strictObject({ id: z.string().min(1).max(300) }) }, ({ query }, services) =>
    showCase(query.id, services),
  ),
  act({ path: 'cases/resolve', body: caseResolveInput, level: 'manager' }, resolve),
];

interface Page {
  readonly after: string | undefined;
  readonly limit: number;
}

/** Open ones come in the order in which they are decided, the oldest first; others by id. */
function loadPage(
  { after: afterId, limit }: Page,
  { state }: Pick<z.output<typeof listQuery>, 'state'>,
  { book: { reads } }: Services,
): Promise<Case[]> {
  if (state === 'open' || state === 'waiting') return reads.openCases({ afterId, limit });
  const after = afterId === undefined ? {} : { afterId };
  return reads.cases({ limit, ...after, ...(state === 'closed' && { isOpen: false }) });
}

const isWanted = (row: Case, { state, kind, search }: z.output<typeof listQuery>): boolean =>
  (state !== 'waiting' || isProposed(row)) &&
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
