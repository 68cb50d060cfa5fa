import type { Caller } from '../../bank/engine/book.ts';
import type { Queued } from '../../bank/engine/rows.ts';
import { readIdentity } from '../../bank/member.ts';
import { checkWithdrawals, type WithdrawCheckAnswer } from '../../bank/withdraw-check.ts';
import type { StaffDependencies } from '../dependencies.ts';
import type { Context } from '../model/actor.ts';
import { type Command, defineSimpleCommand } from '../model/command.ts';
import type { Field, Reply } from '../model/reply.ts';
import { code, command, lines, relativeTime, say, type Text } from '../model/text.ts';
import { goodsText } from './goods.ts';
import { staffCaller, toMember } from './member.ts';

const PAGE = 8;

/** Shows which withdrawals wait, oldest first, and which of them the actor's own teller account holds. */
export function queueCommand({ book }: StaffDependencies): Command {
  async function showPage({ actor }: Context, after?: Queued): Promise<Reply> {
    const caller = await staffCaller(book, actor);
    const open = await book.reads.openWithdrawals({ after, limit: PAGE + 1 });
    const page = open.slice(0, PAGE);
    const members = [...new Set(page.map((withdrawal) => withdrawal.robloxUserId))];
    const waiting = new Map((await Promise.all(members.map((id) => readFields(id, caller)))).flat());
    const fields = page.flatMap(({ id }) => waiting.get(id) ?? []);
    const last = page.at(-1);
    return {
      title: fields.length === 0 ? 'Nothing waits' : 'Waiting for delivery',
      text: say`Hand one over with ${command('teller deliver')}. Your teller account is ${code(caller.by)}.`,
      fields,
      ...(open.length > PAGE && last
        ? { rows: [[{ kind: 'button', label: 'Next', act: (context) => showPage(context, last) }]] }
        : {}),
    };
  }

  /** Reads the current state of the member's withdrawals, by their ids. */
  async function readFields(robloxUserId: number, caller: Caller): Promise<[id: string, Field][]> {
    const [member, { withdrawals }] = await Promise.all([
      book.query(readIdentity, robloxUserId, caller),
      book.query(checkWithdrawals, { robloxUserId, claim: null }, caller),
    ]);
    const { name } = toMember(member);
    return withdrawals.map((waiting) => {
      const { withdrawalId: id } = waiting;
      return [id, { name: `${id}: ${name}`, text: describeWaiting(waiting) }];
    });
  }

  return defineSimpleCommand(
    { name: 'queue', description: 'Which withdrawals wait, and what you can deliver', audience: 'viewer' },
    (context) => showPage(context),
  );
}

type Waiting = WithdrawCheckAnswer['withdrawals'][number];

/** How many kinds of pets are named for each of several withdrawals. */
const MAX_KINDS = 4;

/** Describes a waiting withdrawal: its goods, its status, and whether the calling teller can deliver it. */
export const describeWaiting = (withdrawal: Waiting): Text =>
  lines([goodsText(withdrawal, MAX_KINDS), describeStatus(withdrawal)]);

function describeStatus({ status, deliverable, expiresAt }: Waiting): Text {
  switch (status) {
    case 'reserved': {
      const until = relativeTime(Date.parse(expiresAt));
      return deliverable
        ? say`You hold all of it. It expires ${until}.`
        : say`You don't hold all of it. ${command('teller deliver')} hands over what you have, if no other
          teller has all; ${command('teller move')} records what another teller hands you. It expires
          ${until}.`;
    }
    case 'claimed':
      return say`A teller is handing it over.`;
    case 'uncertain':
      return say`Nobody reported how it ended: settle it with ${command('review')}.`;
    default:
      return status satisfies never;
  }
}
