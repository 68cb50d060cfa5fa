import { randomBytes } from 'node:crypto';
import { completeDeposit, type DepositAnswer } from '../../src/bank/deposit.ts';
import { invariant } from '../../src/bank/engine/assert.ts';
import type { Book } from '../../src/bank/engine/book.ts';
import { cancelWithdrawal } from '../../src/bank/withdraw-cancel.ts';
import { checkWithdrawals, createClaimToken } from '../../src/bank/withdraw-check.ts';
import { completeWithdrawal } from '../../src/bank/withdraw-complete.ts';
import { requestWithdrawal } from '../../src/bank/withdraw-request.ts';
import { petOf, tellerOf } from './people.ts';

export interface Visit {
  readonly robloxUserId: number;
  /** Unique in the bank: ids are made of it. */
  readonly tag: string;
  readonly number: number;
}

const DEPOSITS = 4;
/** What comes after the deposits, in turn. */
const PLANS = [
  ...['leave', 'leave', 'deliver', 'leave', 'cancel', 'deliver', 'leave', 'deliver', 'leave', 'decline'],
  ...[
    'leave',
    'deliver',
    'cancel',
    'deliver',
    'leave',
    'deliver',
    'quarantine',
    'deliver',
    'cancel',
    'forget',
  ],
] as const;

/** A member comes with goods, and perhaps takes some away again. */
export async function visit(book: Book, { robloxUserId, tag, number }: Visit): Promise<void> {
  const trades = Array.from({ length: DEPOSITS }, (_, trade) => `${tag}-${trade}`);
  await Promise.all(trades.map((tradeId, trade) => deposit(book, { robloxUserId, tradeId, trade })));
  const plan = PLANS[number % PLANS.length] ?? 'leave';
  if (plan === 'leave') return;
  if (plan === 'quarantine') return void (await depositUnknown(book, robloxUserId, tag));
  const withdrawalId = await request(book, robloxUserId, tag);
  // What is forgotten expires.
  if (plan === 'forget') return;
  if (plan !== 'cancel') {
    const outcome = plan === 'deliver' ? 'delivered' : 'declined';
    await complete(book, robloxUserId, { tradeId: tag, outcome });
    if (outcome === 'delivered') return;
  }
  await book.perform(cancelWithdrawal, { withdrawalId }, WEB);
}

const WEB = { by: 'web' } as const;

export function deposit(
  book: Book,
  { robloxUserId, tradeId, trade }: { robloxUserId: number; tradeId: string; trade: number },
): Promise<DepositAnswer> {
  const input = { tradeId, robloxUserId, pets: [petOf(robloxUserId, trade, 2)], gems: 1_000 };
  return book.perform(completeDeposit, input, { by: tellerOf(robloxUserId) });
}

/** A pet that the bank doesn't know, which waits for the operator. */
function depositUnknown(book: Book, robloxUserId: number, tag: string): Promise<DepositAnswer> {
  const pet = { id: `Cat ${tag.length}`, variant: 'normal', shiny: false, quantity: 1 } as const;
  const input = { tradeId: `${tag}-odd`, robloxUserId, pets: [pet], gems: 0 };
  return book.perform(completeDeposit, input, { by: tellerOf(robloxUserId) });
}

/** Requests one pet and some gems. Returns the withdrawal's id. */
export async function request(book: Book, robloxUserId: number, requestId: string): Promise<string> {
  const input = { requestId, robloxUserId, pets: [petOf(robloxUserId, 0, 1)], gems: 10 };
  return (await book.perform(requestWithdrawal, input, WEB)).withdrawalId;
}

/** Claims the waiting withdrawal. Returns its id and token. */
export async function claim(
  book: Book,
  robloxUserId: number,
): Promise<{ withdrawalId: string; claimToken: string }> {
  const by = tellerOf(robloxUserId);
  const token = createClaimToken(randomBytes);
  const { claimed } = await book.perform(checkWithdrawals, { robloxUserId, claim: { token } }, { by });
  return invariant(claimed, 'a withdrawal to claim');
}

/** Claims the waiting withdrawal, and reports its outcome. */
export async function complete(
  book: Book,
  robloxUserId: number,
  { tradeId, outcome }: { tradeId: string; outcome: 'delivered' | 'declined' },
): Promise<void> {
  const { withdrawalId, claimToken } = await claim(book, robloxUserId);
  const input = { withdrawalId, claimToken, tradeId, outcome };
  await book.perform(completeWithdrawal, input, { by: tellerOf(robloxUserId) });
}
