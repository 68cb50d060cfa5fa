import { CANCEL_SYMBOL, confirm, log, spinner } from '@clack/prompts';
import { ConfigError, readConfig } from '../../config/config.ts';
import type { Finding } from '../doctor/report.ts';

/** Whoever was asked broke off. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** How often a question is asked anew before its last answer is taken for a mistake. */
const MAX_TRIES = 20;

/** The answer to a question. Throws Cancelled. */
export async function answerOf<T extends string | boolean | readonly string[]>(
  question: Promise<T | typeof CANCEL_SYMBOL>,
): Promise<T> {
  const answer = await question;
  if (answer === CANCEL_SYMBOL) throw new Cancelled();
  return answer;
}

export const isYes = (message: string, initialValue: boolean): Promise<boolean> =>
  answerOf(confirm({ message, initialValue }));

/** What the configuration has against a value, in its own words; undefined where nothing. */
export const faultOf =
  (variable: string) =>
  (value = ''): string | undefined => {
    // Bun and Docker read these differently in a settings file.
    if (/['$\\]/.test(value)) return "must have none of ' $ \\ in it; in an address, write %27 %24 %5C";
    try {
      readConfig({ [variable]: value });
      return undefined;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return error.issues.find((issue) => issue.variable === variable)?.message;
    }
  };

/** Asks until the answer holds, or is to be kept though it doesn't. Throws Cancelled. */
export async function askUntilItHolds(
  question: (before: string | undefined) => Promise<string>,
  look: (answer: string) => Promise<Finding | null>,
): Promise<string> {
  let before: string | undefined;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const answer = await question(before);
    const finding = await showFinding(() => look(answer));
    if (finding === null || finding.level !== 'bad' || (await isYes('Keep it all the same?', false)))
      return answer;
    before = answer;
  }
  throw new Cancelled();
}

async function showFinding(look: () => Promise<Finding | null>): Promise<Finding | null> {
  const wait = spinner();
  wait.start('Looking');
  const finding = await look();
  wait.clear();
  if (finding !== null) printFinding(finding);
  return finding;
}

const SHOW = { ok: log.success, warn: log.warn, bad: log.error } as const;

function printFinding({ about, level, text, remedy }: Finding): void {
  SHOW[level](`${about}: ${text}${remedy === null ? '' : `\n→ ${remedy}`}`);
}
