import type { Control, Reply } from '../model/reply.ts';
import { say } from '../model/text.ts';
import { CASE_WORDS, type Reviewer, showCase } from './case-reply.ts';
import { MAX_CHOICE, MAX_OFFERED } from './offers.ts';

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
