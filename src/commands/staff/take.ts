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
import { type Reply, warning } from '../model/reply.ts';
import { code, command, lines, say, strong } from '../model/text.ts';
import { askForGoods, GEMS, goodsSchema, goodsText, petsOption } from './goods.ts';
import { reasonButton } from './inputs.ts';
import { findMember, MEMBER, type Member, memberSchema, staffCaller } from './member.ts';

/** Records a deposit that a member hands to a staff member in the game. */
export function takeCommand(dependencies: StaffDependencies): Command {
  const { book, rules } = dependencies;
  return defineCommand({
    name: 'take',
    description: 'Record a deposit: what a member hands to you in the game',
    audience: 'cashier',
    input: z.strictObject({ member: memberSchema, ...goodsSchema }),
    options: { member: MEMBER, pets: petsOption(() => rules().catalogue), gems: GEMS },
    async run({ actor }, given) {
      const caller = await staffCaller(book, actor);
      const member = await findMember(dependencies, given.member);
      if (staffName(member.robloxUserId) === caller.by) return TRADE_WITH_SELF;
      return askForGoods(rules().catalogue, given, {
        title: `What does ${member.name} give?`,
        next: (goods) => showOffer(dependencies, { member, goods, caller }),
      });
    },
  });
}

/** Nobody else could confirm that it happened. */
const TRADE_WITH_SELF = warning('Nobody trades with themselves')`
  Hand your pets to another staff member or to a game script's teller, and they are recorded there.`;

async function showOffer(
  { book, rules }: StaffDependencies,
  { member, goods, caller }: { member: Member; goods: Goods; caller: Caller },
): Promise<Reply> {
  const offered = readInput(depositCheckInput, { robloxUserId: member.robloxUserId, ...goods });
  const { accepted, reasons } = await book.query(checkDeposit, offered, caller);
  const doubts = { name: 'Check first', text: lines(reasons.map(({ message }) => say`${message}`)) };
  const worth = computeWorth(identifyDeposit(goods, rules()), rules().catalogue);
  const record = reasonButton('The trade went through: record it', 'success', async (context, { reason }) => {
    const trade = { ...offered, tradeId: context.operationId, reason };
    return recordedReply(member, await book.perform(completeDeposit, trade, caller));
  });
  return {
    title: `Take this from ${member.name}?`,
    tone: accepted ? 'plain' : 'warning',
    person: member.person,
    text: accepted
      ? say`${member.account}. All of it will be credited to them. Record it once the trade has gone
        through in the game.`
      : say`${member.account}. You may refuse the trade. Once it has gone through in the game, record
        it anyway: what can't be credited waits in quarantine for ${command('review')}.`,
    fields: [
      { name: 'They give', text: goodsText(goods) },
      { name: 'Worth', text: say`${strong(formatWorth(worth))}`, isInline: true },
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
  const waiting = { name: 'Waits in quarantine', text: goodsText(quarantined) };
  return {
    title: `Deposit of ${member.name} recorded`,
    tone: status === 'credited' && !isForSecond ? 'good' : 'warning',
    person: member.person,
    text: isForSecond
      ? say`It is ${code(transactionId)} in the ledger. That is more than one of the staff may move alone in a
        day: it is on hold until another manager confirms it with ${command('review')}.`
      : say`It is ${code(transactionId)} in the ledger.`,
    fields: [{ name: 'Credited', text: goodsText(credited) }, ...(status === 'credited' ? [] : [waiting])],
  };
}
