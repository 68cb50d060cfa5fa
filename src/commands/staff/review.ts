import { z } from 'zod';
import { type CaseResolveInput, type caseAnswer, RESOLUTIONS, readCase } from '../../bank/cases.ts';
import { decideCase } from '../../bank/decide-case.ts';
import type { Book, Caller } from '../../bank/engine/book.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import type { Case } from '../../bank/engine/rows.ts';
import { readIdentity } from '../../bank/member.ts';
import type { StaffDependencies } from '../dependencies.ts';
import {
  type Choice,
  type Command,
  defineCommand,
  MAX_CHOICE_LENGTH,
  MAX_CHOICES,
} from '../model/command.ts';
import type { Control, Field, FormButton, Reply } from '../model/reply.ts';
import { code, fullTime, say, strong, type Text, truncate } from '../model/text.ts';
import { goodsFile, goodsText } from './goods.ts';
import { ifReachable, reasonButton } from './inputs.ts';
import { type Member, staffCaller, toMember } from './member.ts';
import type { StaffProposals } from './proposals.ts';
import { showProposal } from './review-proposal.ts';
import { describeAction } from './staff-actions.ts';

/** Lists the open cases, shows one of them, and settles it. */
export function reviewCommand(dependencies: StaffDependencies): Command {
  const { book, proposals } = dependencies;
  return defineCommand({
    name: 'review',
    description: 'Cases that wait for a staff decision: check and settle them',
    audience: 'viewer',
    input: z.strictObject({ case: z.string().min(1).max(300).optional() }),
    options: {
      case: {
        kind: 'text',
        description: 'Which one; else you choose from a list',
        maxLength: 300,
        complete: (_actor, typed) => completeCase(book, typed),
      },
    },
    async run({ actor }, { case: id }) {
      const caller = await staffCaller(book, actor);
      return id === undefined ? listCases({ book, caller, proposals }) : showCase({ book, caller }, id);
    },
  });
}

/** How many open cases are searched. */
const MAX_SCANNED = 200;

/** Offers open cases whose id contains what was typed. Ids too long for Discord are only in the list. */
async function completeCase({ reads }: Book, typed: string): Promise<Choice[]> {
  const text = typed.toLowerCase();
  const open = await ifReachable(reads.cases({ isOpen: true, limit: MAX_SCANNED }));
  return open
    .filter(({ id }) => id.length <= MAX_CHOICE_LENGTH && id.toLowerCase().includes(text))
    .slice(0, MAX_CHOICES)
    .map(({ id }) => ({ name: id, value: id }));
}

/** Something to choose from a list, and what it shows then. */
interface Entry {
  readonly label: string;
  readonly hint: string;
  readonly show: () => Reply | Promise<Reply>;
}

/** How many of what was proposed in the dashboard stand before the cases. */
const MAX_PROPOSED = 5;

/** Lists open cases to choose from, as many as one menu holds, starting after one of them. */
async function listCases(reviewer: Reviewer, afterId?: string): Promise<Reply> {
  const after = afterId === undefined ? {} : { afterId };
  const proposed = afterId === undefined ? await listProposed(reviewer) : [];
  const room = MAX_CHOICES - proposed.length;
  const found = await reviewer.book.reads.cases({ isOpen: true, limit: room + 1, ...after });
  const page = found.slice(0, room);
  const entries = [...proposed, ...page.map((openCase) => toEntry(reviewer, openCase))];
  if (entries.length === 0) return { title: 'Nothing waits for a decision', tone: 'good' };
  const menu: Control = {
    kind: 'menu',
    placeholder: 'Choose a case',
    // The value is the position in the list: an id may be longer than Discord takes.
    choices: entries.map(({ label, hint }, at) => ({
      label,
      value: String(at),
      hint: truncate(hint, MAX_CHOICE_LENGTH),
    })),
    act: async (_context, { values: [at] }) => entries[Number(at)]?.show() ?? showCase(reviewer, ''),
  };
  const next: Control = { kind: 'button', label: 'Next', act: () => listCases(reviewer, page.at(-1)?.id) };
  return {
    title: 'What waits for a decision',
    text: say`Choose one to see what happened, and how it can end.`,
    rows: found.length > room ? [[menu], [next]] : [[menu]],
  };
}

const formatMinute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

const toEntry = (reviewer: Reviewer, { id, kind, openedAt, summary }: Case): Entry => ({
  label: `${CASE_WORDS[kind]}, ${formatMinute(openedAt)} UTC`,
  hint: summary,
  show: () => showCase(reviewer, id),
});

async function listProposed({ book, proposals }: Reviewer): Promise<Entry[]> {
  if (!proposals) return [];
  const waiting = await proposals.list();
  return waiting.slice(0, MAX_PROPOSED).map((proposal) => ({
    label: `Second person, ${formatMinute(proposal.madeAt)} UTC`,
    hint: `${proposal.by}: ${describeAction(proposal.action)}`,
    show: () => showProposal({ book }, proposals, proposal),
  }));
}

interface Reviewer {
  readonly book: Book;
  readonly caller: Caller;
  readonly proposals?: StaffProposals | undefined;
}

