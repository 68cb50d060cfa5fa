import { defineCommand } from 'citty';
import { repeatableOption } from './command-line.ts';

const ARGS = {
  expect: repeatableOption('A head that must be in the ledger, SEQ:HASH, or a file of such'),
  'accept-clock': { type: 'boolean', description: 'Starts though the clock is behind the newest commit' },
  halted: { type: 'boolean', description: 'Opens the bank halted, to look at it' },
} as const;

/** The commands that start a bank. `start` runs it, in the process itself; it reads its options by itself. */
export const createStartCommands = (start: (mode: 'production' | 'development') => Promise<void>) => ({
  start: defineCommand({
    meta: { name: 'start', description: 'Starts the bank in production.' },
    args: ARGS,
    run: async () => {
      await start('production');
      return '';
    },
  }),
  dev: defineCommand({
    meta: { name: 'dev', description: 'Starts a bank for trying things out, with pretend Roblox profiles.' },
    args: ARGS,
    run: async () => {
      await start('development');
      return '';
    },
  }),
});
