import { randomBytes } from 'node:crypto';
import { startPetbank } from '../../src/app/petbank.ts';
import { readConfig } from '../../src/config/config.ts';
import { createLog } from '../../src/log.ts';
import { openLogOutput } from '../../src/log-output.ts';

/** The bank as it is, but that each operation is committed by itself. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel, openLogOutput());
  const world = { clock: Date.now, random: randomBytes, log, version: 'bench', maxBatch: 1 };
  const petbank = await startPetbank(config, world);
  process.on('SIGTERM', () => petbank.stop().then(() => process.exit(0)));
}

await main();
