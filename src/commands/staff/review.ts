import { z } from 'zod';
import { type caseAnswer, RESOLUTIONS, readCase } from '../../bank/cases.ts';
import { decideCase } from '../../bank/decide-case.ts';
import type { Book, Caller } from '../../bank/engine/book.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import type { Case } from '../../bank/engine/rows.ts';
import { readIdentity } from '../../bank/member.ts';
import type { CaseResolveInput } from '../../bank/resolve-case.ts';
import type { StaffDependencies } from '../dependencies.ts';
import {
  type Choice,
  type Command,
  defineCommand,
  MAX_CHOICE_LENGTH,
  MAX_CHOICES,
} from '../model/command.ts';
import { type Control, type Field, type FormButton, type Reply, worded } from '../model/reply.ts';
import { code, fullTime, say, type Text, t, truncate, type Words } from '../model/text.ts';
import { goodsFile, goodsText } from './goods.ts';
import { ifReachable, reasonButton } from './inputs.ts';
import { type Member, staffCaller, toMember } from './member.ts';
import type { StaffProposals } from './proposals.ts';
import { showProposal } from './review-proposal.ts';
import { wordAction } from './staff-actions.ts';

/** Lists the open cases, shows one of them, and settles it. */
export function reviewCommand(dependencies: StaffDependencies): Command {
  const { book, proposals } = dependencies;
  return defineCommand({
    name: 'review',
    description: t('about.review'),
    audience: 'viewer',
    input: z.strictObject({ case: z.string().min(1).max(300).optional() }),
    options: {
      case: {
        kind: 'text',
        description: t('about.option.case'),
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
  const open = await ifReachable(reads.openCases({ limit: MAX_SCANNED }));
  return open
    .filter(({ id }) => id.length <= MAX_CHOICE_LENGTH && id.toLowerCase().includes(text))
    .slice(0, MAX_CHOICES)
    .map(({ id }) => ({ name: id, value: id }));
}

/** Something to choose from a list, and what it shows then. */
interface Entry {
  readonly label: Words;
  readonly hint: Words;
  readonly show: () => Reply | Promise<Reply>;
}

/** How many of what was proposed in the dashboard stand before the cases. */
const MAX_PROPOSED = 5;

/** Lists open cases to choose from, as many as one menu holds, starting after one of them. */
async function listCases(reviewer: Reviewer, afterId?: string): Promise<Reply> {
  const proposed = afterId === undefined ? await listProposed(reviewer) : [];
  const room = MAX_CHOICES - proposed.length;
  const found = await reviewer.book.reads.openCases({ afterId, limit: room + 1 });
  const page = found.slice(0, room);
  const entries = [...proposed, ...page.map((openCase) => toEntry(reviewer, openCase))];
  if (entries.length === 0) return { title: t('case.nothing'), tone: 'good' };
  const menu: Control = {
    kind: 'menu',
    placeholder: t('case.choose'),
    // The value is the position in the list: an id may be longer than Discord takes.
    choices: entries.map(({ label, hint }, at) => ({
      label,
      value: String(at),
      hint,
    })),
    act: async (_context, { values: [at] }) => entries[Number(at)]?.show() ?? showCase(reviewer, ''),
  };
  const next: Control = {
    kind: 'button',
    label: t('staff.next'),
    act: () => listCases(reviewer, page.at(-1)?.id),
  };
  return {
    ...worded('case.list', 'plain'),
    rows: found.length > room ? [[menu], [next]] : [[menu]],
  };
}

const formatMinute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

const toEntry = (reviewer: Reviewer, { id, kind, openedAt, summary }: Case): Entry => ({
  label: t('case.at', { what: t(`case.kind.${kind}`), time: formatMinute(openedAt) }),
  hint: truncate(summary, MAX_CHOICE_LENGTH),
  show: () => showCase(reviewer, id),
});

async function listProposed({ book, proposals }: Reviewer): Promise<Entry[]> {
  if (!proposals) return [];
  const waiting = await proposals.list();
  return waiting.slice(0, MAX_PROPOSED).map((proposal) => ({
    label: t('case.at', { what: t('case.second-person'), time: formatMinute(proposal.madeAt) }),
    hint: t('case.proposed', { who: proposal.by, what: wordAction(proposal.action) }),
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

/** The style of the button for each resolution. */
const RESOLUTION_STYLES: { readonly [R in Resolution]: 'success' | 'danger' } = {
  credit: 'success',
  return: 'danger',
  delivered: 'danger',
  not_delivered: 'success',
  resume: 'success',
  close: 'success',
  same: 'success',
  different: 'danger',
  confirm: 'success',
  reverse: 'danger',
};

/** Shows what happened and, while the case is open, a button for each resolution. Refuses `not_found`. */
async function showCase({ book, caller }: Reviewer, id: string): Promise<Reply> {
  const found = await book.query(readCase, id, caller);
  const { closedAt, kind, robloxUserId } = found;
  const member =
    robloxUserId === null ? null : toMember(await book.query(readIdentity, robloxUserId, caller));
  const what = t(`case.kind.${kind}`);
  const resolutions: readonly Resolution[] = closedAt === null ? RESOLUTIONS[kind] : [];
  const buttons = resolutions.map((resolution) => resolutionButton({ book, caller }, id, resolution));
  return {
    title: closedAt === null ? what : t('case.closed', { what }),
    tone: closedAt === null ? 'warning' : 'good',
    text: say`${found.summary}`,
    ...goodsFile('case', found),
    fields: toCaseFields(found, member),
    rows: buttons.length === 0 ? [] : [buttons],
  };
}

/** If two staff members settle the same case, both see how it was closed first. */
function resolutionButton({ book, caller }: Reviewer, id: string, resolution: Resolution): FormButton {
  const style = RESOLUTION_STYLES[resolution];
  const settle = reasonButton(t(`case.end.${resolution}`), style, async (_context, { reason }) => {
    const hasMore = await settleCase({ book, caller }, { caseId: id, resolution, reason });
    const shown = await showCase({ book, caller }, id);
    if (!hasMore) return shown;
    return { ...shown, text: t('case.has-more') };
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
  t('case.wants', { who: code(by), resolution: resolution.replace('_', ' '), reason });

function toCaseFields(found: CaseAnswer, member: Member | null): Field[] {
  const facts: [Text, Text | null][] = [
    [t('case.field.member'), member && say`${member.name}, ${member.account}`],
    [t('case.field.goods'), found.pets.length === 0 && found.gems === 0 ? null : goodsText(found)],
    [t('case.field.teller'), say`${code(found.tellerId)}`],
    [t('case.field.withdrawal'), found.withdrawalId === null ? null : say`${code(found.withdrawalId)}`],
    [t('case.field.opened'), say`${fullTime(Date.parse(found.openedAt))}`],
    [t('case.field.closed'), found.closedAt === null ? null : say`${fullTime(Date.parse(found.closedAt))}`],
    [t('second.waits'), found.proposal && describeProposal(found.proposal)],
    [t('case.field.ended'), found.resolution === null ? null : say`${found.resolution}`],
    [t('case.field.case'), say`${code(found.id)}`],
  ];
  return facts.flatMap(([name, text]) => (text === null ? [] : [{ name, text }]));
}
