import type { z } from 'zod';
import { adjustMember } from '../../../src/bank/adjust.ts';
import { caseResolveInput } from '../../../src/bank/cases.ts';
import { decideCase } from '../../../src/bank/decide-case.ts';
import { completeDeposit, depositInput } from '../../../src/bank/deposit.ts';
import type { Caller } from '../../../src/bank/engine/book.ts';
import type { Operation } from '../../../src/bank/engine/operation.ts';
import type { Goods } from '../../../src/bank/engine/pets.ts';
import { Refusal, type RefusalCode } from '../../../src/bank/engine/refusal.ts';
import { freezeInput, freezeMember, haltBank, haltInput } from '../../../src/bank/halt-and-freeze.ts';
import { keyRevokeInput, revokeKey } from '../../../src/bank/keys.ts';
import { reportTeller, tellerReportInput } from '../../../src/bank/report.ts';
import { cancelWithdrawal, withdrawCancelInput } from '../../../src/bank/withdraw-cancel.ts';
import { checkWithdrawals, withdrawCheckInput } from '../../../src/bank/withdraw-check.ts';
import { completeWithdrawal, withdrawCompleteInput } from '../../../src/bank/withdraw-complete.ts';
import { requestWithdrawal, withdrawRequestInput } from '../../../src/bank/withdraw-request.ts';
import { newId, type World } from './world.ts';

type Scope = 'teller' | 'member' | 'read' | 'admin';

/** A key and what it may do. */
export interface Key {
  readonly id: string;
  readonly scope: Scope;
}
/** The keys of the bot, and of staff's tools. */
export const BOT: Key = { id: 'bot', scope: 'member' };
export const STAFF: Key = { id: 'staff', scope: 'admin' };
export const tellerKey = (id: string): Key => ({ id, scope: 'teller' });

const NONCE_MS = 360_000;

/** Who calls: the name of the key, and a nonce that is used once. */
export const signedBy = (world: World, { id }: Key): Caller => ({
  by: id.replace(/@.*/, ''),
  nonce: { keyId: id, nonce: newId(world, 'nonce-'), expiresAt: world.now + NONCE_MS },
});

/** What an answer is if the bank refuses: the code of the problem. */
async function codeOf<Answer>(
  isAllowed: boolean,
  asked: () => Promise<Answer>,
): Promise<Answer | RefusalCode | 'out_of_scope'> {
  if (!isAllowed) return 'out_of_scope';
  try {
    return await asked();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** The bank's endpoints as programs see them: a key that lacks the scope is refused. */
function endpoint<Schema extends z.ZodType, Answer>(
  scope: Scope,
  schema: Schema,
  operation: Operation<z.output<Schema>, Answer>,
) {
  return (world: World, key: Key, body: z.input<Schema>) =>
    codeOf(key.scope === scope, () =>
      world.book.perform(operation, schema.parse(body), signedBy(world, key)),
    );
}

export const deposit = endpoint('teller', depositInput, completeDeposit);
export const report = endpoint('teller', tellerReportInput, reportTeller);
export const complete = endpoint('teller', withdrawCompleteInput, completeWithdrawal);
export const request = endpoint('member', withdrawRequestInput, requestWithdrawal);
export const cancel = endpoint('member', withdrawCancelInput, cancelWithdrawal);
export const halt = endpoint('admin', haltInput, haltBank);
export const freeze = endpoint('admin', freezeInput, freezeMember);
export const revoke = endpoint('admin', keyRevokeInput, revokeKey);
export const check = (world: World, key: Key, body: z.input<typeof withdrawCheckInput>) =>
  codeOf(key.scope === 'teller', () => {
    const { robloxUserId, claim } = withdrawCheckInput.parse(body);
    const input = {
      robloxUserId,
      claim: claim ? { token: newId(world, `c-${world.dice.below(2 ** 31)}-`) } : null,
    };
    return world.book.perform(checkWithdrawals, input, signedBy(world, key));
  });
/** Two of the staff take goods out that have left the bank in the game. */
export const debit = (
  world: World,
  { goods, ...from }: { readonly tellerId: string; readonly robloxUserId: number; readonly goods: Goods },
) => {
  const adjustment = { adjustmentId: newId(world, 'a'), direction: 'debit', reason: 'handed over' } as const;
  return codeOf(true, () =>
    world.book.perform(
      adjustMember,
      { ...adjustment, ...from, pets: [...goods.pets], gems: goods.gems },
      { by: 'staff-9' },
    ),
  );
};
export const resolve = (world: World, key: Key, body: z.input<typeof caseResolveInput>) =>
  codeOf(key.scope === 'admin', () =>
    decideCase(world.book, caseResolveInput.parse(body), signedBy(world, key)),
  );
