import type { Caller } from '../../bank/engine/book.ts';
import type { Queued } from '../../bank/engine/rows.ts';
import { readIdentity } from '../../bank/member.ts';
import { checkWithdrawals, type WithdrawCheckAnswer } from '../../bank/withdraw-check.ts';
import type { StaffDependencies } from '../dependencies.ts';
import type { Context } from '../model/actor.ts';
import { type Command, defineSimpleCommand } from '../model/command.ts';
import type { Field, Reply } from '../model/reply.ts';
import { code, lines, relativeTime, type Text, t } from '../model/text.ts';
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
      title: t(fields.length === 0 ? 'queue.nothing' : 'queue.waiting'),
      text: t('queue.how', { account: code(caller.by) }),
      fields,
      ...(open.length > PAGE && last
        ? { rows: [[{ kind: 'button', label: t('staff.next'), act: (context) => showPage(context, last) }]] }
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
    { name: 'queue', description: t('about.queue'), audience: 'viewer' },
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
      const until = { when: relativeTime(Date.parse(expiresAt)) };
      return deliverable ? t('queue.you-hold-all', until) : t('queue.you-lack-some', until);
    }
    case 'claimed':
      return t('queue.claimed');
    case 'uncertain':
      return t('queue.uncertain');
    default:
      return status satisfies never;
  }
}
