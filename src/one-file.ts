import { randomBytes } from 'node:crypto';
import { createCommandNames } from './called-as.ts';
import { createPetbankCommand } from './cli/commands.ts';
import { createOutput, runPetbank } from './cli/run.ts';
import { createStartCommands } from './cli/start.ts';

/*
 * The program that is one file: every command of `petbank`, and `start` and `dev`, for which the other forms
 * have scripts of their own.
 */

const { env, argv, argv0, stdout, stderr } = process;
const nameCommands = createCommandNames({ env, argv, argv0, cwd: process.cwd() });
const terminal = createOutput(stderr, nameCommands);
const output = createOutput(stdout, nameCommands);
const commands = createPetbankCommand({ env, clock: Date.now, random: randomBytes, terminal, output });
const starts = createStartCommands(async (mode) => {
  env.NODE_ENV = mode;
  // What is left are the options that a start takes.
  argv.splice(2, 1);
  await import('./main.ts');
});
const program = { ...commands, subCommands: { ...starts, ...Object(commands.subCommands ?? {}) } };
const status = await runPetbank(program, argv.slice(2), { terminal, output });
// A bank that has started ends by itself.
if (status !== 0) process.exitCode = status;
