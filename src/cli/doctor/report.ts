import colors from 'picocolors';

const MARKS = { ok: colors.green('✓'), warn: colors.yellow('!'), bad: colors.red('✗') } as const;

/** Whether a bank can run as it is. */
export const isWell = (findings: readonly Finding[]): boolean =>
  findings.every(({ level }) => level !== 'bad');

/** The findings for people: a line for each, with its remedy below. */
export function describeFindings(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ about }) => about.length)) + 2;
  const below = `    ${''.padEnd(width)}`;
  const lines = findings.flatMap(({ about, level, text, remedy, command }) => [
    `  ${MARKS[level]} ${about.padEnd(width)}${text}`,
    ...(remedy === null ? [] : [`${below}${colors.cyan(`→ ${remedy}`)}`]),
    ...(command === null ? [] : [`${below}${colors.cyan(`  $ ${command}`)}`]),
  ]);
  return ['', ...lines, '', `  ${summarize(findings)}`, ''].join('\n');
}

function summarize(findings: readonly Finding[]): string {
  const count = (wanted: Finding['level']): number => findings.filter(({ level }) => level === wanted).length;
  const warnings = count('warn') > 0 ? `, ${count('warn')} to check` : '';
  return count('bad') === 0 ? `The bank can run${warnings}.` : `${count('bad')} to fix${warnings}.`;
}

/** What the doctor found about one thing. Never holds a secret. */
export interface Finding {
  readonly about: string;
  /** `bad` keeps the bank, or a part of it, from working; `warn` may be as it was meant. */
  readonly level: 'ok' | 'warn' | 'bad';
  readonly text: string;
  /** How to fix it; null where nothing is to be done. */
  readonly remedy: string | null;
  /** What to type for it; null where the remedy is no command. Each `bad` has one. */
  readonly command: string | null;
}

export const ok = (about: string, text: string): Finding => ({
  about,
  level: 'ok',
  text,
  remedy: null,
  command: null,
});
export const warn = (about: string, text: string, remedy: string, command?: string): Finding => ({
  about,
  level: 'warn',
  text,
  remedy,
  command: command ?? null,
});
export const bad = (about: string, text: string, remedy: string, command: string): Finding => ({
  about,
  level: 'bad',
  text,
  remedy,
  command,
});

/** Asks for the settings that most banks have, and checks each answer. */
export const SETUP = 'bun run petbank setup';
/** For what is fixed elsewhere than on this machine. */
export const CHECK_AGAIN = 'bun run petbank doctor';
/** Opens the settings that setup doesn't ask for. */
export const EDIT_SETTINGS = 'nano .env';
