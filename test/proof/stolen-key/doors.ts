import { z } from 'zod';
import { adjustMember } from '../../../src/bank/adjust.ts';
import { caseAnswer } from '../../../src/bank/cases.ts';
import { decideCase } from '../../../src/bank/decide-case.ts';
import { completeDeposit, depositAnswer, depositInput } from '../../../src/bank/deposit.ts';
import type { Caller } from '../../../src/bank/engine/book.ts';
import type { Operation } from '../../../src/bank/engine/operation.ts';
import type { Goods } from '../../../src/bank/engine/pets.ts';
import { Refusal, type RefusalCode } from '../../../src/bank/engine/refusal.ts';
import {
  freezeAnswer,
  freezeInput,
  freezeMember,
  haltAnswer,
  haltBank,
  haltInput,
} from '../../../src/bank/halt-and-freeze.ts';
import { keyRevokeAnswer, keyRevokeInput, revokeKey } from '../../../src/bank/keys.ts';
import { reportTeller, tellerReportAnswer, tellerReportInput } from '../../../src/bank/report.ts';
import { caseResolveInput } from '../../../src/bank/resolve-case.ts';
import {
  cancelWithdrawal,
  withdrawCancelAnswer,
  withdrawCancelInput,
} from '../../../src/bank/withdraw-cancel.ts';
import {
  checkWithdrawals,
  withdrawCheckAnswer,
  withdrawCheckInput,
} from '../../../src/bank/withdraw-check.ts';
import {
  completeWithdrawal,
  withdrawCompleteAnswer,
  withdrawCompleteInput,
} from '../../../src/bank/withdraw-complete.ts';
import {
  requestWithdrawal,
  withdrawRequestAnswer,
  withdrawRequestInput,
} from '../../../src/bank/withdraw-request.ts';
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
type Code = RefusalCode | 'out_of_scope';

async function codeOf<Answer>(isAllowed: boolean, asked: () => Promise<Answer>): Promise<Answer | Code> {
  if (!isAllowed) return 'out_of_scope';
  try {
    return await asked();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** An endpoint as programs see it: over HTTP where the world has that, else by the book. */
interface Endpoint<Input extends z.ZodType, Output extends z.ZodType> {
  readonly scope: Scope;
  readonly path: string;
  readonly input: Input;
  readonly answer: Output;
  readonly perform: (world: World, input: z.output<Input>, caller: Caller) => Promise<z.output<Output>>;
  /** It looks at the bank before it decides. */
  readonly looksFirst?: boolean;
}

function endpoint<Input extends z.ZodType, Output extends z.ZodType>({
  scope,
  path,
  input,
  answer,
  perform,
  looksFirst = false,
}: Endpoint<Input, Output>) {
  type Outcome = z.output<Output> | Code;
  return (world: World, key: Key, body: z.input<Input> & object): Promise<Outcome> => {
    const { game, turns, now } = world;
    if (!game) {
      const call = (): Promise<Outcome> =>
        codeOf(key.scope === scope, () => perform(world, input.parse(body), signedBy(world, key)));
      return looksFirst ? turns.alone(call) : turns.send(call);
    }
    // Nothing says in which order requests arrive that are sent at once.
    return turns.alone(async () => {
      const response = await game.ask(now, key.id, [path, body]);
      return response.status === 200 ? answer.parse(response.body) : refused.parse(response.body).code;
    });
  };
}
const refused = z.object({ code: z.custom<Code>((code) => typeof code === 'string') });

/** What the book does with an operation by itself. */
const byBook =
  <Input, Output>(operation: Operation<Input, Output>) =>
  ({ book }: World, input: Input, caller: Caller): Promise<Output> =>
    book.perform(operation, input, caller);

export const deposit = endpoint({
  scope: 'teller',
  path: '/deposit/complete',
  input: depositInput,
  answer: depositAnswer,
  perform: byBook(completeDeposit),
});
export const report = endpoint({
  scope: 'teller',
  path: '/teller/report',
  input: tellerReportInput,
  answer: tellerReportAnswer,
  perform: byBook(reportTeller),
});
export const complete = endpoint({
  scope: 'teller',
  path: '/withdraw/complete',
  input: withdrawCompleteInput,
  answer: withdrawCompleteAnswer,
  perform: byBook(completeWithdrawal),
});
export const request = endpoint({
  scope: 'member',
  path: '/withdraw/request',
  input: withdrawRequestInput,
  answer: withdrawRequestAnswer,
  perform: byBook(requestWithdrawal),
});
export const cancel = endpoint({
  scope: 'member',
  path: '/withdraw/cancel',
  input: withdrawCancelInput,
  answer: withdrawCancelAnswer,
  perform: byBook(cancelWithdrawal),
});
export const halt = endpoint({
  scope: 'admin',
  path: '/admin/halt',
  input: haltInput,
  answer: haltAnswer,
  perform: byBook(haltBank),
});
export const freeze = endpoint({
  scope: 'admin',
  path: '/admin/freeze',
  input: freezeInput,
  answer: freezeAnswer,
  perform: byBook(freezeMember),
});
export const revoke = endpoint({
  scope: 'admin',
  path: '/admin/keys/revoke',
  input: keyRevokeInput,
  answer: keyRevokeAnswer,
  perform: byBook(revokeKey),
});
export const check = endpoint({
  scope: 'teller',
  path: '/withdraw/check',
  input: withdrawCheckInput,
  answer: withdrawCheckAnswer,
  perform(world, { robloxUserId, claim }, caller) {
    const token = (): string => newId(world, `c-${world.dice.below(2 ** 31)}-`);
    const input = { robloxUserId, claim: claim ? { token: token() } : null };
    return world.book.perform(checkWithdrawals, input, caller);
  },
});
export const resolve = endpoint({
  scope: 'admin',
  path: '/admin/cases/resolve',
  input: caseResolveInput,
  answer: caseAnswer,
  perform: ({ book }, input, caller) => decideCase(book, input, caller),
  looksFirst: true,
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
