import colors from 'picocolors';
import type { Petbank } from './petbank.ts';

interface StartFacts extends Pick<Petbank, 'url' | 'status'> {
  readonly version: string;
  readonly startedInMs: number;
  /** The key made up in development, as API_KEYS takes it, or null. */
  readonly developmentKey: string | null;
  /** The admin token made up in development, or null. */
  readonly developmentToken: string | null;
}

/** Where the bank listens unless HOST or PORT say otherwise, as the demo takes it. */
const DEFAULT_URL = 'http://127.0.0.1:3000';

/** What `bun dev` prints: what is on, what is off and how to switch it on, and where to click. */
export function renderBanner(facts: StartFacts): string {
  const { url, version, status, startedInMs, developmentKey, developmentToken } = facts;
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
    `  ${colors.bold('Petbank')} ${colors.dim(`${version}, development, ready in ${startedInMs} ms`)}`,
    '',
    line('Start here', colors.underline(`${url}/playground`)),
    line('Dashboard', colors.underline(`${url}/dashboard${token}`)),
    line('Welcome', colors.underline(url)),
    line('API', colors.underline(`${url}/swagger`)),
    line('Pets', colors.underline(`${url}/items/all`)),
    '',
    ...statusLines,
    ...keyLines,
    '',
    `  ${colors.bold('Next')}  in a second terminal: ${colors.cyan(demo)}`,
    '',
  ].join('\n');
}
