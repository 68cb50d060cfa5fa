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

  test('with a token that Discord does not know is said once, and not tried again', async () => {
    const { discord, start, lines } = newWorld();
    const bot = start({ token: 'wrong' });
    await until(() => bot.health() === 'down', 'the refusal');
    await bot.stop();
    expect(lines).toEqual([expect.stringContaining('does not know DISCORD_TOKEN')]);
    expect(bot.describe()).toContain('does not know DISCORD_TOKEN');
    expect(discord.rest.requests).toHaveLength(1);
  });

  test('anew follows when Discord has ended the session for good', async () => {
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

  test('keeps as many connections as it is told to, or as Discord says', async () => {
    const told = await arrived({}, { shards: 2 });
    expect(told.discord.gateway.connected()).toHaveLength(2);
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

describe('a connection that breaks', () => {
  test('is resumed, and what was asked meanwhile is answered', async () => {
    const { discord, ann, bot } = await arrived();
    discord.gateway.drop();
    const { message } = await discord.slash(ann, { name: 'balance' });
    expect(titleOf(message)).toBe('The balance of ann');
    expect(discord.gateway.seen).toMatchObject({ identified: 1, resumed: 1 });
    expect(bot.health()).toBe('ok');
  });

  test('is told by its health until it is back', async () => {
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
  ])('%s: is given once it may be', async (_, fault) => {
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

  test('one that can not be given at all is logged, and the next one is given', async () => {
    const { discord, ann, lines } = await arrived();
    const asked = discord.slash(ann, { name: 'balance' });
    discord.expire(asked.interaction);
    expect((await asked).kind).toBe('none');
    await discord.slash(ann, { name: 'help' });
    await until(() => lines.includes('something on Discord failed'), 'the line');
  });
});

test('what is delivered twice is done once', async () => {
  const { discord, ann, stage } = await arrived();
  const asked = discord.slash(ann, { name: 'balance' });
  discord.deliverAgain(asked.interaction);
  await asked;
  await discord.slash(ann, { name: 'help' });
  expect(stage.acted).toEqual([`ann discord:${asked.interaction.id}`]);
  expect(discord.refused).toEqual([]);
});

test('stopping finishes what is under way, and takes nothing more', async () => {
  const { discord, ann, stage, bot } = await arrived();
  const { promise, resolve } = Promise.withResolvers<void>();
  stage.hold = promise;
  const asked = discord.slash(ann, { name: 'balance' });
  await discord.until(() => asked.interaction.answer ?? undefined, 'the deferral');
  const stopped = bot.stop();
  resolve();
  await stopped;
  expect(titleOf((await asked).message)).toBe('The balance of ann');
  expect(discord.gateway.connected()).toEqual([]);
});
