import { expect } from 'bun:test';
import type { z } from 'zod';
import { adjustInput, adjustMember } from '../../src/bank/adjust.ts';
import { decideCase } from '../../src/bank/decide-case.ts';
import { completeDeposit, depositInput } from '../../src/bank/deposit.ts';
import { checkDeposit, depositCheckInput } from '../../src/bank/deposit-check.ts';
import type { Caller } from '../../src/bank/engine/book.ts';
import { memberAccount, tellerAccount } from '../../src/bank/engine/ledger.ts';
import type { Limits, Rules } from '../../src/bank/engine/operation.ts';
import { petKey, petStackSchema } from '../../src/bank/engine/pets.ts';
import { Refusal, type RefusalCode } from '../../src/bank/engine/refusal.ts';
import type { StaffLevel, Withdrawal } from '../../src/bank/engine/rows.ts';
import { freezeMember, haltBank } from '../../src/bank/halt-and-freeze.ts';
import { reportTeller, tellerReportInput } from '../../src/bank/report.ts';
import { caseResolveInput } from '../../src/bank/resolve-case.ts';
import { changeStaff } from '../../src/bank/staff.ts';
import { moveStock, stockMoveInput } from '../../src/bank/stock-move.ts';
import { verifyLedger } from '../../src/bank/verify-ledger.ts';
import { cancelWithdrawal } from '../../src/bank/withdraw-cancel.ts';
import { checkWithdrawals, withdrawCheckInput } from '../../src/bank/withdraw-check.ts';
import { completeWithdrawal, withdrawCompleteInput } from '../../src/bank/withdraw-complete.ts';
import { requestWithdrawal, withdrawRequestInput } from '../../src/bank/withdraw-request.ts';
import { sweepWithdrawals } from '../../src/bank/withdrawals.ts';
import { openBook } from '../../src/storage/book.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { openSqlite } from '../../src/storage/sqlite/sqlite.ts';
import { rulesWith } from './rules.ts';
import { watch } from './watch.ts';

/** When tests begin: 12:00 UTC, so that no day ends by accident. */
export const NOON = Date.UTC(2026, 4, 10, 12);
export const TELLER = { by: 'teller-1' } as const;
export const OTHER_TELLER = { by: 'teller-2' } as const;
const WEB = { by: 'web' } as const;
const STAFF = { by: 'staff' } as const;

/** The `seq` of a report whose teller has seen everything. */
export const NEWEST = -1;

export const openMemory = (): Driver => openSqlite({ file: ':memory:', migrationsFolder: 'migrations' });
export type OwnBook = ReturnType<typeof openBook>;
export type Bank = ReturnType<typeof openBank>;

/** A bank in memory whose time and rules the test sets. Bodies meet their schemas, as they do at the edge. */
export function openBank({
  rules = rulesWith(),
  driver = openMemory(),
  through = (book) => book,
}: {
  rules?: Rules;
  driver?: Driver;
  /** What stands between the callers and the book. */
  through?: (book: OwnBook) => OwnBook;
} = {}) {
  const watched = watch(driver);
  const now = { at: NOON, rules };
  const book = through(
    openBook(watched.driver, { rules: () => now.rules, clock: () => now.at, queueLimit: 10_000 }),
  );
  const sweepOf = (withdrawalIds: readonly string[]): Promise<number> =>
    book.perform(sweepWithdrawals, { withdrawalIds }, { by: 'bank' });
  return {
    now,
    pass(ms: number): void {
      now.at += ms;
    },
    setLimits(limits: Partial<Limits>): void {
      now.rules = rulesWith(limits);
    },
    book,
    reads: book.reads,
    driver,
    everything: watched.everything,
    events: watched.events,
    ...operationsOf(book),
    async balance(robloxUserId: number, pet: z.input<typeof petStackSchema> | 'gems'): Promise<bigint> {
      return balanceOf(driver, memberAccount(robloxUserId), pet);
    },
    async stock(teller: string, pet: z.input<typeof petStackSchema> | 'gems'): Promise<bigint> {
      return -(await balanceOf(driver, tellerAccount(teller), pet));
    },
    async withdrawal(id: string): Promise<Withdrawal | undefined> {
      return (await driver.load([{ kind: 'withdrawal', id }])).rows.withdrawals[0];
    },
    async sweep(): Promise<number> {
      return sweepOf(await driver.dueWithdrawals({ at: now.at, limit: 100 }));
    },
    sweepOf,
  };
}

