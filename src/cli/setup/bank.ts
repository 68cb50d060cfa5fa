import { select, text } from '@clack/prompts';
import { readConfig } from '../../config/config.ts';
import { checkAddress } from '../doctor/address.ts';
import { checkDatabase } from '../doctor/database.ts';
import type { Settings } from './env-file.ts';
import { answerOf, askUntilItHolds, faultOf, isYes } from './prompts.ts';
import type { SetupWorld } from './world.ts';

type Env = SetupWorld['env'];

/** What the bank is for: it decides where profiles and values come from. */
export async function askPurpose(env: Env): Promise<Settings> {
  const purpose = await answerOf(
    select({
      message: 'What is this bank for?',
      options: [
        { value: 'live', label: 'Players', hint: "real Roblox profiles, BIG Games' values" },
        { value: 'sandbox', label: 'Trying things out', hint: 'pretend profiles, a built-in list of pets' },
      ],
      initialValue: env.ROBLOX === 'sandbox' ? 'sandbox' : 'live',
    }),
  );
  return { ROBLOX: purpose, VALUES: purpose === 'live' ? 'live' : 'demo' };
}

/** Where the bank is kept, tried out. */
export async function askDatabase({ env, freeBytesAt }: SetupWorld): Promise<Settings> {
  const DATABASE_URL = await askUntilItHolds(
    (before) =>
      answerOf(
        text({
          message: 'Where is the bank kept? A file on this machine, or mongodb://user:password@host/petbank',
          initialValue: before ?? env.DATABASE_URL ?? 'file:./data/petbank.db',
          validate: faultOf('DATABASE_URL'),
        }),
      ),
    async (address) => {
      const findings = await checkDatabase(readConfig({ DATABASE_URL: address }), freeBytesAt);
      return findings.find(({ level }) => level === 'bad') ?? findings[0] ?? null;
    },
  );
  return { DATABASE_URL };
}

const ONLY_HERE = '127.0.0.1';

/** Where the bank listens. Pretend profiles are for this machine alone: with them anyone is anyone. */
export async function askAddress({ env, ask }: SetupWorld, { ROBLOX }: Settings): Promise<Settings> {
  const HOST =
    ROBLOX === 'sandbox'
      ? ONLY_HERE
      : await answerOf(
          select({
            message: 'Who may reach it?',
            options: [
              {
                value: ONLY_HERE,
                label: 'This machine alone',
                hint: 'also where a proxy here faces the world',
              },
              { value: '0.0.0.0', label: 'Other machines', hint: 'put a proxy with a certificate before it' },
            ],
            initialValue: env.HOST === '0.0.0.0' ? '0.0.0.0' : ONLY_HERE,
          }),
        );
  const PORT = await askUntilItHolds(
    (before) =>
      answerOf(
        text({
          message: 'On which port?',
          initialValue: before ?? env.PORT ?? '3000',
          validate: faultOf('PORT'),
        }),
      ),
    (port) => checkAddress({ host: HOST, port: Number(port) }, ask),
  );
  const hasProxy =
    ROBLOX === 'live' &&
    (await isYes('Is there a proxy of yours before it, such as Caddy or nginx?', env.PROXY_HOPS === '1'));
  return { HOST, PORT, PROXY_HOPS: hasProxy ? '1' : '0' };
}
