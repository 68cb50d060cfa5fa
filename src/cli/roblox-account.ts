import { type Profiles, type RobloxUser, UpstreamError } from '../bank/profiles.ts';
import { readConfig } from '../config/config.ts';
import { createLiveProfiles } from '../roblox/live.ts';
import { type CliContext, CommandError, unable } from './command-line.ts';

/** Roblox itself: the sandbox of a bank at work can't be read from another process. */
export function openProfiles({ env }: Pick<CliContext, 'env'>): Profiles {
  const { ROBLOX_API_KEY, ROBLOX_USERS_URL, ROBLOX_CLOUD_URL, ROBLOX_THUMBNAILS_URL } = env;
  const urls = { ROBLOX_USERS_URL, ROBLOX_CLOUD_URL, ROBLOX_THUMBNAILS_URL };
  const { apiKey, cacheMs, ...rest } = readConfig({ ROBLOX_API_KEY, ...urls }).roblox;
  const key = apiKey === null ? {} : { apiKey };
  return createLiveProfiles({ ...rest, ...key, cacheSeconds: cacheMs / 1000 });
}

/** The account with this name. Rejects with CommandError. */
export async function findAccount(name: string, context: CliContext): Promise<RobloxUser> {
  const found = await openProfiles(context)
    .findByUsername(name.replace(/^@/, ''))
    .catch((error: unknown) => {
      if (!(error instanceof UpstreamError)) throw error;
      throw unable(`Roblox does not answer. Give the Roblox id in place of ${name}, or try again.`);
    });
  if (!found) throw new CommandError(`Roblox knows no ${name}. With ROBLOX=sandbox, give the id instead.`);
  if ('renamedTo' in found)
    throw new CommandError(`${name} is ${found.renamedTo} now: give that name, if it is who you mean.`);
  return found;
}
