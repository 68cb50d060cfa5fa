import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'bun:test';
import { titleOf } from './titles.ts';
import { openWorld } from './world.ts';

const world = openWorld();
const { discord, stage } = world;
const ann = discord.addUser({ username: 'ann' });

beforeAll(async () => void (await world.arrive({ isDevelopment: false })));
afterAll(() => world.end());
beforeEach(() => void stage.acted.splice(0));
afterEach(() => expect(discord.faults()).toEqual([]));

describe('a slash command', () => {
  test('is answered only for its user, under the id of the interaction', async () => {
    const { message, interaction } = await discord.slash(ann, { name: 'balance' });
    expect(titleOf(message)).toBe('The balance of ann');
    expect(message?.isEphemeral).toBe(true);
    expect(stage.acted).toEqual([`ann discord:${interaction.id}`]);
  });

  test('in a direct message is answered there', async () => {
    const channel = discord.directMessages(ann);
    const { message } = await discord.slash(ann, { name: 'balance', channel });
    expect([titleOf(message), message?.isEphemeral, message?.channel]).toEqual([
      'The balance of ann',
      false,
      channel,
    ]);
  });

  test('names other commands so that they can be pressed', async () => {
    const { message } = await discord.slash(ann, { name: 'balance' });
    const id = discord.commands().find(({ name }) => name === 'panel')?.id;
    expect(message?.embeds[0]?.description).toBe(`See </panel:${id}>, **12**`);
  });

  test('that is public is seen by everyone', async () => {
    const { message } = await discord.slash(ann, { name: 'help' });
    expect(message?.isEphemeral).toBe(false);
  });

  test('brings its options', async () => {
    const { message } = await discord.slash(ann, {
      name: 'withdraw',
      options: { pet: 'Huge Cat', quantity: 3 },
    });
    expect(titleOf(message)).toBe('3 × Huge Cat');
  });

  test('that can not be completed offers nothing', async () => {
    const { choices } = await discord.autocomplete(ann, {
      name: 'withdraw',
      focused: 'pet',
      typed: 'broken',
    });
    expect(choices).toEqual([]);
    expect(world.lines).toContain('something on Discord failed');
  });

  test('is completed as it is typed', async () => {
    const { choices } = await discord.autocomplete(ann, { name: 'withdraw', focused: 'pet', typed: 'Huge' });
    expect(choices).toEqual([
      { name: 'Huge Cat', value: 'Huge Cat' },
      { name: 'Huge Dog', value: 'Huge Dog' },
    ]);
  });
});

describe('a typed command', () => {
  test.each(['!balance', '  !BALANCE'])('%s in a server is answered directly', async (text) => {
    const said = discord.say(ann, discord.channel, text);
    const answer = await said;
    expect(titleOf(answer)).toBe('The balance of ann');
    expect(answer.channel).toBe(discord.directMessages(ann));
    expect(stage.acted).toEqual([`ann discord:${said.message.id}`]);
  });

  test('that is public is answered in the same channel', async () => {
    const answer = await discord.say(ann, discord.channel, '!help');
    expect([titleOf(answer), answer.channel]).toEqual(['Help', discord.channel]);
  });

  test.each(['withdraw 2 Huge Cat', '!withdraw 2 Huge Cat', '/withdraw pet:Huge Cat quantity:2'])(
    '%s in a direct message',
    async (text) => {
      expect(titleOf(await discord.say(ann, discord.directMessages(ann), text))).toBe('2 × Huge Cat');
    },
  );

  test('after a mention of the bot', async () => {
    const answer = await discord.say(ann, discord.channel, `<@${discord.bot.id}> withdraw Huge Cat`);
    expect(titleOf(answer)).toBe('1 × Huge Cat');
    expect(titleOf(await discord.say(ann, discord.channel, `<@${discord.bot.id}>`))).toBe('Help');
  });

  test('that does not exist is answered only where it can only be for the bot', async () => {
    expect(titleOf(await discord.say(ann, discord.directMessages(ann), 'hello'))).toBe(
      "I don't know that command",
    );
  });

  test('of other bots, and talk, is left alone', async () => {
    const before = discord.messages.length;
    for (const text of ['!play a song', 'hello', 'balance', '! ', `hi <@${discord.bot.id}>`])
      void discord.say(ann, discord.channel, text);
    await discord.say(ann, discord.channel, '!help');
    expect(discord.messages.length).toBe(before + 1);
  });

  test('with words left over does nothing, and says which', async () => {
    const answer = await discord.say(
      ann,
      discord.directMessages(ann),
      'teller take <@100000000000000001> at once',
    );
    expect(titleOf(answer)).toBe("I don't understand all of that");
    expect(answer.embeds[0]?.description).toContain('**at once**');
  });
});

describe('who takes no direct messages', () => {
  const ben = discord.addUser({ username: 'ben' });
  ben.hasClosedMessages = true;

  test('gets a button in the channel, which shows the answer to them alone, however often', async () => {
    const answer = await discord.say(ben, discord.channel, '!balance');
    expect(titleOf(answer)).toBe('Your answer is ready');
    const id = answer.rows[0]?.components[0]?.custom_id ?? '';
    for (const _ of [1, 2]) {
      const pressed = await discord.press(ben, answer, id);
      expect([titleOf(pressed.message), pressed.message?.isEphemeral]).toEqual(['The balance of ben', true]);
    }
    const stranger = await discord.press(ann, answer, id);
    expect([titleOf(stranger.message), stranger.message?.isEphemeral]).toEqual([
      'This is for someone else',
      true,
    ]);
    expect(titleOf(answer)).toBe('Your answer is ready');
  });
});
