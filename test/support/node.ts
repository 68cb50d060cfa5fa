import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The Node.js of this machine: Bun puts a program of the same name before it. Throws where there is none. */
export function findNode(): string {
  for (const folder of (process.env.PATH ?? '').split(':')) {
    const program = join(folder, 'node');
    if (!existsSync(program)) continue;
    const { stdout } = Bun.spawnSync([program, '-p', 'process.versions.bun ?? process.versions.node']);
    const isNode = Bun.spawnSync([program, '-p', '"bun" in process.versions']).stdout.toString().trim();
    if (isNode === 'false' && Number.parseInt(stdout.toString(), 10) >= 20) return program;
  }
  throw new Error('there is no Node.js 20 or newer on the PATH');
}
