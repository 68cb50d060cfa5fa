import type { z } from 'zod';
import { type caseAnswer, RESOLUTIONS, readCase, resolveCase } from '../../bank/cases.ts';
import { type MemberIdentity, readIdentity } from '../../bank/eligibility.ts';
import type { Book, Caller } from '../../bank/engine/book.ts';
import type { Field, FormButton, Reply } from '../model/reply.ts';
import { code, fullTime, say, type Text } from '../model/text.ts';
import { goodsFile, goodsText } from './goods.ts';
import { describeAccount, memberName } from './member.ts';
import { reasonButton } from './reason.ts';

/** Who looks into cases. */
export interface Reviewer {
  readonly book: Book;
  readonly caller: Caller;
}

type CaseAnswer = z.infer<typeof caseAnswer>;
type Resolution = (typeof RESOLUTIONS)[CaseAnswer['kind']][number];

export const CASE_WORDS: { readonly [K in CaseAnswer['kind']]: string } = {
  quarantine: 'Quarantine',
  uncertain: 'Uncertain withdrawal',
  shortage: 'Shortage',
  refused_trade: 'Refused trade',
  missed_trade: 'Trade the bank was never told of',
  unseen_trade: 'Trade that BIG Games did not see',
  witness_shortage: 'Shortage by BIG Games',
  account: "Teller's account at BIG Games",
};

/** What to press for each end. */
const ENDS: { readonly [R in Resolution]: Pick<FormButton, 'label' | 'style'> } = {
  credit: { label: 'Credit it to the member', style: 'success' },
  return: { label: 'It was given back in the game', style: 'danger' },
  delivered: { label: 'It was delivered', style: 'danger' },
  not_delivered: { label: 'It was not delivered', style: 'success' },
  resume: { label: 'Let withdrawals go on', style: 'success' },
  close: { label: 'Looked into: close it', style: 'success' },
};

/**
 * A case: what happened and, while it is open, a button for each way in which it can end. Refuses
 * `not_found`.
 */
export async function showCase({ book, caller }: Reviewer, id: string): Promise<Reply> {
  const one = await book.query(readCase, id, caller);
  const { closedAt, kind } = one;
  const ends: readonly Resolution[] = closedAt === null ? RESOLUTIONS[kind] : [];
  return {
    title: closedAt === null ? CASE_WORDS[kind] : `${CASE_WORDS[kind]}: closed`,
    tone: closedAt === null ? 'warning' : 'good',
    text: say`${one.summary}`,
    ...goodsFile('case', one),
    fields: toCaseFields(one, await readCaseMember({ book, caller }, one)),
    rows:
      ends.length === 0 ? [] : [ends.map((resolution) => endButton({ book, caller }, { one, resolution }))],
  };
}

/** Where two of the staff settle the same case, both are shown how it was closed first. */
function endButton(
  { book, caller }: Reviewer,
  { one, resolution }: { readonly one: CaseAnswer; readonly resolution: Resolution },
): FormButton {
  return reasonButton({
    ...ENDS[resolution],
    async act(_context, { reason }) {
      await book.perform(resolveCase, { caseId: one.id, resolution, reason }, caller);
      return showCase({ book, caller }, one.id);
    },
  });
}

async function readCaseMember({ book, caller }: Reviewer, one: CaseAnswer): Promise<MemberIdentity | null> {
  return one.robloxUserId === null ? null : book.query(readIdentity, one.robloxUserId, caller);
}

function toCaseFields(one: CaseAnswer, member: MemberIdentity | null): Field[] {
  const facts: [string, Text | null][] = [
    ['Member', member && say`${memberName(member)}, ${describeAccount(member)}`],
    ['Goods', one.pets.length === 0 && one.gems === 0 ? null : goodsText(one)],
    ['Teller', say`${code(one.tellerId)}`],
    ['Withdrawal', one.withdrawalId === null ? null : say`${code(one.withdrawalId)}`],
    ['Opened', say`${fullTime(Date.parse(one.openedAt))}`],
    ['Closed', one.closedAt === null ? null : say`${fullTime(Date.parse(one.closedAt))}`],
    ['How it ended', one.resolution === null ? null : say`${one.resolution}`],
    ['Case', say`${code(one.id)}`],
  ];
  return facts.flatMap(([name, text]) => (text === null ? [] : [{ name, text }]));
}
