import { clearSeen } from '../bank/clear-seen.ts';
import type { Book } from '../bank/engine/book.ts';
import { NO_GOODS } from '../bank/engine/pets.ts';
import type { Instant } from '../bank/engine/rows.ts';
import type { TellerAccount } from '../bank/witness.ts';
import {
  compareTrades,
  type RecordedSide,
  recordFindings,
  type Testimony,
  transactionToSide,
  type WitnessFinding,
} from '../bank/witness.ts';

const DAY_MS = 86_400_000;
/** How far back trades are compared. */
const WINDOW_MS = 3 * DAY_MS;
/** How much further back the ledger is read, so that a trade reported late finds its pair. */
const MARGIN_MS = DAY_MS;
const PAGE_ROWS = 500;
/** How many transactions are read at most: far more than a bank makes in four days. */
const MAX_ROWS = 200_000;
/** A trade this close to the snapshot may or may not be in it. */
const SNAPSHOT_SLACK_MS = 10 * 60_000;

/** When a token's end is announced: a week and a day before. */
const ANNOUNCED_MS = [7 * DAY_MS, DAY_MS];

/**
 * Compares what the teller's account shows with the ledger, and opens a case for each thing that doesn't
 * agree. Returns how many it opened. Doing it again opens none twice. Rejects with StorageUnavailable.
 */
export async function reconcile(book: Book, account: TellerAccount, testimony: Testimony): Promise<number> {
  const { tellerId, connectedAt } = account;
  const oldest = Math.min(testimony.asOf, ...testimony.sides.map(({ at }) => at));
  // What came before the oldest trade that the witness remembers was seen by nobody: it can't be missing.
  const since = Math.max(connectedAt, testimony.asOf - WINDOW_MS, testimony.sides.length === 0 ? 0 : oldest);
  const recorded = await readRecordedSides(book, tellerId, since - MARGIN_MS);
  const isCalm = recorded.every(({ at }) => at < testimony.asOf - SNAPSHOT_SLACK_MS);
  const { findings, seenSeqs } = compareTrades(testimony, recorded, since);
  await clearSeen(book, tellerId, seenSeqs);
  return book.perform(
    recordFindings,
    { tellerId, findings, holds: isCalm ? testimony.holds : null },
    { by: 'bank' },
  );
}

/** What the teller's transactions since then say about trades. The log is read from its end backwards. */
async function readRecordedSides(book: Book, tellerId: string, since: Instant): Promise<RecordedSide[]> {
  const recorded: RecordedSide[] = [];
  const { seq: head } = await book.reads.head();
  for (let end = head; end > 0 && head - end < MAX_ROWS; end -= PAGE_ROWS) {
    const afterSeq = Math.max(0, end - PAGE_ROWS);
    const page = await book.reads.log({ afterSeq, limit: Math.min(PAGE_ROWS, end) });
    const own = page.filter((transaction) => transaction.tellerId === tellerId && transaction.at >= since);
    recorded.push(...own.flatMap((transaction) => transactionToSide(transaction) ?? []));
    if ((page[0]?.at ?? 0) < since) break;
  }
  return recorded;
}

/**
 * Notifies the operator, once of each, that a token expires soon, that its owner ended it, or that the bank
 * can't decrypt it: a key that was wrong for a while keeps no later end from being told.
 */
export async function announceEnd(
  book: Book,
  { tellerId, connectedAt, expiresAt }: TellerAccount,
  { at, end }: { readonly at: Instant; readonly end: 'gone' | 'unreadable' | null },
): Promise<void> {
  const near = ANNOUNCED_MS.filter((beforeMs) => at >= expiresAt - beforeMs).at(-1);
  const id = `account:${tellerId}:${connectedAt}`;
  const common = { kind: 'account', robloxUserId: null, goods: NO_GOODS } as const;
  const findings: WitnessFinding[] = [];
  if (end !== null || at >= expiresAt) {
    const what = `The bank can no longer read the account of ${tellerId} at BIG Games.`;
    findings.push({
      ...common,
      id: `${id}:${end ?? 'gone'}`,
      summary: `${what} ${howToReconnect(tellerId)}`,
    });
  } else if (near !== undefined) {
    const until = new Date(expiresAt).toISOString();
    const what = `The bank may read the account of ${tellerId} until ${until}.`;
    const summary = `${what} ${howToReconnect(tellerId)}`;
    findings.push({ ...common, id: `${id}:${near / DAY_MS}`, summary });
  }
  if (findings.length > 0)
    await book.perform(recordFindings, { tellerId, findings, holds: null }, { by: 'bank' });
}

const howToReconnect = (tellerId: string): string =>
  `Connect it again: bun run petbank teller connect --teller ${tellerId}`;
