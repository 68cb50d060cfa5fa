import { defineCommand } from 'citty';
import { version } from '../../package.json';
import { createAskCommand } from './ask.ts';
import { createBackupCommand } from './backup.ts';
import { createCheckProofCommand } from './check-proof.ts';
import { type CliContext, CommandError, JSON_OPTION } from './command-line.ts';
import { createDemoCommand } from './demo.ts';
import { fileMode, freeBytesAt } from './doctor/database.ts';
import { describeFindings, isWell } from './doctor/report.ts';
import { createDrillCommand } from './drill.ts';
import { createKeysCommand } from './keys.ts';
import { createRebuildProjectionsCommand } from './rebuild-projections.ts';
import { createCopyCommand, createRestoreCommand } from './restore.ts';
import { ENV_FILE } from './setup/env-file.ts';
import { createSimulateCommand } from './simulate/command.ts';
import { createStaffCommand } from './staff.ts';
import { STATUS } from './status.ts';
import { createTellerCommand } from './teller.ts';
import { createTraceCommand } from './trace.ts';
import { createValuesCommand } from './values.ts';
import { createVerifyLedgerCommand } from './verify-ledger.ts';
import { createVersionCommand } from './version.ts';
import { createWebhooksCommand } from './webhooks.ts';

/** Every command of `petbank`. */
export const createPetbankCommand = (context: CliContext) =>
  defineCommand({
    meta: { name: 'petbank', version, description: 'Looks after a Petbank.' },
    subCommands: {
      setup: createSetupCommand(context),
      doctor: createDoctorCommand(context),
      ask: createAskCommand(context),
      keys: createKeysCommand(context),
      staff: createStaffCommand(context),
      trace: createTraceCommand(context),
      'verify-ledger': createVerifyLedgerCommand(context),
      'check-proof': createCheckProofCommand(),
      'rebuild-projections': createRebuildProjectionsCommand(context),
      backup: createBackupCommand(context),
      restore: createRestoreCommand(context),
      drill: createDrillCommand(context),
      copy: createCopyCommand(context),
      values: createValuesCommand(context),
      teller: createTellerCommand(context),
      webhooks: createWebhooksCommand(context),
      demo: createDemoCommand(context),
      simulate: createSimulateCommand(context),
      version: createVersionCommand(context),
    },
  });

const NO_TERMINAL =
  'setup asks questions, and there is no terminal to answer them in. Write what your bank needs into .env ' +
  'instead (.env.example beside the source lists every setting), and run: bun run petbank doctor';

/* What setup and doctor import takes long to load, Discord's library above all: no other command needs it. */

const createSetupCommand = (context: CliContext) =>
  defineCommand({
    meta: {
      name: 'setup',
      description: "Asks for your bank's settings, checks each answer, and writes .env.",
    },
    run: async () => {
      if (!process.stdin.isTTY || !process.stdout.isTTY) throw new CommandError(NO_TERMINAL);
      const { runSetup } = await import('./setup.ts');
      const next = await runSetup(context);
      return { text: next ?? '', status: next === null ? STATUS.found : STATUS.done };
    },
  });

const createDoctorCommand = ({ env, clock }: CliContext) =>
  defineCommand({
    meta: {
      name: 'doctor',
      description:
        'Checks what a bank needs, from its settings to the services it reads, and says how to fix it.',
    },
    args: JSON_OPTION,
    run: async () => {
      const { checkAll } = await import('./doctor.ts');
      const findings = await checkAll({ env, clock, freeBytesAt, envFileMode: fileMode(ENV_FILE) });
      return {
        text: describeFindings(findings),
        data: { ok: isWell(findings), findings },
        status: isWell(findings) ? STATUS.done : STATUS.found,
      };
    },
  });
