import { afterAll, afterEach, beforeAll, describe, expect, test } from 'bun:test';
import type { Client } from 'discord.js';
import { COMMANDS, startBot } from './bot.ts';
import { startDiscordDouble } from './discord.ts';

const discord = startDiscordDouble();
const ann = discord.addUser({ username: 'ann', locale: 'de' });
const bob = discord.addUser({ username: 'bob' });
let bot: Client<true>;

beforeAll(async () => {
  bot = await startBot(discord);
});

afterAll(async () => {
  await bot.destroy();
  await discord.close();
});

afterEach(() => {
  expect(discord.faults()).toEqual([]);
});

describe('commands', () => {
  test('registered commands are remembered, and writes are counted', async () => {
    expect(discord.commands().map(({ name }) => name)).toEqual(COMMANDS.map(({ name }) => name));
    expect(discord.commandWrites).toEqual(['PUT 4']);
    const [first] = (await bot.application.commands.fetch()).values();
    if (!first) throw new Error('nothing was registered');
    await bot.application.commands.edit(first, { description: 'Changed' });
    const inGuild = await bot.application.commands.create(
      { name: 'only-here', description: 'x' },
      discord.guild.id,
    );
    expect(discord.commands(discord.guild).map(({ name }) => name)).toEqual(['only-here']);
    await bot.application.commands.delete(inGuild, discord.guild.id);
    expect(discord.commands(discord.guild)).toEqual([]);
    expect(discord.commandWrites).toEqual(['PUT 4', 'PATCH balance', 'POST only-here', 'DELETE only-here']);
  });

  test('a slash command is answered, in its language, for its user alone', async () => {
    const { kind, message } = await discord.slash(ann, { name: 'balance', options: { pet: 'Huge Cat' } });
    expect(kind).toBe('message');
    expect(message?.content).toBe('12 Huge Cat de');
    expect(message?.isEphemeral).toBe(true);
  });

  test('a slash command works in a direct message', async () => {
    const channel = discord.directMessages(ann);
    const { message } = await discord.slash(ann, { name: 'balance', channel, locale: 'ja' });
    expect(message?.content).toBe('12 gems ja');
    expect(message?.channel).toBe(channel);
  });

  test('a sub-command brings its options, and what its user may do', async () => {
    const wish = { name: 'teller', subcommand: 'take', options: { member: bob, gems: 5 } };
    expect((await discord.slash(ann, wish)).message?.content).toBe('take 5 of bob, false');
    discord.permit(ann, 1n << 5n);
    expect((await discord.slash(ann, wish)).message?.content).toBe('take 5 of bob, true');
    discord.permit(ann, 0n);
    expect((await discord.slash(ann, wish)).message?.content).toBe('take 5 of bob, false');
  });

  test('what the app would not let anyone send is an error of the test', () => {
    const take = (options: Record<string, string | number | typeof bob>) =>
      discord.slash(ann, { name: 'teller', subcommand: 'take', options });
    expect(() => discord.slash(ann, { name: 'nothing' })).toThrow('No command /nothing');
    expect(() => take({})).toThrow('needs the option member');
    expect(() => take({ member: bob, gems: 0 })).toThrow('too short, long, small or large');
    expect(() => take({ member: 'bob' })).toThrow('of type 6');
    expect(() => take({ member: bob, pets: 1 })).toThrow('no option pets');
    expect(() => discord.slash(ann, { name: 'teller' })).toThrow('no sub-command');
  });

  test('typing is answered with choices', async () => {
    const { kind, choices } = await discord.autocomplete(ann, {
      name: 'balance',
      focused: 'pet',
      typed: 'Huge',
    });
    expect(kind).toBe('choices');
    expect(choices.map(({ value }) => value)).toEqual(['Huge Cat', 'Huge Dog']);
  });

  test('a deferred answer is there once it is edited, with its files; what follows comes after', async () => {
    const { kind, message, followUps, interaction } = await discord.slash(ann, { name: 'slow' });
    expect(kind).toBe('deferred');
    expect(message?.content).toBe('your pets');
    expect(message?.isEphemeral).toBe(false);
    expect(message?.embeds[0]?.title).toBe('Pets');
    expect(message?.files.map(({ name }) => name)).toEqual(['pets.png']);
    expect(new TextDecoder().decode(message?.files[0]?.bytes)).toBe('not really a picture');
    const after = await discord.until(() => interaction.followUps[0], 'what follows');
    expect(followUps).toEqual([after]);
    expect(after.isEphemeral).toBe(true);
  });
});

