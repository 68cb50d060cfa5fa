import { afterEach, describe, expect, test } from 'bun:test';
import type { BotSettings } from '../../src/discord/settings.ts';
import type { DiscordOptions } from '../doubles/discord/discord.ts';
import { until } from '../support/until.ts';
import { titleOf } from './titles.ts';
import { openWorld, type TestWorld } from './world.ts';

const open: TestWorld[] = [];
afterEach(async () => {
  for (const world of open.splice(0)) {
    await world.end();
    expect(world.discord.faults()).toEqual([]);
  }
});

function newWorld(options: DiscordOptions = {}) {
  const world = openWorld(options);
  open.push(world);
  return { ...world, ann: world.discord.addUser({ username: 'ann' }) };
}

async function arrived(options: DiscordOptions = {}, settings: Partial<BotSettings> = {}) {
  const world = newWorld(options);
  return { ...world, bot: await world.arrive(settings) };
}

describe('signing in', () => {
  test('is tried again until Discord can be reached', async () => {
    const { discord, start, lines } = newWorld();
    discord.failNext({ kind: 'status', status: 503 }, { route: 'GET /applications/@me', times: 12 });
    const bot = start();
    expect(bot.health()).toBe('unknown');
    await until(() => bot.health() === 'down', 'the first failure');
    expect(bot.describe()).toStartWith('signing in to Discord');
    await until(() => bot.health() === 'ok', 'the bot');
    expect(lines[0]).toContain('Discord cannot be reached');
    expect(lines.at(-1)).toStartWith('the Discord bot is on as petbank');
  });

  test('with a token that Discord does not know is reported once, and not tried again', async () => {
    const { discord, start, lines } = newWorld();
    const bot = start({ token: 'wrong' });
    await until(() => bot.health() === 'down', 'the refusal');
    await bot.stop();
    expect(lines).toEqual([expect.stringContaining('does not know DISCORD_TOKEN')]);
    expect(bot.describe()).toContain('does not know DISCORD_TOKEN');
    expect(discord.rest.requests).toHaveLength(1);
  });

  test('happens again when Discord has ended the session for good', async () => {
    const { discord, bot, lines, ann } = await arrived();
    discord.grantMessageContent('refused');
    discord.gateway.drop(4014);
    await discord.until(() => (discord.gateway.seen.identified === 2 ? true : undefined), 'a new session');
    await until(() => bot.health() === 'ok', 'the bot');
    expect(lines).toContain('Discord has ended the session; signing in again');
    expect(titleOf((await discord.slash(ann, { name: 'balance' })).message)).toBe('The balance of ann');
  });

  test('is given up when the bank stops', async () => {
    const { discord, start } = newWorld();
    await discord.rest.goOffline();
    const bot = start();
    await bot.stop();
    expect(discord.gateway.seen.identified).toBe(0);
  });

  test('opens as many connections as configured, or as Discord recommends', async () => {
    const two = await arrived({}, { shards: 2 });
    expect(two.discord.gateway.connected()).toHaveLength(2);
    const { discord, ann } = await arrived({ shards: 3 });
    expect(discord.gateway.connected()).toHaveLength(3);
    expect(titleOf((await discord.slash(ann, { name: 'balance' })).message)).toBe('The balance of ann');
    expect(titleOf(await discord.say(ann, discord.directMessages(ann), 'balance'))).toBe(
      'The balance of ann',
    );
  });
});

describe('without the Message Content Intent', () => {
  test('it says so, and hears what is said to it', async () => {
    const { discord, ann, bot } = await arrived({ messageContent: 'refused' });
    expect(bot.describe()).toContain('switch its Message Content Intent on');
    const before = discord.messages.length;
    void discord.say(ann, discord.channel, '!balance');
    const answer = await discord.say(ann, discord.channel, `<@${discord.bot.id}> help`);
    expect([titleOf(answer), discord.messages.length]).toEqual(['Help', before + 1]);
    expect(titleOf(await discord.say(ann, discord.directMessages(ann), '!balance'))).toBe(
      'The balance of ann',
    );
  });
});

describe('with a Message Content Intent that the gateway refuses', () => {
  test('the bot goes on without it at once, and says so', async () => {
    const { discord, ann, bot, lines } = await arrived({ messageContent: 'withdrawn' });
    expect(bot.describe()).toContain('switch its Message Content Intent on');
    expect(lines.filter((line) => line.includes('cannot be reached'))).toEqual([]);
    expect(titleOf((await discord.slash(ann, { name: 'balance' })).message)).toBe('The balance of ann');
    expect(titleOf(await discord.say(ann, discord.directMessages(ann), 'balance'))).toBe(
      'The balance of ann',
    );
  });

  test('is taken away while the bot runs, too', async () => {
    const { discord, bot, ann } = await arrived();
    discord.grantMessageContent('withdrawn');
    discord.gateway.drop(4014);
    await discord.until(() => (discord.gateway.seen.identified === 2 ? true : undefined), 'a new session');
    await until(() => bot.health() === 'ok', 'the bot');
    expect(titleOf((await discord.slash(ann, { name: 'balance' })).message)).toBe('The balance of ann');
  });
});

