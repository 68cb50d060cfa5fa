import { z } from 'zod';
import type { Reads } from './book.ts';
import { memberAccount, reservedAccount } from './ledger.ts';
import { amountsOf, GEMS } from './pets.ts';
import { type Account, type Balance, keyOf, type Member, type Withdrawal } from './rows.ts';

/** How many rows are read at once. */
const STATE_PAGE = 500;

type Amounts = ReadonlyMap<string, bigint>;

/**
 * Compares the balances that follow from the log with every stored row that speaks of them, both ways:
 * balances, the goods of open withdrawals, members' totals. Gives the first that differs, in words.
 */
export async function findStateFault(
  reads: Reads,
  recomputed: Amounts,
): Promise<{ what: string } | undefined> {
  try {
    const what =
      (await findBalanceFault(reads, recomputed)) ??
      (await findReservationFault(reads, recomputed)) ??
      (await findTotalFault(reads, recomputed));
    return what === undefined ? undefined : { what };
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return { what: 'a balance, a member or a withdrawal can not be read: the bank did not write it so' };
  }
}

/** Whether a row was read that the bank can't have written: it is no JSON, no whole number, or misses its schema. */
export function isUnreadable(error: unknown): boolean {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return true;
  return error instanceof Error && error.cause !== undefined && isUnreadable(error.cause);
}

async function findBalanceFault(reads: Reads, recomputed: Amounts): Promise<string | undefined> {
  const stored = new Map<string, bigint>();
  const pages = every<Balance>((after) => reads.balances({ ...(after && { after }), limit: STATE_PAGE }));
  for await (const one of pages) stored.set(keyOf.balances(one), one.amount);
  const key = firstDifference(recomputed, stored);
  return (
    key &&
    `${nameOf(key)}: ${stored.get(key) ?? 0n} is stored, and the log gives ${recomputed.get(key) ?? 0n}`
  );
}

async function findReservationFault(reads: Reads, recomputed: Amounts): Promise<string | undefined> {
  const reserved = new Map([...recomputed].filter(([key]) => key.startsWith(reservedAccount(''))));
  const promised = new Map<string, bigint>();
  for await (const one of openWithdrawals(reads)) {
    for (const [asset, amount] of amountsOf(one.goods))
      promised.set(keyOfBalance(reservedAccount(one.id), asset), amount);
  }
  const key = firstDifference(reserved, promised);
  if (key === undefined) return undefined;
  return `${nameOf(key)}: open withdrawals name ${promised.get(key) ?? 0n}, and the log gives ${reserved.get(key) ?? 0n}`;
}

/** What members hold, free and reserved together, beside the totals in their rows. */
async function findTotalFault(reads: Reads, recomputed: Amounts): Promise<string | undefined> {
  const held = new Map<string, bigint>();
  function hold(member: Account, asset: string, amount: bigint): void {
    const key = keyOfBalance(member, asset === GEMS ? 'gems' : 'pets');
    held.set(key, (held.get(key) ?? 0n) + amount);
  }
  for (const [key, amount] of recomputed) {
    const [account, asset] = partsOf(key);
    if (account.startsWith('member:')) hold(account, asset, amount);
  }
  for await (const one of openWithdrawals(reads)) {
    for (const [asset, amount] of amountsOf(one.goods)) hold(memberAccount(one.robloxUserId), asset, amount);
  }
  const totals = new Map<string, bigint>();
  const members = every<Member>((after) =>
    reads.members({ afterId: after?.robloxUserId ?? 0, limit: STATE_PAGE }),
  );
  for await (const { robloxUserId, petsHeld, gemsHeld } of members) {
    const account = memberAccount(robloxUserId);
    if (petsHeld !== 0n) totals.set(keyOfBalance(account, 'pets'), petsHeld);
    if (gemsHeld !== 0n) totals.set(keyOfBalance(account, 'gems'), gemsHeld);
  }
  const key = firstDifference(held, totals);
  return (
    key &&
    `${nameOf(key)}: the member's total says ${totals.get(key) ?? 0n}, and the log gives ${held.get(key) ?? 0n}`
  );
}

const keyOfBalance = (account: Account, asset: string): string =>
  keyOf.balances({ account, asset, amount: 0n });

function partsOf(key: string): [account: Account, asset: string] {
  const space = key.indexOf(' ');
  return [key.slice(0, space), key.slice(space + 1)];
}

function nameOf(key: string): string {
  const [account, asset] = partsOf(key);
  return `${asset} of ${account}`;
}

/** A key that one has and the other lacks, or has with another amount. */
function firstDifference(one: Amounts, other: Amounts): string | undefined {
  for (const [key, amount] of one) if (other.get(key) !== amount) return key;
  for (const key of other.keys()) if (!one.has(key)) return key;
  return undefined;
}

const openWithdrawals = (reads: Reads): AsyncGenerator<Withdrawal> =>
  every<Withdrawal>((after) => reads.openWithdrawals({ afterSeq: after?.seq ?? 0, limit: STATE_PAGE }));

/** Every row of a paged read, given the last row of the page before. */
async function* every<Row>(read: (after: Row | undefined) => Promise<Row[]>): AsyncGenerator<Row> {
  let after: Row | undefined;
  for (;;) {
    const page = await read(after);
    yield* page;
    if (page.length < STATE_PAGE) return;
    after = page.at(-1);
  }
}