describe('buttons, menus and forms', () => {
  test('a button changes its message', async () => {
    const { message } = await discord.slash(ann, { name: 'panel' });
    if (!message) throw new Error('no panel');
    const pressed = await discord.press(bob, message, 'confirm');
    expect(pressed.kind).toBe('deferred update');
    expect(pressed.message).toBe(message);
    expect(message.content).toBe('pressed by bob');
    expect(message.rows).toEqual([]);
    expect(() => discord.press(bob, message, 'confirm')).toThrow('has no confirm');
    const forged = await discord.press(bob, message, 'anything', { isForged: true });
    expect(forged.message?.content).toBe('pressed by bob');
  });

  test('a menu brings what was chosen', async () => {
    const { message } = await discord.slash(ann, { name: 'panel' });
    if (!message) throw new Error('no panel');
    const { kind } = await discord.choose(ann, message, 'pets', ['cat', 'owl']);
    expect(kind).toBe('update');
    expect(message.content).toBe('cat+owl');
    expect(() => discord.choose(ann, message, 'pets', ['pig'])).toThrow('offers cat,dog,owl');
    expect(() => discord.choose(ann, message, 'pets', ['cat', 'dog', 'owl'])).toThrow('offers');
  });

  test('a form opens, and what was filled in arrives', async () => {
    const { message } = await discord.slash(ann, { name: 'panel' });
    if (!message) throw new Error('no panel');
    const opened = await discord.press(ann, message, 'form');
    expect(opened.kind).toBe('modal');
    expect(opened.modal?.title).toBe('A reason');
    const { message: thanks } = await discord.submitModal(opened, { reason: 'I may' });
    expect(thanks?.content).toBe('because I may');
    expect(() => discord.submitModal(opened, { reason: '' })).toThrow('1 to 50 characters');
    expect(() => discord.submitModal(opened, { other: 'x' })).toThrow('no other');
  });

  test('nobody presses what only another sees', async () => {
    const { message } = await discord.slash(ann, { name: 'slow' });
    if (!message) throw new Error('no message');
    const own = { ...message, isEphemeral: true, rows: [{ type: 1 as const, components: [button('x')] }] };
    expect(() => discord.press(bob, own, 'x')).toThrow('does not see');
    const grey = { ...own, rows: [{ type: 1 as const, components: [{ ...button('x'), disabled: true }] }] };
    expect(() => discord.press(ann, grey, 'x')).toThrow('greyed out');
  });
});

describe('answers that come twice or too late', () => {
  test('an interaction that arrives twice shows one answer; the second is refused', async () => {
    const pending = discord.slash(ann, { name: 'balance' });
    discord.deliverAgain(pending.interaction);
    const { message } = await pending;
    const refused = await discord.until(
      () => discord.refused.find(({ code }) => code === 40060),
      'a refusal',
    );
    expect(refused.isWanted).toBe(true);
    const shown = discord.messages.filter(({ interaction }) => interaction === pending.interaction);
    expect(shown.map(({ id }) => id)).toEqual([String(message?.id)]);
  });

  test('an answer after three seconds is refused', async () => {
    const held = discord.hold('POST /interactions/:interaction/:token/callback');
    const pending = discord.slash(ann, { name: 'balance' });
    await held.arrived;
    discord.expire(pending.interaction);
    held.release();
    expect((await pending).kind).toBe('none');
    await discord.until(() => discord.refused.find(({ code }) => code === 10062), 'a refusal');
    expect(discord.messages.some(({ interaction }) => interaction === pending.interaction)).toBe(false);
  });

  test('after a quarter of an hour nothing can be edited', async () => {
    const held = discord.hold('PATCH /webhooks/:application/:token/messages/:message');
    const pending = discord.slash(ann, { name: 'slow' });
    await held.arrived;
    discord.loseToken(pending.interaction);
    held.release();
    expect((await pending).message?.content).toBe('');
    await discord.until(() => discord.refused.find(({ code }) => code === 50027), 'a refusal');
  });
});

