import { join } from 'node:path';
import { newKey } from '../compare.ts';
import { type Effort, holdContest } from '../contest.ts';
import { startBank, startPython, startSameWork } from '../server.ts';
import { printContest } from '../table.ts';

const REQUIREMENTS = join(import.meta.dir, 'requirements.txt');
const PROGRAM = join(import.meta.dir, 'main.py');

/** Compares the bank with the same work on FastAPI, uvicorn and sqlite3, if this machine can run that. */
export async function measurePeers(folder: string, effort: Effort): Promise<void> {
  const python = installPeer(join(folder, 'venv'));
  if (python === null) return;
  const key = newKey();
  const entrants = {
    petbank: await startBank(`file:${join(folder, 'petbank.db')}`, key),
    'same work': await startSameWork(folder, key),
    FastAPI: await startPython(python, PROGRAM, { file: join(folder, 'peer.db'), key }),
  };
  try {
    for (const kind of ['deposits', 'inventories'] as const)
      printContest(kind, await holdContest({ ...effort, kind, key, entrants }));
  } finally {
    for (const server of Object.values(entrants)) await server.stop();
  }
}

/** Installs what the peer needs, and returns its Python; or null, having said why it can't. */
function installPeer(folder: string): string | null {
  const python = Bun.which('python3');
  if (python === null) return skip('python3 is not installed');
  const program = join(folder, 'bin', 'python');
  const steps = [
    [python, '-m', 'venv', folder],
    [program, '-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS],
  ];
  for (const step of steps) {
    const { exitCode, stderr } = Bun.spawnSync(step);
    if (exitCode !== 0) return skip(`${step.join(' ')} failed:\n${stderr.toString()}`);
  }
  return program;
}

function skip(reason: string): null {
  console.log(`FastAPI can't be measured here: ${reason}`);
  return null;
}
