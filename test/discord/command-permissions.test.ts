import { afterAll, afterEach, beforeAll, expect, test } from 'bun:test';
import type { CommandPermission, User } from '../doubles/discord/world.ts';
import { titleOf } from './titles.ts';
import { openWorld } from './world.ts';

const world = openWorld();
const { discord } = world;
const ann = discord.addUser({ username: 'ann' });
const lobby = discord.addChannel('lobby');
const { guild, channel } = discord;
discord.permit(ann, 0n);
const [ownRole = ''] = guild.members.get(ann.id)?.roleIds ?? [];
const ALL_CHANNELS = String(BigInt(guild.id) - 1n);
const [ROLE, PERSON, CHANNEL] = [1, 2, 3] as const;
const [YES, NO] = ['The balance of ann', 'Not here'];

beforeAll(async () => void (await world.arrive()));
afterAll(async () => {
  await world.end();
  expect(discord.faults()).toEqual([]);
});

const idOf = (name: string): string =>
  discord.commands(guild).find((command) => command.name === name)?.id ?? '';
const type = async (user: User, where = channel, words = 'balance') =>
  titleOf(await discord.say(user, where, `!${words}`));
/** What the admins of the server set; the bot hears of it at once. */
async function restrict(name: string | null, permissions: readonly CommandPermission[]): Promise<void> {
  discord.restrict(name === null ? discord.bot.id : idOf(name), permissions);
  await type(ann, channel, 'help');
}
afterEach(async () => {
  for (const name of ['balance', 'panel']) await restrict(name, []);
});

const rule = (kind: CommandPermission['type'], id: string, permission: boolean): CommandPermission => ({
  type: kind,
  id,
  permission,
});
const EVERYONE_NOT = rule(ROLE, guild.id, false);

test.each([
  ['says nothing', [], YES],
  ['forbids everyone', [EVERYONE_NOT], NO],
  ['forbids everyone but a role of theirs', [EVERYONE_NOT, rule(ROLE, ownRole, true)], YES],
  ['forbids a role of theirs', [rule(ROLE, ownRole, false)], NO],
  ['forbids them, but allows a role of theirs', [rule(PERSON, ann.id, false), rule(ROLE, ownRole, true)], NO],
  ['forbids everyone but them', [EVERYONE_NOT, rule(PERSON, ann.id, true)], YES],
  ['forbids the channel', [rule(CHANNEL, channel.id, false)], NO],
  ['forbids another channel', [rule(CHANNEL, lobby.id, false)], YES],
  ['forbids all channels', [rule(CHANNEL, ALL_CHANNELS, false)], NO],
  [
    'forbids all channels but this',
    [rule(CHANNEL, ALL_CHANNELS, false), rule(CHANNEL, channel.id, true)],
    YES,
  ],
  ['forbids somebody else', [rule(PERSON, discord.bot.id, false)], YES],
] as const)('where a server %s, a typed command is answered by that', async (_, permissions, title) => {
  await restrict('balance', permissions);
  expect(await type(ann)).toBe(title);
  expect(titleOf(await discord.say(ann, channel, `<@${discord.bot.id}> balance`))).toBe(title);
  expect(titleOf(await discord.say(ann, discord.directMessages(ann), 'balance'))).toBe(YES);
});

test('what is set for all commands holds where a command has nothing of its own', async () => {
  await restrict(null, [EVERYONE_NOT]);
  expect(await type(ann, channel, 'panel')).toBe(NO);
  await restrict('balance', [rule(ROLE, ownRole, true)]);
  expect(await type(ann)).toBe(YES);
  discord.restrict(discord.bot.id, []);
});

test('an administrator may use everything', async () => {
  const boss = discord.addUser({ username: 'boss' });
  discord.permit(boss, 1n << 3n);
  await restrict('balance', [EVERYONE_NOT]);
  expect(await type(boss)).toBe('The balance of boss');
});

test('a button of a command that was forbidden meanwhile does nothing, and works again after', async () => {
  const { message } = await discord.slash(ann, { name: 'panel' });
  if (!message) throw new Error('no answer');
  const customId = String(Object(message.rows[0]?.components[0]).custom_id);
  await restrict('panel', [EVERYONE_NOT]);
  const before = world.stage.acted.length;
  expect(titleOf((await discord.press(ann, message, customId)).message)).toBe(NO);
  expect(world.stage.acted).toHaveLength(before);
  await restrict('panel', []);
  expect(titleOf((await discord.press(ann, message, customId)).message)).toStartWith('Done');
});

test('rules that the bot may not read are none, which is said once', async () => {
  const route = 'GET /applications/:application/guilds/:guild/commands/permissions';
  discord.restrict(idOf('balance'), [EVERYONE_NOT]);
  discord.failNext({ kind: 'status', status: 403 }, { route });
  expect(await type(ann)).toBe(YES);
  expect(world.lines.filter((line) => line.includes('may not read what a server allows'))).toHaveLength(1);
});
