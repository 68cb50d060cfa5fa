import { z } from 'zod';
import { completeDeposit } from '../bank/deposit.ts';
import type { Book, Caller } from '../bank/engine/book.ts';
import type { Operation } from '../bank/engine/operation.ts';
import { forgetMember } from '../bank/forget.ts';
import { freezeMember, haltBank } from '../bank/halt-and-freeze.ts';
import { revokeKey } from '../bank/keys.ts';
import { unlink } from '../bank/member.ts';
import { reportTeller } from '../bank/report.ts';
import { acceptTrade, declineTrade } from '../bank/trade.ts';
import { offerTrade } from '../bank/trade-offer.ts';
import { transferGoods } from '../bank/transfer.ts';
import { confirmVerification, startVerification } from '../bank/verify.ts';
import { cancelWithdrawal } from '../bank/withdraw-cancel.ts';
import { checkWithdrawals } from '../bank/withdraw-check.ts';
import { completeWithdrawal } from '../bank/withdraw-complete.ts';
import { requestWithdrawal } from '../bank/withdraw-request.ts';
import { sweepWithdrawals } from '../bank/withdrawals.ts';

/** An operation with what came for it as JSON, which the process that sends it has checked. */
function forwardable<Input, Answer>(operation: Operation<Input, Answer>) {
  const input = z.custom<Input>();
  return {
    operation,
    perform: (book: Pick<Book, 'perform'>, sent: unknown, caller: Caller): Promise<unknown> =>
      book.perform(operation, input.parse(sent), caller),
  };
}

/**
 * What processes hand to the leader, by name: what comes often, with input and answer that JSON keeps. The
 * rest is rare, and each process commits it itself.
 */
export const FORWARDABLE = {
  completeDeposit: forwardable(completeDeposit),
  requestWithdrawal: forwardable(requestWithdrawal),
  checkWithdrawals: forwardable(checkWithdrawals),
  completeWithdrawal: forwardable(completeWithdrawal),
  cancelWithdrawal: forwardable(cancelWithdrawal),
  sweepWithdrawals: forwardable(sweepWithdrawals),
  reportTeller: forwardable(reportTeller),
  transferGoods: forwardable(transferGoods),
  offerTrade: forwardable(offerTrade),
  acceptTrade: forwardable(acceptTrade),
  declineTrade: forwardable(declineTrade),
  startVerification: forwardable(startVerification),
  confirmVerification: forwardable(confirmVerification),
  unlink: forwardable(unlink),
  forgetMember: forwardable(forgetMember),
  haltBank: forwardable(haltBank),
  freezeMember: forwardable(freezeMember),
  revokeKey: forwardable(revokeKey),
} as const;

const NAMES: ReadonlyMap<unknown, string> = new Map(
  Object.entries(FORWARDABLE).map(([name, { operation }]) => [operation, name]),
);

/** The name under which the leader knows the operation; undefined where it is not handed over. */
export const forwardedName = (operation: unknown): string | undefined => NAMES.get(operation);
