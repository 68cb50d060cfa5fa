import { defineCommand } from 'citty';
import { version } from '../../package.json';
import { UpstreamError } from '../bank/profiles.ts';
import { readConfig } from '../config/config.ts';
import { findNewerVersion } from '../upstream/releases.ts';
import { type Answer, type CliContext, JSON_OPTION, unable } from './command-line.ts';
import { STATUS } from './status.ts';

export const createVersionCommand = ({ env }: CliContext) =>
  defineCommand({
    meta: { name: 'version', description: 'Says which version this is, and whether there is a newer one.' },
    args: {
      check: { type: 'boolean', description: 'Asks GitHub for the newest release' },
      ...JSON_OPTION,
    },
    run: ({ args }): Answer | Promise<Answer> =>
      args.check === true ? check(env) : { text: version, data: { version } },
  });

async function check({ NODE_ENV, UPDATE_API_URL }: CliContext['env']): Promise<Answer> {
  const { updates } = readConfig({ NODE_ENV, UPDATE_API_URL });
  const newer = await findNewerVersion(updates.apiUrl).catch((error: unknown) => {
    if (!(error instanceof UpstreamError)) throw error;
    throw unable(`${version}. GitHub could not be asked for a newer one: try again later.`);
  });
  const data = { version, newer };
  if (newer === null) return { text: `${version}, which is the newest.`, data };
  return {
    text: `${version}. There is a newer one, ${newer}: UPGRADING.md says how to change to it.`,
    data,
    status: STATUS.found,
  };
}
