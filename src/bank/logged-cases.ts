import { caseEndId } from './cases.ts';
import { foreignTradeCaseId } from './contradiction.ts';
import { decisionId } from './credit-decision.ts';
import { duplicateCaseId, limitCaseId, listByHand, parseLimitCaseId, staffCaseId } from './credit-hold.ts';
import { quarantineCaseId } from './deposit.ts';
import { createAliases } from './engine/aliases.ts';
import type { Reads } from './engine/book.ts';
import { QUARANTINE } from './engine/ledger.ts';
import {
  type AssetKey,
  type Goods,
  goodsToAmounts,
  mapAssetId,
  packAmounts,
  sumAmounts,
} from './engine/pets.ts';
import type { Alias, BankRow, Case, Entry, Proposal, Transaction } from './engine/rows.ts';
import { isInChain, type OperationReads, readOperations, readRecord } from './in-chain.ts';
import { keepLogged } from './logged-renames.ts';
import { uncertainCaseId } from './withdrawals.ts';

/*
 * What the end of a case moves, its row says: whose it is, what, and at which teller. The log says it, too,
 * in the transaction that the case's id names; so a row that differs gives nothing (docs/decisions/0039).
 */

/** What reads the transactions that cases are about. */
export type CaseReads = Pick<Reads, 'log' | 'aliases'> & OperationReads;

/** Whether an open case is about what the log, up to this head, says that it is, and has not ended there. */
export async function isCaseLogged(reads: CaseReads, openCase: Case, head: BankRow): Promise<boolean> {
  const { id, kind, tellerId, robloxUserId } = openCase;
  switch (kind) {
    case 'quarantine':
      return isOfOperation(reads, openCase, { head, prefix: quarantineCaseId(''), list: listQuarantined });
    case 'staff_limit':
      return isOfOperation(reads, openCase, { head, prefix: staffCaseId(''), list: listByHand });
    case 'uncertain':
      return id === uncertainCaseId(openCase.withdrawalId ?? '');
    case 'foreign_trade':
      return id === foreignTradeCaseId(tellerId);
    case 'teller_limit': {
      const hour = parseLimitCaseId(id);
      return Number.isInteger(hour) && id === limitCaseId(tellerId, hour);
    }
    case 'possible_duplicate':
      return robloxUserId !== null && id === duplicateCaseId(tellerId, robloxUserId);
    default:
      // The end of such a case moves nothing, or what its id and other rows say.
      return true;
  }
}

interface OfOperation {
  readonly head: BankRow;
  /** What comes before the operation's id in the case's. */
  readonly prefix: string;
  /** The entries that moved what the case is about. */
  readonly list: (made: Transaction) => readonly Entry[];
}

async function isOfOperation(
  reads: CaseReads,
  { id, robloxUserId, tellerId, withdrawalId, goods }: Case,
  { head, prefix, list }: OfOperation,
): Promise<boolean> {
  const [made, end] = id.startsWith(prefix)
    ? await readOperations(reads, [id.slice(prefix.length), caseEndId(id)], head)
    : [];
  const isSame =
    made?.robloxUserId === robloxUserId && made.tellerId === tellerId && made.withdrawalId === withdrawalId;
  if (end || !isSame || !(await isInChain(reads, made, head))) return false;
  const compared = { made, said: list(made), goods };
  return !(await isReversed(reads, compared, head)) && areSameGoods(reads, compared, head);
}

const listQuarantined = ({ entries }: Transaction): readonly Entry[] =>
  entries.filter(({ to }) => to === QUARANTINE);

interface Compared extends Pick<Case, 'goods'> {
  readonly made: Transaction;
  /** What of it the case is about. */
  readonly said: readonly Entry[];
}

/** Whether what waited in quarantine went back to its teller with the rest of the deposit. */
async function isReversed(reads: CaseReads, { made, said }: Compared, head: BankRow): Promise<boolean> {
  if (!said.some(({ to }) => to === QUARANTINE)) return false;
  const [decided] = await readOperations(reads, [decisionId(made.tellerId ?? '', made)], head);
  return decided?.entries.some(({ from }) => from === QUARANTINE) ?? false;
}

/** Whether both are of the same pets, which the log may have renamed since. */
async function areSameGoods(
  reads: Pick<Reads, 'aliases' | 'log'>,
  { made, said, goods }: Compared,
  head: BankRow,
): Promise<boolean> {
  const amounts = [said.map(({ asset, amount }) => [asset, amount] as const), goodsToAmounts(goods)] as const;
  const isSame = (rename: (asset: AssetKey) => AssetKey): boolean => {
    const [ofLog = '', ofRow] = amounts.map((each) =>
      packAmounts(sumAmounts(each.map(([asset, amount]) => [rename(asset), amount] as const))),
    );
    return ofLog === ofRow;
  };
  if (isSame((asset) => asset)) return true;
  const rows = listLater(await reads.aliases(), made, goods);
  const aliases = createAliases(await keepLogged(reads, rows, head), 0);
  return isSame((asset) => mapAssetId(asset, (id) => aliases.idsSince(id, made.seq).at(-1) ?? id));
}

/** The renames of these pets since then. */
function listLater(aliases: readonly Alias[], made: Transaction, goods: Goods): Alias[] {
  const ids = new Set([...made.goods.pets, ...goods.pets].map(({ id }) => id));
  return aliases
    .filter(({ seq }) => seq > made.seq)
    .sort((alias, other) => alias.seq - other.seq)
    .filter(({ oldId, newId }) => ids.has(oldId) && ids.add(newId));
}

/** Whether the log, up to this head, has it that the first of two people wants the case to end so. */
export async function isProposalLogged(
  reads: Pick<Reads, 'log'>,
  { id, proposal }: { readonly id: string; readonly proposal: Proposal },
  head: BankRow,
): Promise<boolean> {
  const { seq, by, resolution } = proposal;
  const said = await readRecord(reads, { table: 'cases', key: id, seq }, head);
  return JSON.stringify(said?.at(-1)) === JSON.stringify([by, resolution]);
}
