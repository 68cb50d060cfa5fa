import { CANCEL_SYMBOL, confirm, log, spinner, text } from '@clack/prompts';
import { ConfigError, readConfig } from '../../config/config.ts';
import type { Finding } from '../../finding.ts';
import type { CliContext } from '../command-line.ts';
import type { Probe } from '../doctor/probe.ts';

/** What the questions of setup work with. The values in `env` are the first answers. */
export interface SetupContext extends CliContext {
  readonly probe: Probe;
}

/** The user aborted. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** How often a question is repeated before setup ends. */
const MAX_TRIES = 20;

/** The answer to a question. Rejects with Cancelled. */
export async function requireAnswer<T extends string | boolean | readonly string[]>(
  question: Promise<T | typeof CANCEL_SYMBOL>,
): Promise<T> {
  const answer = await question;
  if (answer === CANCEL_SYMBOL) throw new Cancelled();
  return answer;
}

export const confirmed = (message: string, initialValue: boolean): Promise<boolean> =>
  requireAnswer(confirm({ message, initialValue }));

/** Asks for the value of a variable, as `askUntilValid` does. Rejects with Cancelled. */
export const askSetting = (
  variable: string,
  { message, initialValue }: { readonly message: string; readonly initialValue: string },
  check: (answer: string) => Promise<Finding | null>,
): Promise<string> =>
  askUntilValid((before) => {
    const validate = validatorFor(variable);
    return requireAnswer(text({ message, initialValue: before ?? initialValue, validate }));
  }, check);

/** Asks until the answer passes its check, or the user keeps it all the same. Rejects with Cancelled. */
export async function askUntilValid(
  question: (before: string | undefined) => Promise<string>,
  check: (answer: string) => Promise<Finding | null>,
): Promise<string> {
  let before: string | undefined;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const answer = await question(before);
    const wait = spinner();
    wait.start('Checking');
    const finding = await check(answer);
    wait.clear();
    if (finding !== null) showFinding(finding);
    if (finding?.level !== 'bad' || (await confirmed('Keep it all the same?', false))) return answer;
    before = answer;
  }
  throw new Cancelled();
}

/** Returns what the configuration says is wrong with a value, or undefined. */
export const validatorFor =
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

const SHOW = { ok: log.success, warn: log.warn, bad: log.error } as const;

function showFinding({ about, level, text, remedy }: Finding): void {
  SHOW[level](`${about}: ${text}${remedy === null ? '' : `\n→ ${remedy}`}`);
}