type CaseAnswer = z.infer<typeof caseAnswer>;
type Resolution = (typeof RESOLUTIONS)[CaseAnswer['kind']][number];

const CASE_WORDS: { readonly [K in CaseAnswer['kind']]: string } = {
  damaged: 'Damaged: look at it in the database',
  quarantine: 'Quarantine',
  uncertain: 'Uncertain withdrawal',
  shortage: 'Shortage',
  refused_trade: 'Refused trade',
  disputed: 'Not received, says the member',
  missed_trade: 'Trade that was never reported to the bank',
  unseen_trade: 'Trade that BIG Games did not see',
  witness_shortage: 'Shortage by BIG Games',
  account: "Teller's account at BIG Games",
  same_pet: 'One pet or two?',
  foreign_trade: 'Trades that a teller does not know',
  teller_limit: 'More than a teller may credit in an hour',
  possible_duplicate: 'Perhaps reported twice',
  staff_limit: 'More by hand than one may move alone',
};

/** The label and style of the button for each resolution. */
const RESOLUTION_BUTTONS: { readonly [R in Resolution]: readonly [string, 'success' | 'danger'] } = {
  credit: ['Credit it to the member', 'success'],
  return: ['It was given back in the game', 'danger'],
  delivered: ['It was delivered', 'danger'],
  not_delivered: ['It was not delivered', 'success'],
  resume: ['Resume withdrawals', 'success'],
  close: ['Checked: close it', 'success'],
  same: ['Yes, it is the same pet', 'success'],
  different: ['No, they are two pets', 'danger'],
  confirm: ['All of them happened', 'success'],
  reverse: ['Take back what is on hold', 'danger'],
};

/** Shows what happened and, while the case is open, a button for each resolution. Refuses `not_found`. */
async function showCase({ book, caller }: Reviewer, id: string): Promise<Reply> {
  const found = await book.query(readCase, id, caller);
  const { closedAt, kind, robloxUserId } = found;
  const member =
    robloxUserId === null ? null : toMember(await book.query(readIdentity, robloxUserId, caller));
  const resolutions: readonly Resolution[] = closedAt === null ? RESOLUTIONS[kind] : [];
  const buttons = resolutions.map((resolution) => resolutionButton({ book, caller }, id, resolution));
  return {
    title: closedAt === null ? CASE_WORDS[kind] : `${CASE_WORDS[kind]}: closed`,
    tone: closedAt === null ? 'warning' : 'good',
    text: say`${found.summary}`,
    ...goodsFile('case', found),
    fields: toCaseFields(found, member),
    rows: buttons.length === 0 ? [] : [buttons],
  };
}

/** If two staff members settle the same case, both see how it was closed first. */
function resolutionButton({ book, caller }: Reviewer, id: string, resolution: Resolution): FormButton {
  const settle = reasonButton(...RESOLUTION_BUTTONS[resolution], async (_context, { reason }) => {
    const hasMore = await settleCase({ book, caller }, { caseId: id, resolution, reason });
    const shown = await showCase({ book, caller }, id);
    if (!hasMore) return shown;
    return { ...shown, text: say`Part of it is decided: there was too much for one go. Press again.` };
  });
  return { ...settle, level: 'manager' };
}

/** How often a press goes on with what one call could not decide. */
const MAX_CALLS = 20;

/**
 * Settles the case, or keeps that the caller wants it so until a second one agrees. Returns whether there is
 * more left than one press decides.
 */
export async function settleCase(
  { book, caller }: Pick<Reviewer, 'book' | 'caller'>,
  decision: CaseResolveInput,
): Promise<boolean> {
  try {
    for (let calls = 0; calls < MAX_CALLS; calls += 1) {
      const { hasMore } = await decideCase(book, decision, caller);
      if (!hasMore) return false;
    }
    return true;
  } catch (error) {
    // The case shows then who wants it to end how, and waits for another one.
    if (error instanceof Refusal && error.details.needsSecondPerson) return false;
    throw error;
  }
}

const describeProposal = ({ by, resolution, reason }: NonNullable<CaseAnswer['proposal']>): Text =>
  say`${code(by)} wants: ${strong(resolution.replace('_', ' '))}. Why: ${reason}. It takes another manager who
    has looked at it and presses the same.`;

function toCaseFields(found: CaseAnswer, member: Member | null): Field[] {
  const facts: [string, Text | null][] = [
    ['Member', member && say`${member.name}, ${member.account}`],
    ['Goods', found.pets.length === 0 && found.gems === 0 ? null : goodsText(found)],
    ['Teller', say`${code(found.tellerId)}`],
    ['Withdrawal', found.withdrawalId === null ? null : say`${code(found.withdrawalId)}`],
    ['Opened', say`${fullTime(Date.parse(found.openedAt))}`],
    ['Closed', found.closedAt === null ? null : say`${fullTime(Date.parse(found.closedAt))}`],
    ['Waits for a second person', found.proposal && describeProposal(found.proposal)],
    ['How it ended', found.resolution === null ? null : say`${found.resolution}`],
    ['Case', say`${code(found.id)}`],
  ];
  return facts.flatMap(([name, text]) => (text === null ? [] : [{ name, text }]));
}
