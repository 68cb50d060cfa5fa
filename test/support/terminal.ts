import type { Environment } from './bank.ts';

const COLUMNS = 100;
const ROWS = 40;
/** How long a test waits for what should be on the screen. */
const TIMEOUT_MS = 20_000;
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g');

/** Keys as a terminal sends them; `clear` takes away what is typed already. */
export const KEYS = {
  enter: '\r',
  down: '\u001b[B',
  left: '\u001b[D',
  clear: '\u0015',
  ctrlC: '\u0003',
} as const;

/** A program in a pseudo-terminal: it sees a person who reads and types. */
export interface TerminalProgram {
  /**
   * Waits for what comes on the screen after what was waited for before. Throws, with the screen, when the
   * program ends or takes too long.
   */
  until(output: string): Promise<void>;
  type(keys: string): void;
  /** Everything that was shown, without colours and movements. */
  screen(): string;
  readonly exited: Promise<number>;
}

export function openTerminal(
  command: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Environment },
): TerminalProgram {
  const decoder = new TextDecoder();
  let output = '';
  let seenUpTo = 0;
  let onMore = (): void => undefined;
  const child = Bun.spawn([...command], {
    cwd,
    env: { PATH: process.env.PATH ?? '', TERM: 'xterm-256color', ...env },
    terminal: {
      cols: COLUMNS,
      rows: ROWS,
      data(_terminal, bytes) {
        output += decoder.decode(bytes, { stream: true }).replaceAll(ESCAPES, '');
        onMore();
      },
    },
  });
  return {
    async until(wanted) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const fail = (why: string): void => reject(new Error(`${why} “${wanted}”. The screen:\n${output}`));
      const timer = setTimeout(() => fail('Waited too long for'), TIMEOUT_MS);
      onMore = () => {
        const at = output.indexOf(wanted, seenUpTo);
        if (at === -1) return;
        seenUpTo = at + wanted.length;
        resolve();
      };
      onMore();
      void child.exited.then(() => fail('The program ended before it showed'));
      await promise.finally(() => clearTimeout(timer));
    },
    type: (keys) => void child.terminal?.write(keys),
    screen: () => output,
    exited: child.exited,
  };
}
