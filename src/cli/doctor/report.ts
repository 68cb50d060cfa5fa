import colors from 'picocolors';
import type { Finding } from '../../finding.ts';

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
