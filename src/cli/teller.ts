import { defineCommand } from 'citty';
import { type Config, readConfig } from '../config/config.ts';
import { isSameSecret } from '../same-secret.ts';
import { createTokenCipher } from '../witness/encrypt-token.ts';
import { type Consent, createConsent, exchangeCode, type OauthClient } from '../witness/oauth.ts';
import {
  type Answer,
  type CliContext,
  CommandError,
  JSON_OPTION,
  option,
  requiredOption,
  unable,
} from './command-line.ts';
import { withDriver } from './databases.ts';
import { nameTellerAt } from './teller/name.ts';
import { withBank } from './with-book.ts';

/** How long the owner has to consent. */
const CONSENT_MS = 10 * 60_000;
const LOOPBACK = '127.0.0.1';
const CALLBACK_PATH = '/callback';
/** Where the browser brings the owner's consent; part of the address that is registered at BIG Games. */
const CALLBACK_PORT = '8976';
const TELLER_ID = requiredOption('The teller, by the name of its key');

export const createTellerCommand = (context: CliContext) =>
  defineCommand({
    meta: { name: 'teller', description: 'Who tellers are in the game, and their accounts at BIG Games.' },
    subCommands: {
      connect: defineCommand({
        meta: { name: 'connect', description: "Asks an account's owner for permission to read it." },
        args: {
          teller: TELLER_ID,
          port: { ...option('Of the registered callback address'), default: CALLBACK_PORT },
        },
        run: ({ args }) => connectTeller({ tellerId: args.teller, port: Number(args.port) }, context),
      }),
      name: defineCommand({
        meta: { name: 'name', description: 'Says which Roblox account a teller is, for members to find.' },
        args: {
          teller: TELLER_ID,
          account: option('Its Roblox username or id'),
          place: option('Where it is: an address on roblox.com'),
          note: option('A few words, such as "by the fountain"'),
        },
        run: ({ args }) => nameTellerAt(args, context),
      }),
      list: defineCommand({
        meta: { name: 'list', description: 'Lists the connected accounts, and until when each is.' },
        args: JSON_OPTION,
        run: () => listTellers(context),
      }),
      disconnect: defineCommand({
        meta: { name: 'disconnect', description: 'Forgets the permission to read an account.' },
        args: { teller: TELLER_ID },
        run: ({ args }) => disconnectTeller(args.teller, context),
      }),
    },
  });

/** Reads what these commands need: an error in another variable must not stop them. Throws ConfigError. */
const readTellerConfig = ({ env }: CliContext): Config =>
  readConfig({
    DATABASE_URL: env.DATABASE_URL,
    BIG_GAMES_OAUTH_URL: env.BIG_GAMES_OAUTH_URL,
    BIG_GAMES_CLIENT_ID: env.BIG_GAMES_CLIENT_ID,
    BIG_GAMES_CLIENT_SECRET: env.BIG_GAMES_CLIENT_SECRET,
    TELLER_ACCOUNT_KEY: env.TELLER_ACCOUNT_KEY,
  });

/** Has an account's owner consent, and stores the token. Rejects with CommandError or UpstreamError. */
export async function connectTeller(teller: { tellerId: string; port: number }, context: CliContext) {
  const { tellerId, port } = teller;
  const { clock, random, terminal } = context;
  const config = readTellerConfig(context);
  const { oauthUrl, clientId, clientSecret, accountKey } = config.witness;
  if (clientId === null || clientSecret === null || accountKey === null) {
    throw new CommandError(
      'Set BIG_GAMES_CLIENT_ID, BIG_GAMES_CLIENT_SECRET and TELLER_ACCOUNT_KEY first: docs/WITNESS.md ' +
        'says where they come from.',
    );
  }
  const redirectUri = `http://${LOOPBACK}:${port}${CALLBACK_PATH}`;
  const client: OauthClient = { baseUrl: oauthUrl, clientId, clientSecret, redirectUri };
  const consent = createConsent(client, random);
  const code = await waitForCode(consent, port, () =>
    terminal.write(
      `Open this in a browser on this machine, and choose the account of ${tellerId}:\n\n${consent.url}\n\n`,
    ),
  );
  const { accessToken, expiresInSeconds } = await exchangeCode(client, consent, code);
  const at = clock();
  const expiresAt = at + expiresInSeconds * 1000;
  const account = { tellerId, connectedAt: at, expiresAt };
  const sealedToken = createTokenCipher(accountKey, random).encrypt(accessToken, account);
  await withDriver(config, (driver) => driver.putTellerAccount({ ...account, sealedToken, nextAt: at }));
  const until = new Date(expiresAt).toISOString();
  return `Connected: the bank reads the account of ${tellerId} once an hour, until ${until}.`;
}

/** Lists the connected accounts, and until when each is. */
export const listTellers = async (context: CliContext): Promise<Answer> =>
  withBank(context, async (driver) => {
    const accounts = await driver.tellerAccounts();
    const lines = accounts.map(
      ({ tellerId, expiresAt }) => `${tellerId}, until ${new Date(expiresAt).toISOString()}`,
    );
    const data = accounts.map(({ tellerId, connectedAt, expiresAt }) => ({
      tellerId,
      connectedAt: new Date(connectedAt).toISOString(),
      expiresAt: new Date(expiresAt).toISOString(),
    }));
    return { text: lines.length === 0 ? 'No account is connected.' : lines.join('\n'), data };
  });

/** Forgets the token. At BIG Games, its owner revokes the permission under Connected apps. */
export async function disconnectTeller(tellerId: string, context: CliContext): Promise<string> {
  const isGone = await withBank(context, (driver) => driver.forgetTellerAccount(tellerId));
  if (!isGone) throw new CommandError(`No account of ${tellerId} is connected.`);
  return `Disconnected: the bank no longer reads the account of ${tellerId}.`;
}

/** Waits for the browser to bring the code. The callback of another attempt, or a forged one, is refused. */
async function waitForCode({ state }: Consent, port: number, onReady: () => void): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const server = Bun.serve({
    hostname: LOOPBACK,
    port,
    fetch(request) {
      const { pathname, searchParams } = new URL(request.url);
      if (pathname !== CALLBACK_PATH) return new Response('Not here.', { status: 404 });
      if (!isSameSecret(searchParams.get('state') ?? '', state))
        return new Response('Not this one.', { status: 400 });
      const code = searchParams.get('code');
      if (code) resolve(code);
      else reject(new CommandError('The owner of the account did not give permission. Nothing was changed.'));
      return new Response(code ? 'Connected. You may close this page.' : 'Nothing was changed.');
    },
  });
  const expired = unable('Nobody gave permission within ten minutes. Nothing was changed.');
  const timer = setTimeout(() => reject(expired), CONSENT_MS);
  try {
    onReady();
    return await promise;
  } finally {
    clearTimeout(timer);
    await server.stop();
  }
}
