import { afterEach, expect, test } from 'bun:test';
import { z } from 'zod';
import { withdrawCheckAnswer } from '../../src/bank/withdraw-check.ts';
import { titleOf } from '../discord/titles.ts';
import { startDiscordDouble } from '../doubles/discord/discord.ts';
import type { Message, User } from '../doubles/discord/world.ts';
import { readTables } from '../support/bank.ts';
import { READER, STRANGER, TELLER, type TestKey, WEB } from '../support/keys.ts';
import { type BankProcess, withProcesses } from '../support/process.ts';
import { CAT } from '../support/scenes.ts';
import { read } from '../support/send.ts';
import { ask as askBank, expectSoundFile } from './crash/ask.ts';
import { bytesOf } from './secrets/secrets.ts';

// What is shown here: of whoever is forgotten, no byte of the database's files and no line of the log names
// the Discord user or the Roblox name; the Roblox id is in the ledger alone, which is kept by design. What
// they were given before is all that is theirs, and nothing of anybody else's.

const discord = startDiscordDouble({ timeoutMs: 20_000 });
afterEach(discord.close);

interface Person {
  readonly user: User;
  readonly robloxUserId: number;
  readonly robloxUsername: string;
}
const personOf = (username: string, robloxUserId: number): Person => ({
  user: discord.addUser({ username }),
  robloxUserId,
  robloxUsername: `${username}OnRoblox`,
});
const ANN = personOf('annabella', 7_712_345_601);
const BEN = personOf('benjamino', 7_712_345_602);

/** The ledger, and what must hold for whoever comes back: they name Roblox ids, and no one else. */
const LEDGER = ['daily_usage', 'members', 'transactions', 'withdrawals'];
const TIME_LIMIT_MS = 240_000;

test(
  'whoever is forgotten was given all that is theirs, and is named by nothing afterwards',
  () =>
    withProcesses(async (start, { file, folder }) => {
      const bank = await start({
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.url,
        DISCORD_GUILD_ID: discord.guild.id,
        ROBLOX: 'sandbox',
        VALUES: 'demo',
        DEPOSIT_HOLD_SECONDS: '0',
        LOG_LEVEL: 'trace',
      });
      await discord.until(() => (discord.commandWrites.length > 0 ? true : undefined), 'the commands');
      for (const person of [ANN, BEN]) await live(bank, person);
      await askAfter(bank, ANN);
      await expectWholeExport(file);
      expect(findTraces(bytesOf(folder), ANN)).toEqual(['discord', 'robloxUserId', 'robloxUsername']);

      await press(ANN, await ask(ANN, 'forget-me'), 'Erase me', 'The bank has forgotten you');
      bank.kill('SIGTERM');
      expect(await bank.exited).toBe(0);
      const printed = `${bank.printed()}\n${bank.complained()}`;
      expect(printed).toContain('answered');
      expect(findTraces(printed, ANN)).toEqual([]);
      expect(findTraces(bytesOf(folder), ANN)).toEqual(['robloxUserId']);
      const naming = Object.entries(readTables(file)).filter(
        ([, rows]) => findTraces(JSON.stringify(rows), ANN).length > 0,
      );
      expect(naming.map(([name]) => name)).toEqual(LEDGER);
      expect(findTraces(bytesOf(folder), BEN)).toEqual(['discord', 'robloxUserId', 'robloxUsername']);
      await expectSoundFile(file);
      expect(discord.faults()).toEqual([]);
    }),
  TIME_LIMIT_MS,
);

