import { afterAll, afterEach, beforeAll, expect, test } from 'bun:test';
import { REST } from 'discord.js';
import { createStaffCheck } from '../../src/discord/staff.ts';
import { startDiscordDouble } from '../doubles/discord/discord.ts';
import { titleOf } from './titles.ts';
import { openWorld } from './world.ts';

const world = openWorld();
const { discord } = world;
const ann = discord.addUser({ username: 'ann' });
const elsewhere = discord.addGuild('Another server');
const hall = discord.addChannel('hall', elsewhere);
const MANAGE_GUILD = 1n << 5n;
const serverOf = (guildId: string | null) => ({
  guildId,
  cashierRoleIds: ['11'],
  managerRoleIds: ['12', '13'],
});

beforeAll(async () => void (await world.arrive()));
afterAll(() => world.end());
afterEach(() => expect(discord.faults()).toEqual([]));

const take = async () =>
  titleOf(
    (await discord.slash(ann, { name: 'teller', subcommand: 'take', options: { member: ann } })).message,
  );

test('a staff command is refused to a user who only sees it in the app', async () => {
  expect(await take()).toBe('For staff only');
});

test('a manager of another server is not staff, wherever they run it', async () => {
  discord.permit(ann, MANAGE_GUILD, elsewhere);
  const answer = await discord.say(ann, hall, `!teller take ${ann.id}`);
  expect(titleOf(answer)).toBe('For staff only');
});

test.each([
  ['who may manage the server', MANAGE_GUILD, 'owner'],
  ['an administrator', 1n << 3n, 'owner'],
  ['who may only kick and ban', (1n << 1n) | (1n << 2n), null],
] as const)('%s is checked again each time, by their roles', async (_, permissions, level) => {
  const double = startDiscordDouble();
  const ben = double.addUser({ username: 'ben' });
  double.permit(ben, permissions);
  const rest = new REST({ api: double.url }).setToken(double.token);
  expect(await createStaffCheck(rest, serverOf(double.guild.id))(ben.id)).toBe(level);
  double.permit(ben, 0n);
  expect(await createStaffCheck(rest, serverOf(double.guild.id))(ben.id)).toBe(null);
  await double.close();
});

test('the owner is staff, a stranger is not, and without a server nobody is', async () => {
  const guild = { owner_id: '1', roles: [{ id: '9', permissions: '0' }] };
  const rest = { get: async (route: string) => (route.includes('/members/') ? { roles: [] } : guild) };
  expect(await createStaffCheck(rest, serverOf('9'))('1')).toBe('owner');
  expect(await createStaffCheck(rest, serverOf('9'))('2')).toBe(null);
  expect(await createStaffCheck(rest, serverOf(null))('1')).toBe(null);
  const double = startDiscordDouble();
  const known = new REST({ api: double.url }).setToken(double.token);
  expect(await createStaffCheck(known, serverOf(double.guild.id))('100000000000000001')).toBe(null);
  await double.close();
});

test.each([
  [['11'], 'cashier'],
  [['13', '11'], 'manager'],
  [['14'], null],
] as const)('who has the roles %p is %p, and nobody whom another server gave them', async (held, level) => {
  const guild = { owner_id: '1', roles: ['9', ...held].map((id) => ({ id, permissions: '0' })) };
  const rest = { get: async (route: string) => (route.includes('/members/') ? { roles: held } : guild) };
  expect(await createStaffCheck(rest, serverOf('9'))('2')).toBe(level);
  expect(
    await createStaffCheck(rest, { ...serverOf('9'), cashierRoleIds: [], managerRoleIds: [] })('2'),
  ).toBe(null);
});

test('many checks at once are a single request, and a failed one is not cached', async () => {
  let requests = 0;
  const rest = {
    get: async () => {
      requests += 1;
      throw new Error('Discord is away');
    },
  };
  const levelOf = createStaffCheck(rest, serverOf('9'));
  const outcomes = await Promise.allSettled([levelOf('1'), levelOf('1'), levelOf('1')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(requests).toBe(2);
  await levelOf('1').catch(() => undefined);
  expect(requests).toBe(4);
});