describe('messages', () => {
  test('a command by prefix is answered by a reply', async () => {
    const said = discord.say(ann, discord.channel, '!ping');
    const answer = await said;
    expect(answer.content).toBe('pong');
    expect(answer.repliesTo).toBe(said.message.id);
  });

  test('a direct message is answered there', async () => {
    const answer = await discord.say(ann, discord.directMessages(ann), '!ping');
    expect(answer.channel.recipient).toBe(ann);
  });

  test('a private answer to a message in a channel comes directly', async () => {
    const answer = await discord.say(ann, discord.channel, '!private');
    expect(answer.channel).toBe(discord.directMessages(ann));
  });

  test('who closed direct messages gets none', async () => {
    bob.hasClosedMessages = true;
    const user = await bot.users.fetch(bob.id);
    expect(user.send('hello')).rejects.toMatchObject({ code: 50007, status: 403 });
    await discord.until(() => discord.refused.find(({ code }) => code === 50007), 'a refusal');
    bob.hasClosedMessages = false;
    await user.send('hello');
  });

  test('a nonce shows one message, until Discord forgets it', async () => {
    const before = discord.messages.length;
    const first = await discord.say(ann, discord.channel, '!nonce');
    await discord.say(ann, discord.channel, '!ping');
    expect(discord.messages.slice(before).filter(({ nonce }) => nonce === 'outbox-7')).toEqual([first]);
    discord.forgetNonces();
    expect((await discord.say(ann, discord.channel, '!nonce')).id).not.toBe(first.id);
  });

  test('a message can be edited, keep or lose its files, and be deleted', async () => {
    const channel = await bot.channels.fetch(discord.channel.id);
    if (!channel?.isSendable()) throw new Error('no channel');
    const sent = await channel.send({
      content: 'a',
      files: [{ attachment: Buffer.from('1'), name: 'a.txt' }],
    });
    const message = discord.messages.find(({ id }) => id === sent.id);
    await sent.edit('b');
    expect(message).toMatchObject({ content: 'b', edits: 1, files: [{ name: 'a.txt' }] });
    await sent.edit({ attachments: [], files: [{ attachment: Buffer.from('2'), name: 'b.txt' }] });
    expect(message?.files.map(({ name }) => name)).toEqual(['b.txt']);
    expect((await channel.messages.fetch({ limit: 1 })).map(({ content }) => content)).toEqual(['b']);
    await sent.delete();
    expect(message?.isDeleted).toBe(true);
  });
});

describe('servers', () => {
  test('a second server has its people, channels and commands apart', async () => {
    const guild = discord.addGuild('The branch');
    const channel = discord.addChannel('till', guild);
    discord.permit(bob, 1n << 3n, guild);
    const wish = { name: 'teller', subcommand: 'take', options: { member: ann } };
    expect((await discord.slash(bob, { ...wish, channel })).message?.content).toBe('take 0 of ann, true');
    expect((await discord.slash(bob, wish)).message?.content).toBe('take 0 of ann, false');
    expect((await discord.say(bob, channel, '!ping')).channel).toBe(channel);
    const seen = bot.guilds.cache.get(guild.id);
    expect(seen?.name).toBe('The branch');
    expect((await seen?.members.fetch(bob.id))?.permissions.has('Administrator')).toBe(true);
    expect((await seen?.members.fetch())?.map(({ user }) => user.username).toSorted()).toEqual([
      'ann',
      'bob',
      'petbank',
    ]);
  });
});

function button(customId: string) {
  return { type: 2 as const, style: 1 as const, label: customId, custom_id: customId };
}
