import colors from 'picocolors';
import type { Petbank } from './petbank.ts';

interface StartFacts extends Pick<Petbank, 'url' | 'status'> {
  readonly version: string;
  readonly mode: 'development' | 'production';
  readonly startedInMs: number;
  /** The key made up in development, as API_KEYS takes it, or null. */
  readonly developmentKey: string | null;
  /** The admin token made up in development, or null. */
  readonly developmentToken: string | null;
}

/** Where the bank listens unless HOST or PORT say otherwise, as the demo takes it. */
const DEFAULT_URL = 'http://127.0.0.1:3000';

const PAGES = {
  development: [
    ['Start here', '/playground'],
    ['Dashboard', '/dashboard'],
    ['Welcome', ''],
    ['API', '/swagger'],
    ['Pets', '/items/all'],
  ],
  production: [
    ['Listens on', ''],
    ['Health', '/health'],
    ['Proof', '/proof'],
  ],
} as const;

/** What a start prints in a terminal: what is on, what is off and how to switch it on, and where to click. */
export function renderBanner(facts: StartFacts): string {
  const { url, version, mode, status, startedInMs, developmentKey, developmentToken } = facts;
  const width = Math.max(...status.map(({ name }) => name.length)) + 2;
  const line = (name: string, text: string): string => `  ${colors.dim(name.padEnd(width))}${text}`;
  const keyNote = line('', colors.dim('made up for development, kept in the data folder'));
  const statusLines = status.map(({ name, isOn, detail }) => {
    const mark = isOn ? colors.green('●') : colors.yellow('○');
    return `  ${mark} ${name.padEnd(width)}${isOn ? '' : colors.yellow('off  ')}${colors.dim(detail)}`;
  });
  const keyLines = developmentKey === null ? [] : ['', line('Key', colors.cyan(developmentKey)), keyNote];
  // Behind the #, which no browser sends: so it is in no log of any server.
  const token = developmentToken === null ? '' : `#token=${developmentToken}`;
  const demo = `bun run petbank demo${url === DEFAULT_URL ? '' : ` --url ${url}`}`;
  return [
    '',
    `  ${colors.bold('Petbank')} ${colors.dim(`${version}, ${mode}, ready in ${startedInMs} ms`)}`,
    '',
    ...PAGES[mode].map(([name, path]) =>
      line(name, colors.underline(`${url}${path}${path === '/dashboard' ? token : ''}`)),
    ),
    '',
    ...statusLines,
    ...keyLines,
    '',
    mode === 'development'
      ? `  ${colors.bold('Next')}  in a second terminal: ${colors.cyan(demo)}`
      : `  ${colors.bold('Check')} it in a second terminal: ${colors.cyan('bun run petbank doctor')}`,
    '',
  ].join('\n');
}
