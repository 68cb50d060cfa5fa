import { afterEach, expect, setDefaultTimeout, test } from 'bun:test';
import { z } from 'zod';
import { type DiscordDouble, startDiscordDouble } from '../doubles/discord/discord.ts';
import { type Environment, makeBankFile, NOON, startBank, type TestBank } from '../support/bank.ts';
import { READER, STAFF, TELLER, WEB } from '../support/keys.ts';
import { until } from '../support/until.ts';
import { titleOf } from './titles.ts';

// The bank is started many times over, which takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function open(more: Environment = {}): Promise<{ discord: DiscordDouble; bank: TestBank }> {
  const discord = startDiscordDouble();
  ends.push(discord.close);
  const bank = await startBank({
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.url,
    DISCORD_GUILD_ID: discord.guild.id,
    ...more,
  });
  ends.push(bank.end);
  return { discord, bank };
}

const healthAnswer = z.object({ status: z.string(), checks: z.object({ discord: z.string() }) });
async function healthOf(bank: TestBank): Promise<string> {
  const { status, checks } = healthAnswer.parse(await (await bank.askOpenly('/health')).json());
  return `${status}, discord ${checks.discord}`;
}

const isHealthy = (bank: TestBank, health: string): Promise<void> =>
  until(async () => (await healthOf(bank)) === health, health);

test('the bank serves before Discord is there, and says when it is', async () => {
  const discord = startDiscordDouble();
  ends.push(discord.close);
  const held = discord.hold('GET /applications/@me');
  const bank = await startBank({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url });
  ends.push(bank.end);
  await held.arrived;
  expect(await healthOf(bank)).toBe('ok, discord unknown');
  expect((await bank.ask(READER, 'GET', '/user/1/inventory')).status).toBe(200);
  expect(await (await bank.askOpenly('/')).text()).toContain('signing in to Discord');
  held.release();
  await isHealthy(bank, 'ok, discord ok');
  expect(await (await bank.askOpenly('/')).text()).toContain('on as petbank');
});

test('a member asks the real bank, on Discord', async () => {
  const { discord, bank } = await open();
  const ann = discord.addUser({ username: 'ann' });
  await isHealthy(bank, 'ok, discord ok');
  await discord.until(() => (discord.commandWrites.length > 0 ? true : undefined), 'the commands');
  const { message } = await discord.slash(ann, { name: 'balance' });
  expect(titleOf(message)).toBe('First, show who you are');
  const forMembers = discord.commands(discord.guild).filter((command) => !command.default_member_permissions);
  const untold = forMembers.filter(({ name_localizations }) => name_localizations?.de === undefined);
  expect([forMembers.length > 5, untold.map(({ name }) => name)]).toEqual([true, []]);
  expect(discord.faults()).toEqual([]);
});

test('a token that Discord does not know leaves a bank that works, and says so', async () => {
  const { bank } = await open({ DISCORD_TOKEN: 'wrong' });
  await isHealthy(bank, 'degraded, discord down');
  expect((await bank.ask(READER, 'GET', '/user/1/inventory')).status).toBe(200);
  expect(await (await bank.askOpenly('/')).text()).toContain('Discord does not know');
});

test('without a token, and in a process that is only the API, there is no bot', async () => {
  const { bank } = await open({ DISCORD_TOKEN: '' });
  expect(await healthOf(bank)).toBe('ok, discord off');
  expect(await (await bank.askOpenly('/')).text()).toContain('switches it on');
  const api = await open({ ROLE: 'api' });
  expect(await healthOf(api.bank)).toBe('ok, discord off');
  expect(api.discord.rest.requests).toEqual([]);
});

test('stopping the bank signs the bot out', async () => {
  const { discord, bank } = await open({ ROLE: 'bot' });
  await isHealthy(bank, 'ok, discord ok');
  await bank.stop();
  expect(discord.gateway.connected()).toEqual([]);
});

test('a head in the staff channel that the log lacks halts the bank, once for each head', async () => {
  const discord = startDiscordDouble();
  ends.push(discord.close);
  const channel = discord.addChannel('staff');
  const place = makeBankFile();
  ends.push(async () => place.remove());
  const settings = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.url,
    DISCORD_GUILD_ID: discord.guild.id,
    DISCORD_OPERATOR_CHANNEL_ID: channel.id,
  };
  const start = (more: Environment) => startBank(more, { ...place, remove: () => undefined }, NOON);
  /** Lets the bot look, and says whether the bank hands anything out then. */
  async function request(requestId: string, reasonToResume?: string): Promise<unknown> {
    const seen = discord.rest.requests.length;
    const looking = await start(settings);
    const isRead = ({ route }: { route: string }) => route === 'GET /channels/:channel/messages';
    await until(() => discord.rest.requests.slice(seen).some(isRead), 'a look');
    await looking.stop();
    const bank = await start({});
    const deposit = { tradeId: requestId, robloxUserId: 156, pets: [], gems: 5 };
    await bank.ask(TELLER, 'POST', '/deposit/complete', deposit);
    const wanted = { requestId, robloxUserId: 156, pets: [], gems: 1 };
    const { body } = await bank.ask(WEB, 'POST', '/withdraw/request', wanted);
    const lift = { halted: false, reason: reasonToResume };
    if (reasonToResume) await bank.ask(STAFF, 'POST', '/admin/halt', lift);
    await bank.stop();
    return body;
  }
  const tell = (text: string) =>
    fetch(`${discord.url}/v10/channels/${channel.id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ embeds: [{ description: text }], allowed_mentions: { parse: [] } }),
    });
  await tell(`\`0:${'0'.repeat(64)}\``);
  // Somebody else may write what they like.
  discord.say(discord.addUser({ username: 'ann' }), channel, `1:${'a'.repeat(64)}`);
  expect(await request('R-1')).toMatchObject({ status: 'reserved' });
  await tell(`\`1:${'b'.repeat(64)}\``);
  expect(await request('R-2', 'restored on purpose')).toMatchObject({ code: 'halted' });
  expect(await request('R-3')).toMatchObject({ status: 'reserved' });
  await tell(`\`99:${'c'.repeat(64)}\``);
  expect(await request('R-4')).toMatchObject({ code: 'halted' });
});

test('with a DISCORD_GUILD_ID of no server of the bot, members are served and nobody is staff', async () => {
  const { discord, bank } = await open({ DISCORD_GUILD_ID: '999999999999999999' });
  const ann = discord.addUser({ username: 'ann' });
  await isHealthy(bank, 'ok, discord ok');
  const help = await discord.say(ann, discord.channel, '!help');
  expect(titleOf(help)).toBe('Your bank for Pet Simulator 99');
  expect(titleOf(await discord.say(ann, discord.channel, '!halt'))).toBe('For staff only');
});
