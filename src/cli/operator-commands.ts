import { defineCommand } from 'citty';
import { freeBytesAt, modeOf } from './doctor/machine.ts';
import { describeFindings, findingsToJson, isWell } from './doctor/report.ts';
import { finish } from './finish.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Where settings stand, in the folder that the bank is started in. */
const ENV_FILE = '.env';

/** What an operator begins with, and comes back to. */
export const createOperatorCommands = (env: Env) => ({ doctor: createDoctor(env) });

function createDoctor(env: Env) {
  return defineCommand({
    meta: {
      name: 'doctor',
      description:
        'Looks at what a bank needs, from its settings to the services it reads, and says what mends it.',
    },
    args: { json: { type: 'boolean', description: 'Prints the findings as JSON' } },
    async run({ args }) {
      await finish(async () => {
        // Discord's library takes long to load, and most commands don't need it.
        const { examine } = await import('./doctor.ts');
        const findings = await examine({ env, clock: Date.now, freeBytesAt, envFileMode: modeOf(ENV_FILE) });
        if (!isWell(findings)) process.exitCode = 1;
        return args.json ? findingsToJson(findings) : describeFindings(findings);
      });
    },
  });
}
