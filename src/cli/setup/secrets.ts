import { multiselect } from '@clack/prompts';
import { newKeyLine } from '../keys.ts';
import type { Settings } from './env-file.ts';
import { answerOf, isYes } from './prompts.ts';
import type { SetupWorld } from './world.ts';

/** The programs that call a bank, with what each may do. */
const CALLERS = [
  { name: 'teller-1', scopes: 'teller', label: 'A teller', hint: 'the script in the game' },
  { name: 'site', scopes: 'member+read', label: 'A web site', hint: 'acts for members' },
  { name: 'operator', scopes: 'admin', label: 'You', hint: 'halt, freeze, settle cases' },
] as const;
const ADMIN_TOKEN_BYTES = 24;

/** A key for each program that is to call the bank; those that are there stay, unless new ones are wanted. */
export async function askKeys({ env, random }: SetupWorld): Promise<Settings> {
  const keepsKeys =
    env.API_KEYS &&
    (await isYes('Keep the API keys that are there? New ones shut their programs out.', true));
  if (keepsKeys) return {};
  const chosen = await answerOf(
    multiselect({
      message: 'Who gets a key to call the bank? (space chooses)',
      options: CALLERS.map(({ name, label, hint }) => ({ value: name, label, hint })),
      initialValues: CALLERS.map(({ name }) => name),
      required: false,
    }),
  );
  const lines = CALLERS.filter(({ name }) => chosen.includes(name)).map(({ name, scopes }) =>
    newKeyLine({ name, scopes, random }),
  );
  return { API_KEYS: lines.join(',') };
}

/** Behind this token is the playground, for whoever tries the bank out. Among players nobody needs it. */
export function makeAdminToken({ env, random }: SetupWorld, { ROBLOX }: Settings): Settings {
  if (ROBLOX === 'live' || env.ADMIN_TOKEN) return {};
  return { ADMIN_TOKEN: Buffer.from(random(ADMIN_TOKEN_BYTES)).toString('base64url') };
}
