import colors from 'picocolors';
import type { Mode } from './config.ts';
import type { Part } from './parts.ts';

export interface StartFacts {
  readonly url: string;
  readonly version: string;
  readonly mode: Mode;
  readonly parts: readonly Part[];
  readonly startedInMs: number;
  /** The key made up in development, as API_KEYS takes it, or null. */
  readonly madeUpKey: string | null;
}

/** What `bun dev` says: what is on, what is off and how to switch it on, and where to click. */
export function startLines({ url, version, mode, parts, startedInMs, madeUpKey }: StartFacts): string {
  const width = Math.max(...parts.map(({ name }) => name.length)) + 2;
  const line = (name: string, text: string): string => `  ${colors.dim(name.padEnd(width))}${text}`;
  const partLines = parts.map(({ name, isOn, detail }) => {
    const mark = isOn ? colors.green('●') : colors.yellow('○');
    return `  ${mark} ${name.padEnd(width)}${isOn ? '' : colors.yellow('off  ')}${colors.dim(detail)}`;
  });
  const keyLines =
    madeUpKey === null
      ? []
      : [
          '',
          line('Key', colors.cyan(madeUpKey)),
          line('', colors.dim('made up for development, kept in the data folder')),
        ];
  const nextLines =
    mode === 'development'
      ? ['', `  ${colors.bold('Next')}  in a second terminal: ${colors.cyan('bun run petbank demo')}`]
      : [];
  return [
    '',
    `  ${colors.bold('Petbank')} ${colors.dim(`${version}, ${mode}, ready in ${startedInMs} ms`)}`,
    '',
    line('Start here', colors.underline(url)),
    line('API', colors.underline(`${url}/swagger`)),
    line('Pets', colors.underline(`${url}/items/all`)),
    '',
    ...partLines,
    ...keyLines,
    ...nextLines,
    '',
  ].join('\n');
}
