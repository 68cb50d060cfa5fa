import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { startDiscordDouble } from '../doubles/discord/discord.ts';
import type { Channel, Message } from '../doubles/discord/world.ts';
import { MINUTE, makeBankFile, startBank } from '../support/bank.ts';
import { STAFF } from '../support/keys.ts';
import { until } from '../support/until.ts';
import { titleOf } from './titles.ts';

setDefaultTimeout(120_000);
const PING_ROLE = '123456789012345678';
const ALERT_ROLE = '123456789012345679';
/** The id of no channel. */
const NOWHERE = '123456789012345670';
const SEND = 'POST /channels/:channel/messages';

const discord = startDiscordDouble();
const [alerts, log] = ['alerts', 'staff-log'].map((name) => discord.addChannel(name));
const environment = {
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.url,
  DISCORD_GUILD_ID: discord.guild.id,
  DISCORD_OPERATOR_CHANNEL_ID: alerts?.id ?? '',
  DISCORD_STAFF_LOG_CHANNEL_ID: log?.id ?? '',
  DISCORD_TICKET_CHANNEL_ID: NOWHERE,
  DISCORD_PING_ROLE_ID: PING_ROLE,
  DISCORD_ALERT_ROLE_ID: ALERT_ROLE,
};
const given = makeBankFile();
let bank: Awaited<ReturnType<typeof startBank>>;

beforeAll(async () => {
  bank = await startBank(environment, given);
});
afterAll(async () => {
  await bank.end();
  await discord.close();
  expect(discord.faults().filter(({ request }) => !request.includes(NOWHERE))).toEqual([]);
});

const inChannel = (channel: Channel | undefined): readonly Readonly<Message>[] =>
  discord.messages.filter((message) => message.channel === channel);
const logged = () => inChannel(log).map(titleOf);

/** All that a message says, in one line. */
function wordsIn({ embeds }: Readonly<Message>): string {
  const [embed] = embeds;
  const fields = (embed?.fields ?? []).map(({ name, value }) => `${name}: ${value}`);
  return [embed?.description, ...fields].join(' | ');
}

/** What staff were told of the channel. */
const listWarnings = (): string[] =>
  inChannel(alerts)
    .map((message) => wordsIn(message))
    .filter((words) => words.includes('DISCORD_STAFF_LOG_CHANNEL_ID'));

const freeze = (frozen: boolean, reason: string) =>
  bank.ask(STAFF, 'POST', '/admin/freeze', { robloxUserId: 7, frozen, reason });
const halt = (halted: boolean, reason: string) => bank.ask(STAFF, 'POST', '/admin/halt', { halted, reason });

test('what staff do is in their channel, with who, whom, why and its transaction', async () => {
  await freeze(true, 'sold a forged cat to @everyone');
  await until(() => inChannel(log).length === 1, 'the entry');
  const [entry] = inChannel(log);
  expect(titleOf(entry)).toBe('Froze a member');
  const words = entry ? wordsIn(entry) : '';
  for (const word of ['sold a forged cat', `The key \`${STAFF.id}\``, 'member 7', 'Transaction: `t-1`'])
    expect(words).toContain(word);
  expect(entry?.content).toBe('');
});

test('after a restart nothing is said twice, and nothing is left out that was done meanwhile', async () => {
  discord.failNext({ kind: 'status', status: 403 }, { route: SEND });
  await freeze(false, 'it was not him');
  await until(() => listWarnings().length === 1, 'the warning');
  await bank.stop();
  bank = await startBank(environment, given, bank.world.at);
  await freeze(true, 'it was him');
  await until(() => inChannel(log).length === 3, 'what was left out');
  expect(logged()).toEqual(['Froze a member', 'Unfroze a member', 'Froze a member']);
});

test('a channel that is closed is told of once, and gets what it missed once it is open', async () => {
  const send = () => discord.rest.requests.filter(({ route }) => route === SEND).length;
  const before = send();
  discord.failNext({ kind: 'status', status: 403 }, { route: SEND });
  await freeze(false, 'closed');
  await until(() => send() > before, 'the try');
  await freeze(true, 'still closed');
  bank.world.at += 2 * MINUTE;
  await until(() => inChannel(log).length === 5, 'what it missed');
  expect(listWarnings()).toHaveLength(1);
});

test('an alert pings the role for alerts alone, and good news nobody', async () => {
  await halt(true, 'drill <@&1>');
  await halt(false, 'over');
  const find = (title: string) => inChannel(alerts).find((each) => titleOf(each) === title);
  await until(() => find('The bank is open again') !== undefined, 'the alerts');
  expect(find('The bank is halted')?.content).toBe(`<@&${ALERT_ROLE}>`);
  expect(find('The bank is open again')?.content).toBe('');
  expect(inChannel(alerts).some(({ content }) => content.includes(PING_ROLE))).toBe(false);
});
