import { relative } from 'node:path';
import { packageManager } from '../package.json';

/** How the program was started, as far as its words to people depend on it. */
export interface Invocation {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Bun, the script, and the words after it. */
  readonly argv: readonly string[];
  /** The name by which the shell called the process. */
  readonly argv0: string;
  readonly cwd: string;
}

/** Rewrites commands in a text for people, such as `bun run petbank doctor`, to how theirs was called. */
export type NameCommands = (text: string) => string;

/** A colour may stand right before it, and end in a letter. */
const COMMANDS = /bun (?:run petbank|dev|start)\b/g;
type Command = 'bun run petbank' | 'bun dev' | 'bun start';
/** Where the code of a program that is one file says that it is. */
const INSIDE_ONE_FILE = /^(\/\$bunfs\/|[A-Za-z]:[\\/]~BUN[\\/])/;
const BUILT = /^(.*?)\/(?:cli\/)?main\.js$/;

/**
 * Texts name commands as docs/COMMANDS.md does. Whoever has no Bun, or runs the image, `dist` or
 * the program that is one file, reads what they can type.
 */
export function createCommandNames(invocation: Invocation): NameCommands {
  const names = readNames(invocation);
  return (text) =>
    text.replace(COMMANDS, (command) => {
      switch (command) {
        case 'bun run petbank':
        case 'bun dev':
        case 'bun start':
          return names[command] ?? command;
        default:
          return command;
      }
    });
}

function readNames({ env, argv, argv0, cwd }: Invocation): Partial<Record<Command, string>> {
  const script = argv[1] ?? '';
  if (INSIDE_ONE_FILE.test(script))
    return { 'bun run petbank': argv0, 'bun dev': `${argv0} dev`, 'bun start': `${argv0} start` };
  if (env.PETBANK_COMMAND) return { 'bun run petbank': env.PETBANK_COMMAND };
  const bun = env.npm_config_user_agent?.startsWith('npm/') ? `npx --yes ${packageManager}` : 'bun';
  const dist = BUILT.exec(script)?.[1];
  if (dist !== undefined) {
    const folder = relative(cwd, dist) || '.';
    return { 'bun run petbank': `${bun} ${folder}/cli/main.js`, 'bun start': `${bun} ${folder}/main.js` };
  }
  return { 'bun run petbank': `${bun} run petbank`, 'bun dev': `${bun} dev`, 'bun start': `${bun} start` };
}
