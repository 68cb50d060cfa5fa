import { createAliases } from './engine/aliases.ts';
import { invariant } from './engine/assert.ts';
import type { Reads } from './engine/book.ts';
import { GENESIS_HASH, isTellerAccount, QUARANTINE } from './engine/ledger.ts';
import { type AssetKey, goodsToAmounts, mapAssetId } from './engine/pets.ts';
import type { Account, BankRow, Transaction, Withdrawal } from './engine/rows.ts';
import { addHolding, createHoldings, type Holdings, type Pause } from './liability-tree.ts';
import { PAGE, readPages } from './verify-rows.ts';

/** How many newer transactions are undone at most, to see the bank as it was. */
const MAX_UNDONE = 20_000;

/** What everyone held after a transaction, and that transaction. */
export interface HoldingsAsOf {
  readonly holdings: Holdings;
  readonly head: Pick<BankRow, 'seq' | 'hash' | 'headAt'>;
}

/**
 * Reads what each member holds, free, reserved and quarantined together, from reads of one moment: as of the
 * newest transaction or, where `seq` is given, as of that one, by undoing those after it. Returns null where
 * that can't be: too much has happened since, or pets in quarantine were renamed.
 */
export async function gatherHoldings(
  reads: Reads,
  { seq, pause }: { readonly seq: number | null; readonly pause: Pause },
): Promise<HoldingsAsOf | null> {
  // First the log, to its end: the moment of the other reads is that at which they meet it.
  const since = await readSince(reads, seq ?? (await reads.head()).seq);
  const newer = seq === null ? [] : since;
  if (!newer || newer.some(isOfNobody)) return null;
  const head = await findHead(reads, seq ?? (await reads.head()).seq);
  const gathering = await beginGathering(reads);
  for await (const { account, asset, amount } of readBalances(reads, pause)) {
    // Tellers' accounts come last.
    if (isTellerAccount(account)) break;
    gathering.add(account, [asset, amount]);
  }
  for (const { entries, robloxUserId } of newer) {
    for (const { from, to, asset, amount } of entries) {
      gathering.add(to, [asset, -amount], robloxUserId);
      gathering.add(from, [asset, amount], robloxUserId);
    }
    await pause();
  }
  return { holdings: gathering.end(), head };
}

/** The transactions after one, oldest first; null where they are too many. */
async function readSince(reads: Reads, seq: number): Promise<Transaction[] | null> {
  const since: Transaction[] = [];
  for await (const transaction of readPages<Transaction>((after) =>
    reads.log({ afterSeq: after?.seq ?? seq, limit: PAGE }),
  )) {
    since.push(transaction);
    if (since.length > MAX_UNDONE) return null;
  }
  return since;
}

async function findHead(reads: Reads, seq: number): Promise<HoldingsAsOf['head']> {
  if (seq === 0) return { seq, hash: GENESIS_HASH, headAt: 0 };
  const [transaction] = await reads.log({ afterSeq: seq - 1, limit: 1 });
  const { hash, at: headAt } = invariant(transaction, 'the transaction of a snapshot');
  return { seq, hash, headAt };
}

/** What moves quarantined pets of several members at once doesn't say whose they are. */
const isOfNobody = ({ robloxUserId, entries }: Transaction): boolean =>
  robloxUserId === null && entries.some(({ from, to }) => from === QUARANTINE || to === QUARANTINE);

const readBalances = (reads: Reads, pause: Pause) =>
  readPages<{ account: Account; asset: AssetKey; amount: bigint }>(async (after) => {
    await pause();
    return reads.balances({ limit: PAGE, ...(after && { after }) });
  });

/** What waits in quarantine, of each asset, and how much of it is whose. */
type Quarantined = Map<AssetKey, { total: bigint; readonly owners: Map<number, bigint> }>;

/** Finds the owner of what is in each account. */
async function beginGathering(reads: Reads) {
  const holdings = createHoldings();
  const quarantined: Quarantined = new Map();
  const members = await readWithdrawalMembers(reads);
  const rename = await readRename(reads);

  function addQuarantined([asset, amount]: [AssetKey, bigint], owner: number | null, inTotal: bigint): void {
    const of = quarantined.get(asset) ?? { total: 0n, owners: new Map() };
    of.total += inTotal;
    if (owner !== null) of.owners.set(owner, (of.owners.get(owner) ?? 0n) + amount);
    quarantined.set(asset, of);
  }
  const cases = readPages((after: { id: string } | undefined) =>
    reads.cases({ isOpen: true, afterId: after?.id ?? '', limit: PAGE }),
  );
  for await (const { kind, robloxUserId, goods } of cases) {
    if (kind !== 'quarantine') continue;
    for (const [asset, amount] of goodsToAmounts(goods)) {
      addQuarantined([rename(asset), amount], robloxUserId, 0n);
    }
  }
  return {
    /** Adds an amount; `subject` is the member of the transaction that moved it. */
    add(account: Account, [asset, amount]: [AssetKey, bigint], subject: number | null = null): void {
      const held: [AssetKey, bigint] = [rename(asset), amount];
      const [kind, name = ''] = splitAccount(account);
      if (kind === 'member') addHolding(holdings, Number(name), held);
      // A reservation without a withdrawal can't be; what is in it belongs to nobody.
      if (kind === 'reserved') addHolding(holdings, subject ?? members.get(name) ?? 'bank', held);
      if (account === QUARANTINE) addQuarantined(held, subject, amount);
    },
    end(): Holdings {
      for (const [asset, { total, owners }] of quarantined) {
        let left = total;
        for (const [owner, claimed] of owners) {
          const isThere = claimed <= left;
          const amount = isThere ? claimed : left;
          addHolding(holdings, owner, [asset, amount]);
          left -= amount;
        }
        if (left !== 0n) addHolding(holdings, 'bank', [asset, left]);
      }
      return holdings;
    },
  };
}

function splitAccount(account: Account): [kind: string, name?: string] {
  const end = account.indexOf(':');
  return end === -1 ? [account] : [account.slice(0, end), account.slice(end + 1)];
}

/** Whose each open withdrawal is. */
async function readWithdrawalMembers(reads: Reads): Promise<ReadonlyMap<string, number>> {
  const members = new Map<string, number>();
  const open = readPages<Withdrawal>((after) => reads.openWithdrawals({ after, limit: PAGE }));
  for await (const { id, robloxUserId } of open) members.set(id, robloxUserId);
  return members;
}

/** What is being renamed just now counts under its new id, moved yet or not. */
export async function readRename(reads: Reads): Promise<(asset: AssetKey) => AssetKey> {
  const renaming = (await reads.aliases()).filter(({ status }) => status === 'renaming');
  if (renaming.length === 0) return (asset) => asset;
  const { newest } = createAliases(renaming, 0);
  return (asset) => mapAssetId(asset, newest);
}