/** Links an account, deposits, gets messages for it, and takes all of it out again. */
async function live(bank: BankProcess, person: Person): Promise<void> {
  const { robloxUserId, robloxUsername } = person;
  await putProfile(bank, robloxUsername, { id: robloxUserId });
  const asked = await ask(person, 'verify', { username: robloxUsername });
  const [words = ''] = /\b(?:[a-z]+ ){15}[a-z]+\b/.exec(JSON.stringify(asked.embeds)) ?? [];
  await putProfile(bank, robloxUsername, { description: words });
  await press(person, asked, "I've saved it", `You are linked to ${robloxUsername}`);
  const send = async (key: TestKey, target: string, body: object) => {
    const answer = await askBank(bank.url, key, ['POST', target, { robloxUserId, ...body }]);
    expect(answer.status).toBe(200);
    return answer;
  };
  const goods = { pets: [{ ...CAT }], gems: 5 };
  await send(TELLER, '/deposit/complete', { tradeId: `${person.user.username}-in`, ...goods });
  await send(WEB, '/withdraw/request', { requestId: `${person.user.username}-r`, ...goods });
  const { claimed } = read(withdrawCheckAnswer, await send(TELLER, '/withdraw/check', { claim: true }));
  const { withdrawalId = '', claimToken = '' } = claimed ?? {};
  const end = { withdrawalId, claimToken, tradeId: `${person.user.username}-out`, outcome: 'delivered' };
  const done = await askBank(bank.url, TELLER, ['POST', '/withdraw/complete', end]);
  expect(done.status).toBe(200);
}

/** Asks about a person in every way in which a path could name them, rightly and wrongly. */
async function askAfter({ url }: BankProcess, { user, robloxUserId, robloxUsername }: Person): Promise<void> {
  for (const id of [robloxUserId, `discord:${user.id}`, robloxUsername])
    for (const page of ['inventory', 'transactions', 'withdrawals', 'nothing'])
      for (const key of [READER, STRANGER]) await askBank(url, key, ['GET', `/user/${id}/${page}`]);
  await fetch(`${url}/${robloxUsername}/${user.id}?name=${robloxUsername}`);
  const wrong = { discordUserId: user.id, robloxUsername, robloxUserId };
  await askBank(url, WEB, ['POST', '/verify/confirm', wrong]);
}

/** The file that they are given has all of their rows, and nothing that names the other. */
async function expectWholeExport(file: string): Promise<void> {
  const { files } = await ask(ANN, 'export');
  const text = new TextDecoder().decode(files[0]?.bytes);
  expect(findTraces(text, BEN)).toEqual([]);
  expect(findTraces(text, ANN)).toEqual(['discord', 'robloxUserId', 'robloxUsername']);
  const { transactions } = exported.parse(JSON.parse(text));
  const mine = readTables(file).transactions?.map((row) => logged.parse(row)) ?? [];
  const isMine = ({ roblox_user_id: id }: z.output<typeof logged>): boolean => id === ANN.robloxUserId;
  expect(transactions).toHaveLength(4);
  expect(transactions.map(({ id }) => id).toSorted()).toEqual(
    mine
      .filter(isMine)
      .map(({ id }) => id)
      .toSorted(),
  );
}
const exported = z.object({ transactions: z.array(z.object({ id: z.string() })) });
const logged = z.object({ id: z.string(), roblox_user_id: z.number().nullable() });

async function putProfile({ url }: BankProcess, username: string, profile: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(profile);
  await fetch(`${url}/sandbox/roblox/users/${username}`, { method: 'PUT', headers, body });
}

async function ask({ user }: Person, name: string, options = {}): Promise<Readonly<Message>> {
  const { message } = await discord.slash(user, { name, options });
  if (!message) throw new Error(`/${name} is not answered`);
  return message;
}

/** Presses the button with this label, and waits until the answer is titled so. */
async function press(
  { user }: Person,
  message: Readonly<Message>,
  label: string,
  title: string,
): Promise<void> {
  const components = message.rows.flatMap((row): readonly Component[] => row.components);
  const button = components.find((each) => 'label' in each && each.label === label);
  await discord.press(user, message, button?.custom_id ?? '');
  await discord.until(() => (titleOf(message) === title ? true : undefined), title);
}
type Component = Message['rows'][number]['components'][number];

/** What of the person is in the text. */
function findTraces(text: string, { user, robloxUserId, robloxUsername }: Person): string[] {
  const traces = { discord: user.id, robloxUserId: String(robloxUserId), robloxUsername };
  return Object.entries(traces).flatMap(([name, trace]) => (text.includes(trace) ? [name] : []));
}
