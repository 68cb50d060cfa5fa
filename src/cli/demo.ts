import { defineCommand } from 'citty';
import colors from 'picocolors';
import { z } from 'zod';
import { readConfig } from '../config/config.ts';
import { type CliContext, CommandError, option, unable } from './command-line.ts';
import { openClient, URL_OPTION } from './keys.ts';
import type { SignedClient } from './signed-client.ts';
import { STATUS } from './status.ts';

export const createDemoCommand = (context: CliContext) =>
  defineCommand({
    meta: { name: 'demo', description: 'Plays a whole story against a running development bank.' },
    args: {
      url: URL_OPTION,
      key: option('id:secret of a key with every scope; the development key by default'),
    },
    run: async ({ args }) => {
      const config = readConfig({ ...context.env, NODE_ENV: 'development' });
      // The whole story takes a key with every scope, which those of the configuration hardly have.
      const client = openClient(args, { ...config, keys: [] }, context);
      await playDemo({ ...client, random: context.random, write: (text) => context.output.write(text) });
      return '';
    },
  });

interface DemoOptions {
  readonly url: string;
  readonly send: SignedClient;
  readonly random: CliContext['random'];
  readonly write: (text: string) => unknown;
}

const PET = { id: 'Huge Cat', variant: 'golden', shiny: false, quantity: 1 } as const;

/**
 * A newcomer's first minute: a player verifies, deposits, reads their inventory and withdraws, and a teller
 * hands the pet over, by signed requests to the real endpoints. Throws CommandError when a step fails.
 */
export async function playDemo(options: DemoOptions): Promise<void> {
  const { write } = options;
  const ask = createAsk(options);
  const player = inventPlayer(options.random);
  write(`\n  ${colors.bold('Petbank demo')} ${colors.dim(`against ${options.url}`)}\n`);

  const robloxUserId = await verifyPlayer(ask, player);
  const pets = [PET, { ...PET, variant: 'normal' }];
  const deposit = { tradeId: `demo-${player.tag}-in`, robloxUserId, pets, gems: 25_000 };
  for (const title of [
    'The player trades two cats and 25 000 gems to the teller, who records it',
    'The answer got lost? The teller sends it again: nothing is doubled',
  ])
    await ask(title, 'POST', '/deposit/complete', deposit);
  await ask('What the player owns now', 'GET', `/user/${robloxUserId}/inventory`);
  await withdrawPet(ask, player, robloxUserId);
  await ask('What is left', 'GET', `/user/${robloxUserId}/inventory`);
  await ask('The whole story, newest first', 'GET', `/user/${robloxUserId}/transactions`);
  write(
    `\n  ${colors.green('✓')} ${colors.bold('Delivered.')} Every step is in the ledger: ` +
      `${colors.cyan('bun run petbank verify-ledger')}\n\n`,
  );
}

type Ask = (title: string, method: string, target: string, body?: unknown) => Promise<unknown>;

async function verifyPlayer(ask: Ask, { username, discordUserId }: Player): Promise<number> {
  const profile = `/sandbox/roblox/users/${username}`;
  const person = { discordUserId, robloxUsername: username };
  await ask(`A player called ${username} comes along (a pretend Roblox profile)`, 'PUT', profile, {});
  const started = await ask('They ask for a code', 'POST', '/verify/start', person);
  const { code } = z.object({ code: z.string() }).parse(started);
  await ask('They put the code into their profile', 'PUT', profile, { description: `Hi! ${code}` });
  const title = 'The bank reads the profile and links the two accounts';
  const confirmed = await ask(title, 'POST', '/verify/confirm', person);
  return z.object({ roblox: z.object({ id: z.int() }) }).parse(confirmed).roblox.id;
}

async function withdrawPet(ask: Ask, { discordUserId, tag }: Player, robloxUserId: number): Promise<void> {
  const request = { requestId: `demo-${tag}`, robloxUserId, discordUserId, pets: [PET], gems: 5_000 };
  await ask('The player wants the golden cat and 5 000 gems back', 'POST', '/withdraw/request', request);
  const title = 'In the game, the teller claims the withdrawal';
  const checked = await ask(title, 'POST', '/withdraw/check', { robloxUserId, claim: true });
  const claimed = z.object({ withdrawalId: z.string(), claimToken: z.string() });
  const { withdrawalId, claimToken } = z.object({ claimed }).parse(checked).claimed;
  const trade = { withdrawalId, claimToken, tradeId: `demo-${tag}-out`, outcome: 'delivered' };
  await ask('The trade went through: it is delivered', 'POST', '/withdraw/complete', trade);
}

type Player = ReturnType<typeof inventPlayer>;

/** A new player each time, so that the demo can be repeated. */
function inventPlayer(random: DemoOptions['random']) {
  const tag = Buffer.from(random(4)).toString('hex');
  const digits = [...random(17)].map((byte) => byte % 10).join('');
  return { username: `Demo_${tag}`, discordUserId: `1${digits}`, tag };
}

/** Sends each request, shows it and its answer, and throws CommandError at the first that fails. */
function createAsk({ url, send, write }: DemoOptions): Ask {
  let step = 0;
  return async (title, method, target, body) => {
    step += 1;
    write(`\n  ${colors.bold(`${step}. ${title}`)}\n     ${colors.cyan(method.padEnd(4))} ${target}\n`);
    if (body !== undefined) write(`     ${colors.dim(`→ ${shorten(body)}`)}\n`);
    const answer = await send(method, target, body).catch((cause: unknown) => {
      throw unable(`No bank answers at ${url}. Start one in another terminal: bun dev`, cause);
    });
    const paint = answer.status === 200 ? colors.green : colors.red;
    write(`     ${paint(String(answer.status))} ${shorten(answer.body)}\n`);
    if (answer.status !== 200)
      throw new CommandError('That should have worked. Is this a development bank, with ROBLOX=sandbox?', {
        status: STATUS.found,
      });
    return answer.body;
  };
}

const SHOWN_CHARACTERS = 180;

function shorten(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
