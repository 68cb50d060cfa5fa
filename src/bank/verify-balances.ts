import { z } from 'zod';
import type { Reads } from './engine/book.ts';
import { isMemberAccount, memberAccount, reservedAccount } from './engine/ledger.ts';
import { type AssetKey, GEMS, goodsToAmounts } from './engine/pets.ts';
import type { Account, Balance, Member, Withdrawal } from './engine/rows.ts';
import { findRevocationError, type LoggedRevocations } from './verify-keys.ts';
import { findAliasError, type LoggedRenames } from './verify-renames.ts';
import {
  compareRows,
  findRowError,
  listHoldChecks,
  listInForce,
  listRecordChecks,
  type RowCheck,
} from './verify-rows.ts';
import { findStaffDayError, findStaffError, type LoggedStaff, type LoggedStaffDays } from './verify-staff.ts';
import type { LoggedState } from './verify-state.ts';

/** The balance of each account, asset by asset. Neither an amount of zero nor an empty account is kept. */
export type Balances = Map<Account, Map<AssetKey, bigint>>;

/** What follows from the log alone. */
export interface Recomputed {
  readonly balances: Balances;
  readonly renames: LoggedRenames;
  readonly revocations: LoggedRevocations;
  readonly staff: LoggedStaff;
  readonly staffDays: LoggedStaffDays;
  readonly state: LoggedState;
}

export const balanceIn = (balances: Balances, account: Account, asset: AssetKey): bigint =>
  balances.get(account)?.get(asset) ?? 0n;

/**
 * Compares what follows from the log with every stored row that speaks of it, both ways: balances, the goods
 * of open withdrawals, members' totals, aliases, revoked keys, staff. Returns the first that differs, in
 * words. Stored rows are only counted, not kept: memory is for the recomputed balances alone.
 */
export async function findStateError(
  reads: Reads,
  { balances: recomputed, renames, revocations, staff, staffDays, state }: Recomputed,
): Promise<{ what: string } | undefined> {
  try {
    const what =
      (await findBalanceError(reads, recomputed, state)) ??
      (await findHoldingError(reads, recomputed, state)) ??
      (await findAliasError(reads, renames)) ??
      (await findRevocationError(reads, revocations)) ??
      (await findStaffError(reads, staff)) ??
      (await findStaffDayError(reads, staffDays)) ??
      (await findRowError(reads, state));
    return what === undefined ? undefined : { what };
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return { what: 'a row beside the log can not be read: the bank did not write it so' };
  }
}

/** Whether a row was read that the bank can't have written: no JSON, no whole number, or not its schema. */
export function isUnreadable(error: unknown): boolean {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return true;
  return error instanceof Error && error.cause !== undefined && isUnreadable(error.cause);
}

/** For a `catch`: what stands for a row that is unreadable. Any other error rises. */
export const ifUnreadable =
  <Instead>(instead: Instead) =>
  (error: unknown): Instead => {
    if (isUnreadable(error)) return instead;
    throw error;
  };

function findBalanceError(
  reads: Reads,
  recomputed: Balances,
  state: LoggedState,
): Promise<string | undefined> {
  const checks = [checkAmounts(reads, recomputed), ...listHoldChecks(state)];
  return compareRows(listInForce(reads, 'balances'), checks);
}

function checkAmounts(reads: Reads, recomputed: Balances): RowCheck<Balance> {
  let missing = 0;
  for (const amounts of recomputed.values()) missing += amounts.size;
  let before: Balance | undefined;
  return {
    compare(balance) {
      const { account, asset, amount } = balance;
      const sum = balanceIn(recomputed, account, asset);
      if (amount !== sum) return differs({ account, asset }, amount, sum);
      if (before?.account === account && before.asset === asset)
        return `${asset} of ${account} is stored twice`;
      missing -= 1;
      before = balance;
      return undefined;
    },
    end: () => (missing === 0 ? undefined : findMissingBalance(reads, recomputed)),
  };
}

const differs = (
  { account, asset }: Pick<Balance, 'account' | 'asset'>,
  stored: bigint,
  sum: bigint,
): string => `${asset} of ${account}: ${stored} is stored, and the log gives ${sum}`;

