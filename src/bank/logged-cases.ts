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
import type { ReadKey, Snapshot } from './engine/read-key.ts';
import {
  type Alias,
  aliasId,
  type BankRow,
  type Case,
  type Entry,
  type Instant,
  type Proposal,
  type Transaction,
} from './engine/rows.ts';
import { type RowRecord, recordFields } from './engine/state.ts';
import { isInChain, readInChain, readOperations, readRecord, wasSaid } from './in-chain.ts';
import { keepLogged } from './logged-renames.ts';
import { WHOLE_ID } from './record-state.ts';
import { parseSamePetCaseId } from './rename.ts';
import { ifUnreadable } from './verify-balances.ts';
import { startsWhole } from './verify-state.ts';
import { uncertainCaseId } from './withdrawals.ts';

/*
 * What the end of a case moves, its row says: whose it is, what, and at which teller. The log says it, too,
 * in the transaction that the case's id names; so a row that differs gives nothing (docs/decisions/0039).
 */

/** What reads the transactions that cases are about. */
export interface CaseReads extends Pick<Reads, 'log' | 'aliases'> {
  load(readKeys: readonly ReadKey[]): Promise<Snapshot>;
}

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
      return id === foreignTradeCaseId(tellerId) && isAsked(reads, openCase, head, isContradicted);
    case 'same_pet':
      return isAsked(reads, openCase, head, isPairAsked);
    // Of the two that follow, only credits are decided that have this hour, or are doubles, by their holds.
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

/** The row that waits for the end of a case, and what the log says of that row. */
type Asked = (openCase: Case) => {
  readonly readKey: ReadKey;
  readonly isAskedBy: (rows: Snapshot['rows']) => boolean;
  readonly isSo: (record: RowRecord) => boolean;
};

const CONTRADICTED_AT = recordFields('tellers').indexOf('contradictedAt');
const ALIAS_STATUS = recordFields('aliases').indexOf('status');

/** Since then, the teller is known not to know its own trades. */
const isContradicted: Asked = ({ tellerId, openedAt }) => ({
  readKey: { kind: 'teller', id: tellerId },
  isAskedBy: ({ tellers }) => tellers[0]?.contradictedAt === openedAt,
  isSo: ([table, key, values]) =>
    table === 'tellers' && key === tellerId && values?.[CONTRADICTED_AT] === openedAt,
});

/** Staff are asked since then whether both are one pet. */
const isPairAsked: Asked = ({ id }) => {
  const pair = parseSamePetCaseId(id) ?? { oldId: '', newId: '' };
  const key = aliasId(pair.oldId, pair.newId);
  return {
    readKey: { kind: 'alias', id: key },
    isAskedBy: ({ aliases }) => aliases[0]?.status === 'asked',
    isSo: ([of, name, values]) => of === 'aliases' && name === key && values?.[ALIAS_STATUS] === 'asked',
  };
};

/**
 * Whether staff are asked what the case asks them: the row beside it waits for that, and the log has it so
 * from the moment on at which the case was opened. What a log doesn't have whole, only that row says.
 */
async function isAsked(reads: CaseReads, openCase: Case, head: BankRow, asked: Asked): Promise<boolean> {
  const { openedAt } = openCase;
  const { readKey, isAskedBy, isSo } = asked(openCase);
  const { rows, bank } = await reads.load([readKey]);
  // Somebody else has committed meanwhile: what is decided on this head will not be stored.
  if (bank.version !== head.version) return true;
  if (!isAskedBy(rows)) return false;
  const wholeFrom = await findWholeFrom(reads, head);
  return openedAt < wholeFrom || wasSaid(reads, { at: openedAt, isSo }, head).catch(ifUnreadable(false));
}

/** From when on the log says all of every row. A first one that was edited is of no older version. */
async function findWholeFrom(reads: CaseReads, head: BankRow): Promise<Instant> {
  const first = await readInChain(reads, 1, head);
  if (!first || startsWhole(first)) return 0;
  const [whole] = await readOperations(reads, [WHOLE_ID], head);
  return whole?.at ?? Number.MAX_SAFE_INTEGER;
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
  { id, robloxUserId, tellerId, withdrawalId, goods, openedAt }: Case,
  { head, prefix, list }: OfOperation,
): Promise<boolean> {
  const [made, end] = id.startsWith(prefix)
    ? await readOperations(reads, [id.slice(prefix.length), caseEndId(id)], head)
    : [];
  const isSame =
    made?.robloxUserId === robloxUserId &&
    made.tellerId === tellerId &&
    made.withdrawalId === withdrawalId &&
    made.at === openedAt;
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
