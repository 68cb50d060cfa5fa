import { join } from 'node:path';
import type { LuauFunction } from '../../src/simulate/luau.ts';
import { runLuauAlone } from './luau.ts';

type Argument = string | number | boolean;

/** Something that runs Luau. */
export interface Runtime {
  readonly name: string;
  /** The text returns a function. Calls it with each of these arguments, and returns what it returned. */
  readonly run: (text: string, calls: readonly (readonly Argument[])[]) => Promise<readonly string[]>;
}

const vms = new Map<string, Promise<LuauFunction>>();
const luauWeb: Runtime = {
  name: 'luau-web',
  async run(text, calls) {
    const running = vms.get(text) ?? runLuauAlone(text);
    vms.set(text, running);
    const call = await running;
    const results: string[] = [];
    for (const given of calls) results.push(String(await call(...given)));
    return results;
  },
};

const SCRIPT = join(import.meta.dir, 'second-runtime.py');

/** Luau that is compiled for this machine: ten times as fast, and with as much memory as there is. */
const pluau: Runtime = {
  name: 'pluau',
  async run(text, calls) {
    const child = Bun.spawn(['python3', SCRIPT], {
      stdin: new TextEncoder().encode(JSON.stringify({ text, calls })),
      stdout: 'pipe',
      stderr: 'pipe',
    });
    const [printed, complained] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
    ]);
    if ((await child.exited) !== 0)
      throw new Error(`${complained}\nTo install it: python3 ${SCRIPT} --install`);
    return printed.trimEnd().split('\n');
  },
};

const hasPluau = async (): Promise<boolean> =>
  pluau.run('return function() return "here" end', [[]]).then(
    ([said]) => said === 'here',
    () => false,
  );

/** Those of this machine; where everything must be tested, both. */
export const RUNTIMES: readonly Runtime[] =
  process.env.PETBANK_TEST_ALL === '1' || (await hasPluau()) ? [luauWeb, pluau] : [luauWeb];
