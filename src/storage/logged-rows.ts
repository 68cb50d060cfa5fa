import type { ReadKey, Snapshot } from '../bank/engine/read-key.ts';
import { type Alias, type BankRow, type Case, isOpen } from '../bank/engine/rows.ts';
import { isCardLogged } from '../bank/logged-cards.ts';
import { isCaseLogged, isProposalLogged } from '../bank/logged-cases.ts';
import { isOfferLogged } from '../bank/logged-offers.ts';
import { isReservationLogged } from '../bank/reservations.ts';
import { standInForEdited } from './damaged-case.ts';
import type { Driver } from './driver.ts';
import { findStillEdited, type TrustedRows } from './logged-links.ts';

/** By the kind of the read key that names one row, the table. */
const TABLES = {
  withdrawal: 'withdrawals',
  offer: 'offers',
  case: 'cases',
  teller_card: 'tellerCards',
} as const;
const KINDS = ['withdrawal', 'offer', 'case', 'teller_card'] as const;
type Table = (typeof TABLES)[(typeof KINDS)[number]];
type Edited = { readonly [T in Table]: Set<string> };

type TrustReads = Pick<Driver, 'load' | 'log' | 'withdrawalLog' | 'cardLog' | 'aliases'>;

/**
 * The trusted loads with open withdrawals, offers, cases and tellers' cards only as the log has them. A
 * withdrawal or an offer that its member has not made, or that stands otherwise there, is left out: it is
 * handed to nobody, and given back to nobody. A card is left out, too: nobody sees whom it names. In place of
 * a case that is about something else stands one that nothing can end.
 */
export function trustRows(driver: TrustReads, trusted: TrustedRows): TrustedRows {
  const edited: Edited = {
    withdrawals: new Set(),
    offers: new Set(),
    cases: new Set(),
    tellerCards: new Set(),
  };
  async function load(readKeys: readonly ReadKey[]) {
    const snapshot = await trusted.load(readKeys);
    const { rows } = snapshot;
    for (const key of readKeys)
      for (const kind of KINDS) if (key.kind === kind) edited[TABLES[kind]].delete(key.id);
    if (KINDS.every((kind) => rows[TABLES[kind]].length === 0)) return snapshot;
    // A member may have thousands of cases: those that a set shows, which nobody decides, are not compared.
    const asked = new Set(readKeys.map((key) => (key.kind === 'case' ? key.id : undefined)));
    return { ...snapshot, rows: { ...rows, ...(await trustAll(driver, snapshot, { edited, asked })) } };
  }
  async function findRowError(): Promise<string | undefined> {
    for (const kind of KINDS) {
      const error = await findStillEdited(TABLES[kind], edited[TABLES[kind]], (id) => load([{ kind, id }]));
      if (error !== undefined) return error;
    }
    return trusted.findRowError();
  }
  return { ...trusted, load, findRowError };
}

/** The rows of these tables as they are trusted, with cases only where they are asked for. */
async function trustAll(
  driver: TrustReads,
  { bank, rows }: Pick<Snapshot, 'bank' | 'rows'>,
  { edited, asked }: { readonly edited: Edited; readonly asked: ReadonlySet<string | undefined> },
): Promise<Pick<Snapshot['rows'], Table>> {
  let aliases: Promise<Alias[]> | undefined;
  // A decision may be about a hundred cases: they are compared under the names of one moment.
  const reads = { load: driver.load, log: driver.log, aliases: () => (aliases ??= driver.aliases()) };
  const [withdrawals, offers, cases, tellerCards] = await Promise.all([
    trustEach(edited.withdrawals, rows.withdrawals, async (row) =>
      !isOpen(row) || (await isReservationLogged(driver, row, bank)) ? row : undefined,
    ),
    trustEach(edited.offers, rows.offers, async (row) =>
      row.status !== 'open' || (await isOfferLogged(driver, row, bank)) ? row : undefined,
    ),
    trustEach(edited.cases, rows.cases.map(dropOldProposal), async (row) =>
      asked.has(row.id) ? trustCase(reads, row, bank) : row,
    ),
    trustEach(edited.tellerCards, rows.tellerCards, async (row) =>
      (await isCardLogged(driver, row, bank)) ? row : undefined,
    ),
  ]);
  return { withdrawals, offers, cases, tellerCards };
}

/** These rows as they are trusted; those of which something else is, are edited. */
async function trustEach<Row extends { readonly id: string }>(
  edited: Set<string>,
  rows: readonly Row[],
  trust: (row: Row) => Promise<Row | undefined>,
): Promise<Row[]> {
  const trusted = await Promise.all(rows.map(trust));
  for (const [at, row] of rows.entries()) if (trusted[at] !== row) edited.add(row.id);
  return trusted.filter((row) => row !== undefined);
}

/** An older version's names no transaction: whoever wanted the case to end so says it again. */
const dropOldProposal = (found: Case): Case => (found.proposal?.seq === 0 ? dropProposal(found) : found);

/** Nobody agrees to no end. It isn't null: the log may have the proposal, and is to hear that it is over. */
const dropProposal = (found: Case): Case => ({
  ...found,
  proposal: found.proposal && { ...found.proposal, resolution: '', seq: 0 },
});

async function trustCase(
  driver: Pick<Driver, 'load' | 'log' | 'aliases'>,
  found: Case,
  head: BankRow,
): Promise<Case> {
  const { id, closedAt, proposal } = found;
  if (closedAt !== null) return found;
  if (!(await isCaseLogged(driver, found, head))) return standInForEdited(found);
  const isProposed = !proposal?.seq || (await isProposalLogged(driver, { id, proposal }, head));
  return isProposed ? found : dropProposal(found);
}