describe('a connection that breaks', () => {
  test('is resumed, and commands sent meanwhile are answered', async () => {
    const { discord, ann, bot } = await arrived();
    discord.gateway.drop();
    const { message } = await discord.slash(ann, { name: 'balance' });
    expect(titleOf(message)).toBe('The balance of ann');
    expect(discord.gateway.seen).toMatchObject({ identified: 1, resumed: 1 });
    expect(bot.health()).toBe('ok');
  });

  test('shows in the health until it is back', async () => {
    const { discord, bot } = await arrived();
    const held = discord.hold('GET /gateway/bot');
    discord.gateway.drop(4007);
    await until(() => bot.health() === 'down', 'the loss');
    held.release();
    await until(() => bot.health() === 'ok', 'the return');
  });
});

describe('an answer that Discord refuses at first', () => {
  const CALLBACK = 'POST /interactions/:interaction/:token/callback';
  test.each([
    ['slow down', { kind: 'rate limit', retryAfterMs: 50 } as const],
    ['slow down, everyone', { kind: 'rate limit', retryAfterMs: 50, scope: 'global' } as const],
    ['an outage', { kind: 'status', status: 502 } as const],
  ])('%s: is sent once it may be', async (_, fault) => {
    const { discord, ann } = await arrived();
    discord.failNext(fault, { route: CALLBACK });
    expect(titleOf((await discord.slash(ann, { name: 'balance' })).message)).toBe('The balance of ann');
    discord.failNext(fault, { route: 'POST /channels/:channel/messages' });
    expect(titleOf(await discord.say(ann, discord.directMessages(ann), 'balance'))).toBe(
      'The balance of ann',
    );
    expect(discord.messages).toHaveLength(2);
  });

  test('a message whose acknowledgement was lost is shown once', async () => {
    const { discord, ann } = await arrived();
    discord.failNext(
      { kind: 'status', status: 502, isDone: true },
      { route: 'POST /channels/:channel/messages' },
    );
    await discord.say(ann, discord.directMessages(ann), 'balance');
    await discord.slash(ann, { name: 'help' });
    expect(discord.messages.map(titleOf)).toEqual(['The balance of ann', 'Help']);
  });

  test('an answer that can not be sent at all is logged, and the next is sent', async () => {
    const { discord, ann, lines } = await arrived();
    const sent = discord.slash(ann, { name: 'balance' });
    discord.expire(sent.interaction);
    expect((await sent).kind).toBe('none');
    await discord.slash(ann, { name: 'help' });
    await until(() => lines.includes('something on Discord failed'), 'the line');
  });
});

test('what is delivered twice is done once', async () => {
  const { discord, ann, stage } = await arrived();
  const sent = discord.slash(ann, { name: 'balance' });
  discord.deliverAgain(sent.interaction);
  await sent;
  await discord.slash(ann, { name: 'help' });
  expect(stage.acted).toEqual([`ann discord:${sent.interaction.id}`]);
  expect(discord.refused).toEqual([]);
});

test('stopping finishes what is in progress, and accepts nothing more', async () => {
  const { discord, ann, stage, bot } = await arrived();
  const { promise, resolve } = Promise.withResolvers<void>();
  stage.hold = promise;
  const sent = discord.slash(ann, { name: 'balance' });
  await discord.until(() => sent.interaction.answer ?? undefined, 'the deferral');
  const stopped = bot.stop();
  resolve();
  await stopped;
  expect(titleOf((await sent).message)).toBe('The balance of ann');
  expect(discord.gateway.connected()).toEqual([]);
});

describe('the prefix of typed commands', () => {
  test('is what the operator says, or none', async () => {
    const { discord, ann } = await arrived({}, { prefix: '?' });
    expect(titleOf(await discord.say(ann, discord.channel, '?balance'))).toBe('The balance of ann');
    const silent = await arrived({}, { prefix: null });
    const before = silent.discord.messages.length;
    void silent.discord.say(silent.ann, silent.discord.channel, '!balance');
    const mention = `<@${silent.discord.bot.id}>`;
    const answer = await silent.discord.say(silent.ann, silent.discord.channel, `${mention} help`);
    expect([titleOf(answer), silent.discord.messages.length]).toEqual(['Help', before + 1]);
  });
});
