import { afterEach, describe, expect, test } from 'bun:test';
import { REST } from 'discord.js';
import { type Command, defineSimpleCommand } from '../../src/commands/model/command.ts';
import { LOCALIZATIONS } from '../../src/discord/localizations.ts';
import { registerCommands } from '../../src/discord/register.ts';
import { startDiscordDouble } from '../doubles/discord/discord.ts';
import { createStage, createTestCommands } from './commands.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

function setUp() {
  const discord = startDiscordDouble();
  ends.push(discord.close);
  const rest = new REST({ api: discord.url }).setToken(discord.token);
  const register = (
    commands: readonly Command[],
    place: { guildId?: string | null; isDevelopment?: boolean } = {},
  ) =>
    registerCommands({
      rest,
      applicationId: discord.bot.id,
      commands,
      guildId: discord.guild.id,
      isDevelopment: false,
      ...place,
    });
  const namesIn = (guild?: typeof discord.guild) => discord.commands(guild).map(({ name }) => name);
  return { discord, register, namesIn };
}

const COMMANDS = createTestCommands(createStage());
const EVERYONES = ['balance', 'help', 'withdraw', 'panel', 'ticket', 'picture'];

describe('commands are registered', () => {
  test("for everyone in every server, and for staff in the bank's own alone", async () => {
    const { discord, register, namesIn } = setUp();
    const ids = await register(COMMANDS);
    expect(namesIn()).toEqual(EVERYONES);
    expect(namesIn(discord.guild)).toEqual(['teller']);
    expect(discord.commands(discord.guild)[0]?.default_member_permissions).toBe(String(1n << 5n));
    expect(ids.get('teller')).toBe(discord.commands(discord.guild)[0]?.id);
    expect(discord.faults()).toEqual([]);
  });

  test('all in the one server, in development', async () => {
    const { discord, register, namesIn } = setUp();
    await register(COMMANDS, { isDevelopment: true });
    expect([namesIn(), namesIn(discord.guild)]).toEqual([[], [...EVERYONES, 'teller']]);
  });

  test('without those for staff, where the bank has no server', async () => {
    const { discord, register, namesIn } = setUp();
    await register(COMMANDS, { guildId: null });
    expect([namesIn(), namesIn(discord.guild)]).toEqual([EVERYONES, []]);
  });

  test('only when they have changed', async () => {
    const { discord, register } = setUp();
    await register(COMMANDS);
    expect(discord.commandWrites).toEqual(['PUT 6', 'PUT 1']);
    await register([...COMMANDS].reverse());
    expect(discord.commandWrites).toHaveLength(2);
  });

  test.each([
    [
      'a command more',
      [...COMMANDS, defineSimpleCommand({ name: 'cancel', description: 'x' }, async () => ({ title: '' }))],
    ],
    ['a command less', COMMANDS.filter(({ name }) => name !== 'help')],
    [
      'other words',
      COMMANDS.map((command) => (command.name === 'help' ? { ...command, description: 'Changed' } : command)),
    ],
    [
      'an option less',
      COMMANDS.map((command) => (command.name === 'withdraw' ? { ...command, options: {} } : command)),
    ],
  ])('anew with %s', async (_, commands) => {
    const { discord, register } = setUp();
    await register(COMMANDS);
    await register(commands);
    expect(discord.commandWrites).toHaveLength(3);
  });

  test('with their names in other languages', async () => {
    const { discord, register } = setUp();
    const all = Object.keys(LOCALIZATIONS).map((name) =>
      defineSimpleCommand({ name, description: name }, async () => ({ title: '' })),
    );
    await register(all);
    expect(discord.faults()).toEqual([]);
    expect(discord.commands().find(({ name }) => name === 'withdraw')?.name_localizations).toEqual({
      de: 'abheben',
      'es-ES': 'retirar',
      'es-419': 'retirar',
      fr: 'retirer',
      'pt-BR': 'sacar',
    });
    for (const language of ['de', 'es-ES', 'es-419', 'fr', 'pt-BR'] as const) {
      const names = discord.commands().map(({ name_localizations }) => name_localizations?.[language]);
      expect(new Set(names).size).toBe(all.length);
    }
  });
});
