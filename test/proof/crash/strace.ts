import { existsSync } from 'node:fs';
import type { BankProcess } from '../../support/process.ts';

const STRACE = '/usr/bin/strace';

/** Why what needs strace is left out, or null. Where everything must be tested, it fails instead. */
export function whyNoStrace(): string | null {
  const mustRun = process.env.PETBANK_TEST_ALL === '1';
  return existsSync(STRACE) || mustRun ? null : `there is no ${STRACE}`;
}

/** The command that starts another under a trace of these calls, written to the file, and becomes it. */
export const traceTo = (file: string, calls: string): readonly string[] => [
  STRACE,
  // The tracer is a process beside it, so that the process started is the bank itself.
  ...['-D', '-f', '-y', '-s', '10000'],
  ...['-e', `trace=${calls}`, '-o', file],
];

/** Lets every such call of the process on one of the paths fail, until it is stopped. */
export async function failCalls(
  { pid }: Pick<BankProcess, 'pid'>,
  { paths, inject }: { paths: readonly string[]; inject: string },
): Promise<() => Promise<void>> {
  const [calls = ''] = inject.split(':');
  const only = paths.flatMap((path) => ['-P', path]);
  const command = [
    STRACE,
    '-f',
    '-p',
    String(pid),
    ...only,
    '-e',
    `trace=${calls}`,
    '-e',
    `inject=${inject}`,
  ];
  const tracer = Bun.spawn(command, { stdin: 'ignore', stdout: 'ignore', stderr: 'pipe' });
  await isAttached(tracer.stderr);
  return async () => {
    tracer.kill('SIGTERM');
    await tracer.exited;
  };
}

/** Resolves when strace says that it holds the process; rejects with its words when it ends instead. */
async function isAttached(stderr: ReadableStream<Uint8Array>): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  async function readAll(): Promise<void> {
    let said = '';
    for await (const chunk of stderr) {
      said += Buffer.from(chunk).toString('utf8');
      if (/ attached/.test(said)) resolve();
    }
    reject(new Error(`strace ended: ${said}`));
  }
  readAll().catch(reject);
  return promise;
}