/** The first balance that follows from the log and has no row. */
async function findMissingBalance(reads: Reads, recomputed: Balances): Promise<string | undefined> {
  const stored = new Map<Account, Set<AssetKey>>();
  for await (const { account, asset } of listInForce(reads, 'balances')) {
    stored.set(account, (stored.get(account) ?? new Set()).add(asset));
  }
  for (const [account, amounts] of recomputed) {
    for (const [asset, sum] of amounts) {
      if (!stored.get(account)?.has(asset)) return differs({ account, asset }, 0n, sum);
    }
  }
  return undefined;
}

/** Open withdrawals are kept while members are read: there are few of them at a time. */
async function findHoldingError(
  reads: Reads,
  recomputed: Balances,
  state: LoggedState,
): Promise<string | undefined> {
  const open: Withdrawal[] = [];
  const collect: RowCheck<Withdrawal> = {
    compare: (withdrawal) => void open.push(withdrawal),
    end: () => findReservationError(open, recomputed),
  };
  const withdrawals = [collect, ...listRecordChecks(state, 'withdrawals')];
  const error = await compareRows(listInForce(reads, 'withdrawals'), withdrawals);
  if (error !== undefined) return error;
  const members = [checkTotals(open, recomputed), ...listRecordChecks(state, 'members')];
  return compareRows(listInForce(reads, 'members'), members);
}

function findReservationError(open: readonly Withdrawal[], recomputed: Balances): string | undefined {
  const promised: Balances = new Map(
    open.map(({ id, goods }) => [reservedAccount(id), new Map(goodsToAmounts(goods))]),
  );
  const reserved = [...recomputed.keys()].filter((account) => account.startsWith(reservedAccount('')));
  for (const account of new Set([...promised.keys(), ...reserved])) {
    const assets = [promised, recomputed].flatMap((each) => [...(each.get(account)?.keys() ?? [])]);
    for (const asset of assets) {
      const [named, sum] = [balanceIn(promised, account, asset), balanceIn(recomputed, account, asset)];
      if (named !== sum)
        return `${asset} of ${account}: open withdrawals name ${named}, and the log gives ${sum}`;
    }
  }
  return undefined;
}

type Total = Readonly<Record<'pets' | 'gems', bigint>>;
const NOTHING: Total = { pets: 0n, gems: 0n };

/** What members hold, free and reserved together, beside the totals in their rows. */
function checkTotals(open: readonly Withdrawal[], recomputed: Balances): RowCheck<Member> {
  const reserved = new Map<Account, Total>();
  for (const { robloxUserId, goods } of open) {
    const account = memberAccount(robloxUserId);
    reserved.set(account, sumUp(goodsToAmounts(goods), reserved.get(account)));
  }
  const held = (account: Account): Total =>
    sumUp(recomputed.get(account) ?? [], reserved.get(account) ?? NOTHING);
  const holders = new Set(reserved.keys());
  for (const account of recomputed.keys()) if (isMemberAccount(account)) holders.add(account);
  return {
    compare({ robloxUserId, petsHeld, gemsHeld }) {
      const account = memberAccount(robloxUserId);
      holders.delete(account);
      return compareTotal(account, { pets: petsHeld, gems: gemsHeld }, held(account));
    },
    end() {
      const [missing] = holders;
      return missing && compareTotal(missing, NOTHING, held(missing));
    },
  };
}

function sumUp(amounts: Iterable<readonly [AssetKey, bigint]>, before: Total = NOTHING): Total {
  let { pets, gems } = before;
  for (const [asset, amount] of amounts) {
    if (asset === GEMS) gems += amount;
    else pets += amount;
  }
  return { pets, gems };
}

function compareTotal(account: Account, total: Total, held: Total): string | undefined {
  const kind = (['pets', 'gems'] as const).find((each) => total[each] !== held[each]);
  return (
    kind && `${kind} of ${account}: the member's total says ${total[kind]}, and the log gives ${held[kind]}`
  );
}
