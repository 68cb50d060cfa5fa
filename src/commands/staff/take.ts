import { z } from 'zod';
import { completeDeposit, type DepositAnswer } from '../../bank/deposit.ts';
import { checkDeposit, depositCheckInput } from '../../bank/deposit-check.ts';
import type { Caller } from '../../bank/engine/book.ts';
import { computeWorth } from '../../bank/engine/catalogue.ts';
import { identifyDeposit } from '../../bank/engine/pet-identity.ts';
import type { Goods } from '../../bank/engine/pets.ts';
import { staffName } from '../../bank/staff.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { formatWorth } from '../goods.ts';
import { type Command, defineCommand } from '../model/command.ts';
import { readInput } from '../model/input.ts';
import { type Reply, worded } from '../model/reply.ts';
import { code, lines, say, strong, t } from '../model/text.ts';
import { askForGoods, GEMS, goodsSchema, goodsText, petsOption } from './goods.ts';
import { reasonButton } from './inputs.ts';
import { findMember, MEMBER, type Member, memberSchema, staffCaller } from './member.ts';

/** Records a deposit that a member hands to a staff member in the game. */
export function takeCommand(dependencies: StaffDependencies): Command {
  const { book, rules } = dependencies;
  return defineCommand({
    name: 'take',
    description: t('about.take'),
    audience: 'cashier',
    input: z.strictObject({ member: memberSchema, ...goodsSchema }),
    options: { member: MEMBER, pets: petsOption(() => rules().catalogue), gems: GEMS },
    async run({ actor }, given) {
      const caller = await staffCaller(book, actor);
      const member = await findMember(dependencies, given.member);
      if (staffName(member.robloxUserId) === caller.by) return TRADE_WITH_SELF;
      return askForGoods(rules().catalogue, given, {
        title: t('take.what', { member: member.name }),
        next: (goods) => showOffer(dependencies, { member, goods, caller }),
      });
    },
  });
}

/** Nobody else could confirm that it happened. */
const TRADE_WITH_SELF = worded('take.self', 'warning');

async function showOffer(
  { book, rules }: StaffDependencies,
  { member, goods, caller }: { member: Member; goods: Goods; caller: Caller },
): Promise<Reply> {
  const offered = readInput(depositCheckInput, { robloxUserId: member.robloxUserId, ...goods });
  const { accepted, reasons } = await book.query(checkDeposit, offered, caller);
  const doubts = { name: t('take.check-first'), text: lines(reasons.map(({ message }) => say`${message}`)) };
  const worth = computeWorth(identifyDeposit(goods, rules()), rules().catalogue);
  const record = reasonButton(t('take.record'), 'success', async (context, { reason }) => {
    const trade = { ...offered, tradeId: context.operationId, reason };
    return recordedReply(member, await book.perform(completeDeposit, trade, caller));
  });
  return {
    title: t('take.offer', { member: member.name }),
    tone: accepted ? 'plain' : 'warning',
    person: member.person,
    text: t(accepted ? 'take.accepted' : 'take.doubtful', { account: member.account }),
    fields: [
      { name: t('take.they-give'), text: goodsText(goods) },
      { name: t('take.worth'), text: say`${strong(formatWorth(worth))}`, isInline: true },
      ...(accepted ? [] : [doubts]),
    ],
    rows: [[record]],
  };
}

function recordedReply(
  member: Member,
  { status, credited, quarantined, transactionId, onHold, onHoldUntil }: DepositAnswer,
): Reply {
  const isForSecond = onHold && onHoldUntil === null;
  const waiting = { name: t('take.quarantined'), text: goodsText(quarantined) };
  return {
    title: t('take.recorded', { member: member.name }),
    tone: status === 'credited' && !isForSecond ? 'good' : 'warning',
    person: member.person,
    text: t(isForSecond ? 'take.for-second' : 'staff.it-is-in-ledger', { id: code(transactionId) }),
    fields: [
      { name: t('take.credited'), text: goodsText(credited) },
      ...(status === 'credited' ? [] : [waiting]),
    ],
  };
}
