import type { startRobloxDouble } from '../doubles/roblox.ts';
import { MINUTE } from '../support/bank.ts';
import { WEB } from '../support/keys.ts';
import { post, type RefusalRow } from '../support/refusal-row.ts';
import { halt, link, OTHER_DISCORD_USER, PERSON, putProfile, startVerification } from '../support/scenes.ts';

const start = post(WEB, '/verify/start', PERSON);
const confirm = post(WEB, '/verify/confirm', PERSON);

/** Refusals of verifications. `roblox` answers nothing but errors. */
export function verifyRefusals(roblox: ReturnType<typeof startRobloxDouble>): readonly RefusalRow[] {
  return [
    { status: 404, code: 'roblox_user_not_found', when: 'nobody has the username', ask: start },
    {
      status: 404,
      code: 'no_pending_verification',
      when: 'no verification was started',
      given: (bank) => putProfile(bank, { id: 156 }),
      ask: confirm,
    },
    {
      status: 409,
      code: 'already_linked',
      when: 'the Discord user has another account',
      given: async (bank) => {
        await link(bank);
        await putProfile(bank, { id: 157 }, 'someone');
      },
      ask: post(WEB, '/verify/start', { ...PERSON, robloxUsername: 'someone' }),
    },
    {
      status: 409,
      code: 'not_linked',
      when: 'a Discord user with no account unlinks',
      given: link,
      ask: post(WEB, '/verify/unlink', { discordUserId: OTHER_DISCORD_USER }),
    },
    {
      status: 409,
      code: 'verification_expired',
      when: 'the code is 15 minutes old',
      given: async (bank) => {
        await putProfile(bank, { description: await startVerification(bank) });
        bank.world.at += 15 * MINUTE;
      },
      ask: confirm,
    },
    {
      status: 409,
      code: 'halted',
      when: 'the bank is halted and someone starts a verification',
      given: async (bank) => {
        await putProfile(bank, { id: 156 });
        await halt(bank);
      },
      ask: start,
    },
    {
      status: 422,
      code: 'code_not_in_profile',
      when: 'a word of the code is missing',
      given: async (bank) => {
        const code = await startVerification(bank);
        await putProfile(bank, { description: code.replace(/ \w+$/, '') });
      },
      ask: confirm,
    },
    {
      status: 422,
      code: 'profile_filtered',
      when: 'Roblox hid four words',
      given: async (bank) => {
        const code = await startVerification(bank);
        await putProfile(bank, { description: code.replace(/^\w+ \w+ \w+ \w+/, '#### ##### ## ###') });
      },
      ask: confirm,
    },
    {
      status: 503,
      code: 'upstream_unavailable',
      when: 'Roblox answers with an error',
      environment: { ROBLOX: 'live', ROBLOX_USERS_URL: roblox.usersUrl },
      given: async () => roblox.failNext({ kind: 'status', status: 403 }),
      ask: start,
    },
  ];
}
