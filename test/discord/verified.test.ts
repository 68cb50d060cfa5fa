import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { startDiscordDouble } from '../doubles/discord/discord.ts';
import type { User } from '../doubles/discord/world.ts';
import { startBank } from '../support/bank.ts';
import { TELLER, WEB } from '../support/keys.ts';
import { putProfile } from '../support/scenes.ts';
import { until } from '../support/until.ts';
import { titleOf } from './titles.ts';

setDefaultTimeout(120_000);
const ROLE = '123456789012345678';

const discord = startDiscordDouble();
const alerts = discord.addChannel('alerts');
let bank: Awaited<ReturnType<typeof startBank>>;

beforeAll(async () => {
  bank = await startBank({
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.url,
    DISCORD_GUILD_ID: discord.guild.id,
    DISCORD_OPERATOR_CHANNEL_ID: alerts.id,
    DISCORD_VERIFIED_ROLE_ID: ROLE,
    DISCORD_NICKNAME: 'Bank: {displayName} (@{username})',
  });
  await discord.until(() => (discord.commandWrites.length > 0 ? true : undefined), 'the commands');
});
afterAll(async () => {
  await bank.end();
  await discord.close();
  expect(discord.faults()).toEqual([]);
});

let people = 0;
/** Somebody whose account a program has linked, so that the bot has not seen it. */
async function addLinked(): Promise<User> {
  people += 1;
  const username = `person${people}`;
  const user = discord.addUser({ username });
  const person = { discordUserId: user.id, robloxUsername: username };
  await putProfile(bank, { id: people, displayName: 'Twenty characters ok' }, username);
  const { body } = await bank.ask(WEB, 'POST', '/verify/start', person);
  await putProfile(bank, { description: String(Object(body).code) }, username);
  await bank.ask(WEB, 'POST', '/verify/confirm', person);
  return user;
}

const memberOf = (user: User) => discord.guild.members.get(user.id);
const ask = async (user: User, name: string, options = {}) =>
  titleOf((await discord.slash(user, { name, options })).message)?.replace('\\@', '@');

test('whoever is linked has the role and the name, and loses both when they unlink', async () => {
  const user = await addLinked();
  expect(await ask(user, 'balance')).toBe('Your balance');
  await until(() => memberOf(user)?.nick !== null, 'the name');
  expect(memberOf(user)).toMatchObject({ roleIds: [ROLE], nick: 'Bank: Twenty characters ok (@pe…' });
  const { message } = await discord.slash(user, { name: 'unlink' });
  if (!message) throw new Error('no answer');
  await discord.press(user, message, String(Object(message.rows[0]?.components[0]).custom_id));
  await until(() => memberOf(user)?.nick === null, 'the name to go');
  expect(memberOf(user)?.roleIds).toEqual([]);
});

test('/update gives it to somebody who lost it, and takes it from who was unlinked elsewhere', async () => {
  const user = await addLinked();
  await ask(user, 'balance');
  await until(() => memberOf(user)?.nick !== null, 'the name');
  memberOf(user)?.roleIds.splice(0);
  expect(await ask(user, 'update')).toBe(`You are linked to @${user.username}`);
  expect(memberOf(user)?.roleIds).toEqual([ROLE]);
  await bank.ask(WEB, 'POST', '/verify/unlink', { discordUserId: user.id });
  expect(await ask(user, 'update')).toBe('First, show who you are');
  expect(memberOf(user)).toMatchObject({ roleIds: [], nick: null });
});

test('/whois says which account somebody has, to anybody', async () => {
  const user = await addLinked();
  const stranger = discord.addUser({ username: 'stranger' });
  expect(await ask(stranger, 'whois', { member: user })).toBe(`@${user.username}`);
  expect(await ask(user, 'whois', { member: stranger })).toBe('Not linked');
});

test('what the bot may not do is told to staff once, and to no member', async () => {
  discord.refuseMemberChanges(true);
  for (let members = 0; members < 2; members += 1) {
    const user = await addLinked();
    expect(await ask(user, 'update')).toBe(`You are linked to @${user.username}`);
  }
  discord.refuseMemberChanges(false);
  const told = () => discord.messages.filter(({ channel }) => channel === alerts).map(titleOf);
  const missing = 'Something is missing in the server';
  await until(() => told().filter((title) => title === missing).length === 2, 'the alerts');
});

test('who accepts no direct messages sees what they missed with their next command', async () => {
  const user = await addLinked();
  user.hasClosedMessages = true;
  const robloxUserId = people;
  await bank.ask(TELLER, 'POST', '/deposit/complete', { tradeId: 'missed', robloxUserId, gems: 5 });
  await until(
    () => discord.rest.requests.some(({ route }) => route === 'POST /channels/:channel/messages'),
    'a try',
  );
  const seen = async () => {
    await ask(user, 'balance');
    return discord.messages.some(
      (message) => titleOf(message) === 'I could not write to you' && message.isEphemeral,
    );
  };
  await until(seen, 'what was missed');
  expect(discord.messages.filter((message) => titleOf(message) === 'I could not write to you')).toHaveLength(
    1,
  );
});
