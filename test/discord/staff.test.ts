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
  ['who may manage the server', MANAGE_GUILD, true],
  ['an administrator', 1n << 3n, true],
  ['who may only kick and ban', (1n << 1n) | (1n << 2n), false],
])('%s is checked again each time, by their roles', async (_, permissions, isStaff) => {
  const double = startDiscordDouble();
  const ben = double.addUser({ username: 'ben' });
  double.permit(ben, permissions);
  const rest = new REST({ api: double.url }).setToken(double.token);
  expect(await createStaffCheck(rest, double.guild.id)(ben.id)).toBe(isStaff);
  double.permit(ben, 0n);
  expect(await createStaffCheck(rest, double.guild.id)(ben.id)).toBe(false);
  await double.close();
});

test('the owner is staff, a stranger is not, and without a server nobody is', async () => {
  const guild = { owner_id: '1', roles: [{ id: '9', permissions: '0' }] };
  const rest = { get: async (route: string) => (route.includes('/members/') ? { roles: [] } : guild) };
  expect(await createStaffCheck(rest, '9')('1')).toBe(true);
  expect(await createStaffCheck(rest, '9')('2')).toBe(false);
  expect(await createStaffCheck(rest, null)('1')).toBe(false);
  const double = startDiscordDouble();
  const known = new REST({ api: double.url }).setToken(double.token);
  expect(await createStaffCheck(known, double.guild.id)('100000000000000001')).toBe(false);
  await double.close();
});

test('many checks at once are a single request, and a failed one is not cached', async () => {
  let requests = 0;
  const rest = {
    get: async () => {
      requests += 1;
      throw new Error('Discord is away');
    },
  };
  const isStaff = createStaffCheck(rest, '9');
  const outcomes = await Promise.allSettled([isStaff('1'), isStaff('1'), isStaff('1')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(requests).toBe(2);
  await isStaff('1').catch(() => undefined);
  expect(requests).toBe(4);
});