function operationsOf(book: OwnBook) {
  let claims = 0;
  return {
    checkDeposit: (body: z.input<typeof depositCheckInput>) =>
      book.query(checkDeposit, depositCheckInput.parse(body), TELLER),
    deposit: (body: z.input<typeof depositInput>, caller: Caller = TELLER) =>
      book.perform(completeDeposit, depositInput.parse(body), caller),
    request: (body: z.input<typeof withdrawRequestInput>, caller: Caller = WEB) =>
      book.perform(requestWithdrawal, withdrawRequestInput.parse(body), caller),
    cancel: (withdrawalId: string) => book.perform(cancelWithdrawal, { withdrawalId }, WEB),
    check(body: z.input<typeof withdrawCheckInput>, caller: Caller = TELLER) {
      const { robloxUserId, claim } = withdrawCheckInput.parse(body);
      claims += 1;
      return book.perform(
        checkWithdrawals,
        { robloxUserId, claim: claim ? { token: `token-${claims}` } : null },
        caller,
      );
    },
    complete: (body: z.input<typeof withdrawCompleteInput>, caller: Caller = TELLER) =>
      book.perform(completeWithdrawal, withdrawCompleteInput.parse(body), caller),
    async report(body: z.input<typeof tellerReportInput>, caller: Caller = TELLER) {
      const seq = body.seq === NEWEST ? (await book.reads.head()).seq : body.seq;
      const said = { ...body, ...(seq === undefined ? {} : { seq }) };
      return book.perform(reportTeller, tellerReportInput.parse(said), caller);
    },
    resolve: (body: z.input<typeof caseResolveInput>) =>
      decideCase(book, caseResolveInput.parse(body), STAFF),
    freeze: (robloxUserId: number, frozen = true) =>
      book.perform(freezeMember, { robloxUserId, frozen, reason: 'looked into' }, STAFF),
    adjust: (body: z.input<typeof adjustInput>, caller: Caller = STAFF) =>
      book.perform(adjustMember, adjustInput.parse(body), caller),
    move: (body: z.input<typeof stockMoveInput>, caller: Caller = STAFF) =>
      book.perform(moveStock, stockMoveInput.parse(body), caller),
    hire: (robloxUserId: number, level: StaffLevel | null) =>
      book.perform(changeStaff, { robloxUserId, granted: level }, STAFF),
    halt: (halted = true) => book.perform(haltBank, { halted, reason: 'looked into' }, STAFF),
  };
}

async function balanceOf(
  driver: Driver,
  account: string,
  pet: z.input<typeof petStackSchema> | 'gems',
): Promise<bigint> {
  const asset = pet === 'gems' ? pet : petKey(petStackSchema.parse(pet));
  const { rows } = await driver.load([{ kind: 'balance', account, asset }]);
  return rows.balances[0]?.amount ?? 0n;
}

/** The refusal that the call ends with. */
export async function refusalOf(call: () => Promise<unknown>): Promise<Refusal> {
  const outcome = await call().then(
    (answer) => new Error(`it was answered: ${Bun.inspect(answer)}`),
    (error: unknown) => error,
  );
  if (outcome instanceof Refusal) return outcome;
  throw outcome;
}

/** Expects the call to be refused with this code, and to change nothing at all. */
export async function expectRefusal(
  bank: Bank,
  code: RefusalCode,
  call: () => Promise<unknown>,
): Promise<Refusal> {
  const before = bank.everything();
  const refusal = await refusalOf(call);
  expect(refusal.code).toBe(code);
  expect(bank.everything()).toEqual(before);
  return refusal;
}

/** Expects chain, balances, totals and reservations to hold. */
export async function expectSound({ reads }: Pick<Bank, 'reads'>): Promise<void> {
  const { seq, hash } = await reads.head();
  expect(await verifyLedger(reads)).toEqual({ kind: 'sound', count: seq, head: hash });
}
