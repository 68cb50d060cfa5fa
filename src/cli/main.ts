import { randomBytes } from 'node:crypto';
import { createCommandNames } from '../called-as.ts';
import { createPetbankCommand } from './commands.ts';
import { createOutput, runPetbank } from './run.ts';

const { env, argv, argv0, stdout, stderr } = process;
const nameCommands = createCommandNames({ env, argv, argv0, cwd: process.cwd() });
const terminal = createOutput(stderr, nameCommands);
const output = createOutput(stdout, nameCommands);
const program = createPetbankCommand({ env, clock: Date.now, random: randomBytes, terminal, output });
process.exitCode = await runPetbank(program, argv.slice(2), { terminal, output });
