import { z } from 'zod';
import { type caseAnswer, RESOLUTIONS, readCase, resolveCase } from '../../bank/cases.ts';
import { type MemberIdentity, readIdentity } from '../../bank/eligibility.ts';
import type { Book, Caller } from '../../bank/engine/book.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { type Command, defineCommand } from '../model/command.ts';
import type { Control, Field, FormButton, Reply } from '../model/reply.ts';
import { code, fullTime, say, type Text } from '../model/text.ts';
import { goodsFile, goodsText } from './goods.ts';
import { describeAccount, memberName, staffCaller } from './member.ts';
import { MAX_CHOICE, MAX_OFFERED, offerCases } from './options.ts';
import { reasonButton } from './reason.ts';

/** What waits for staff to decide: the list, one case, its end. */
export function reviewCommand(dependencies: StaffDependencies): Command {
  const { book } = dependencies;
  return defineCommand({
    name: 'review',
    description: 'What waits for a decision of staff: look into it, and settle it',
    audience: 'staff',
    input: z.strictObject({ case: z.string().min(1).max(300).optional() }),
    options: {
      case: {
        kind: 'text',
        description: 'Which one; else you choose from a list',
        maxLength: 300,
        complete: (_actor, typed) => offerCases(book, typed),
      },
    },
    async run({ actor }, { case: id }) {
      const caller = await staffCaller(book, actor);
      return id === undefined ? listCases({ book, caller }) : showCase({ book, caller }, id);
    },
  });
}

/** Open cases to choose from, as many as one menu holds, after one. */
export async function listCases(reviewer: Reviewer, afterId?: string): Promise<Reply> {
  const found = await reviewer.book.reads.cases({
    isOpen: true,
    limit: MAX_OFFERED + 1,
    ...(afterId === undefined ? {} : { afterId }),
  });
  const page = found.slice(0, MAX_OFFERED);
  const last = page.at(-1);
  if (!last) return { title: 'Nothing waits for a decision', tone: 'good' };
  const menu: Control = {
    kind: 'menu',
    placeholder: 'Choose a case',
    // The value is its place in the list: an id may be longer than what Discord takes.
    choices: page.map(({ kind, openedAt, summary }, at) => ({
      label: `${CASE_WORDS[kind]}, ${new Date(openedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
      value: String(at),
      hint: clip(summary),
    })),
    act: (_context, { values: [at] }) => showCase(reviewer, page[Number(at)]?.id ?? ''),
  };
  const next: Control = { kind: 'button', label: 'Next', act: () => listCases(reviewer, last.id) };
  return {
    title: 'What waits for a decision',
    text: say`Choose one to see what happened, and how it can end.`,
    rows: found.length > MAX_OFFERED ? [[menu], [next]] : [[menu]],
  };
}

const clip = (text: string): string =>
  text.length > MAX_CHOICE ? `${text.slice(0, MAX_CHOICE - 1).toWellFormed()}…` : text;

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
