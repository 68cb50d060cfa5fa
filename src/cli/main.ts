import { randomBytes } from 'node:crypto';
import { runMain } from 'citty';
import { createPetbankCommand } from './commands.ts';

await runMain(
  createPetbankCommand({ env: process.env, clock: Date.now, random: randomBytes, terminal: process.stderr }),
);
