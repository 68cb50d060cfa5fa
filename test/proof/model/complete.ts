import type { z } from 'zod';
import {
  completeWithdrawal,
  type withdrawCompleteAnswer,
  withdrawCompleteInput,
} from '../../../src/bank/withdraw-complete.ts';
import { type Amounts, amountsToText, isSame, minus, tally } from './amounts.ts';
import { defineOperation, type Foreseen, refuse } from './call.ts';
import { noteGivenBack } from './holds.ts';
import { isDue, openCase, settle } from './time.ts';
import { getTeller, learn, learnSeq, type World } from './world.ts';

type Input = z.output<typeof withdrawCompleteInput>;
type Answer = z.output<typeof withdrawCompleteAnswer>;

/**
 * How a claim ended in the game: taken from whoever holds its token, late ones too. A word that is refused
 * becomes a case.
 */
export const complete = defineOperation(
  'complete',
  completeWithdrawal,
  withdrawCompleteInput,
  (world, { input, by, actual }) => {
    const id = `complete:${by}:${input.tradeId}`;
    const said = input.delivered && tally(input.delivered);
    const delivered = amountsToText(said ?? new Map());
    const content = `${input.withdrawalId} ${input.claimToken} ${input.outcome} ${delivered}`;
    const nonsense = nonsenseOf(input, said);
    if (nonsense) return refused(world, id, { input, by, nonsense });
    const done = world.completions.get(id);
    if (done && done.content !== content)
      return refused(world, id, { input, by, nonsense: refuse('request_reused') });
    if (done) return { says: { ...done.says, replayed: true }, as: [`${done.says.status} again`] };
    const wrong = wrongClaim(world, input, by) ?? wrongAmount(world, input, said);
    if (wrong) return refused(world, id, { input, by, nonsense: wrong });
    const withdrawal = world.withdrawals.get(input.withdrawalId);
    if (!withdrawal) return refuse('withdrawal_not_found');
    const isLate = withdrawal.status === 'uncertain' || isDue(world, withdrawal);
    const status = settle(
      world,
      withdrawal,
      input.outcome === 'declined' ? new Map() : (said ?? withdrawal.goods),
    );
    const teller = getTeller(world, by);
    const previousTradeSeq = teller.lastSeq;
    teller.lastSeq = learnSeq(world, actual?.seq);
    teller.trades.push({ at: world.now, seq: teller.lastSeq });
    if (input.outcome !== 'delivered')
      noteGivenBack(world, { teller: by, member: withdrawal.member, seq: teller.lastSeq });
    if (teller.report) teller.report.isLatest = false;
    const transactionId = learn(world, actual?.transactionId);
    const says: Answer = {
      withdrawalId: withdrawal.id,
      seq: teller.lastSeq,
      status,
      transactionId,
      previousTradeSeq,
      replayed: false,
    };
    world.completions.set(id, { content, says });
    return { says, as: [isLate ? `${status}, late` : status] };
  },
);

function nonsenseOf({ outcome }: Input, said: Amounts | undefined): Foreseen<Answer> | undefined {
  if (outcome === 'partial' && (said?.size ?? 0) === 0) return refuse('invalid', 'partial without delivered');
  return outcome === 'declined' && said ? refuse('invalid', 'declined with delivered') : undefined;
}

function wrongClaim(world: World, input: Input, by: string): Foreseen<Answer> | undefined {
  const withdrawal = world.withdrawals.get(input.withdrawalId);
  if (!withdrawal) return refuse('withdrawal_not_found');
  const { status, claim } = withdrawal;
  if (status === 'reserved' && isDue(world, withdrawal)) return refuse('withdrawal_already_closed');
  if (status === 'reserved') return refuse('withdrawal_not_claimed');
  if (status !== 'claimed' && status !== 'uncertain') return refuse('withdrawal_already_closed');
  if (claim?.token !== input.claimToken) return refuse('lease_lost', 'not the current token');
  return claim.teller === by ? undefined : refuse('lease_lost', "another teller's token");
}

function wrongAmount(
  world: World,
  { withdrawalId, outcome }: Input,
  said: Amounts | undefined,
): Foreseen<Answer> | undefined {
  const claimed = world.withdrawals.get(withdrawalId)?.goods ?? new Map();
  if (!said) return undefined;
  if ([...minus(claimed, said).values()].some((left) => left < 0n))
    return refuse('invalid', 'more than was claimed');
  return outcome === 'delivered' && !isSame(said, claimed)
    ? refuse('invalid', 'less than was claimed')
    : undefined;
}

/** Something may have happened in the game, unless the teller said that nothing did. */
function refused(
  world: World,
  id: string,
  { input, by, nonsense }: { input: Input; by: string; nonsense: Foreseen<Answer> },
): Foreseen<Answer> {
  if (input.outcome === 'declined' && !input.delivered) return nonsense;
  const withdrawal = world.withdrawals.get(input.withdrawalId);
  openCase(world, `refused:${id}`, {
    kind: 'refused_trade',
    member: withdrawal?.member ?? null,
    teller: by,
    withdrawalId: input.withdrawalId,
    goods: input.delivered ? tally(input.delivered) : (withdrawal?.goods ?? new Map()),
  });
  return nonsense;
}
