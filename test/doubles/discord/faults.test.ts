import { afterEach, describe, expect, test } from 'bun:test';
import { type Client, Events } from 'discord.js';
import { type BotOptions, createBot, startBot } from './bot.ts';
import { type DiscordDouble, type DiscordOptions, startDiscordDouble } from './discord.ts';

const open: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const SEND = 'POST /channels/:channel/messages';

function startDouble(options: DiscordOptions = {}) {
  const discord = startDiscordDouble(options);
  open.push(() => discord.close());
  return { discord, ann: discord.addUser({ username: 'ann' }) };
}

async function start(options: DiscordOptions & BotOptions = {}) {
  const { discord, ann } = startDouble(options);
  const bot = await startBot(discord, options);
  open.push(() => bot.destroy());
  const ping = async () => (await discord.say(ann, discord.channel, '!ping')).content;
  return { discord, ann, bot, ping };
}

function sends(discord: DiscordDouble): number {
  return discord.rest.requests.filter(({ route }) => route === SEND).length;
}

describe('REST', () => {
  test.each(['user', 'shared', 'global'] as const)('a %s rate limit is waited out', async (scope) => {
    const { discord, ping } = await start();
    discord.failNext({ kind: 'rate limit', retryAfterMs: 20, scope }, { route: SEND });
    expect(await ping()).toBe('pong');
    expect(sends(discord)).toBe(2);
    expect(discord.faults()).toEqual([]);
  });

  test('a server error is overcome, unless there are more of them than attempts', async () => {
    const { discord, bot, ping } = await start();
    discord.failNext({ kind: 'status', status: 502 }, { route: SEND, times: 3 });
    expect(await ping()).toBe('pong');
    expect(sends(discord)).toBe(4);
    discord.failNext({ kind: 'status', status: 500 }, { times: 4 });
    const failed = bot.users.fetch(discord.bot.id, { force: true });
    expect(failed).rejects.toMatchObject({ status: 500 });
    await failed.catch(() => undefined);
  });

  test('a lost answer and a nonce make one message', async () => {
    const { discord, ann } = await start();
    discord.failNext({ kind: 'drop', isDone: true }, { route: SEND });
    const first = await discord.say(ann, discord.channel, '!nonce');
    await discord.say(ann, discord.channel, '!ping');
    expect(sends(discord)).toBeGreaterThanOrEqual(3);
    expect(discord.messages.filter(({ nonce }) => nonce !== null)).toEqual([first]);
  });

  test('a slow answer waits until the test lets it through', async () => {
    const { discord, ann } = await start();
    const held = discord.hold(SEND);
    const said = discord.say(ann, discord.channel, '!ping');
    await held.arrived;
    expect(discord.messages).toEqual([]);
    held.release();
    expect((await said).content).toBe('pong');
  });

  test('a route the double does not have cannot fail', () => {
    const { discord } = startDouble();
    expect(() => discord.failNext({ kind: 'drop' }, { route: 'POST /nowhere' })).toThrow('no route');
  });

  test('login fails while Discord cannot be reached, and works once it can', async () => {
    const { discord } = startDouble();
    await discord.rest.goOffline();
    const bot = createBot(discord);
    open.push(() => bot.destroy());
    expect(await bot.login(discord.token).catch(() => 'unreachable')).toBe('unreachable');
    discord.rest.goOnline();
    await startAgain(bot, discord.token);
    expect(discord.gateway.seen.identified).toBe(1);
  });

  test('a wrong token is refused by REST and by the gateway', async () => {
    const { discord } = startDouble();
    const bot = createBot(discord);
    open.push(() => bot.destroy());
    expect(await bot.login('wrong').catch((error: Error) => error.message)).toContain('invalid token');
    expect(discord.refused.map(({ status }) => status)).toContain(401);
    expect(await closedWith(discord.gateway.url, { op: 2, d: { token: 'wrong', intents: 1 } })).toBe(4004);
  });
});

describe('the gateway', () => {
  test('a dropped connection is resumed, and what happened meanwhile is delivered', async () => {
    const { discord, ping } = await start();
    discord.gateway.drop();
    await discord.until(() => (discord.gateway.connected().length === 0 ? true : undefined), 'the drop');
    expect(await ping()).toBe('pong');
    expect(discord.gateway.seen).toMatchObject({ identified: 1, resumed: 1 });
  });

  test('a session that is forgotten begins anew', async () => {
    const { discord, ping } = await start();
    discord.gateway.forgetSessions();
    discord.gateway.drop();
    await identifiedAgain(discord);
    expect(await ping()).toBe('pong');
    expect(discord.gateway.seen).toMatchObject({ identified: 2, resumed: 0 });
  });

  test('a request to reconnect is followed by a resume', async () => {
    const { discord, ping } = await start();
    discord.gateway.askToReconnect();
    await discord.until(() => (discord.gateway.seen.resumed === 1 ? true : undefined), 'a resume');
    expect(await ping()).toBe('pong');
    expect(discord.gateway.seen.identified).toBe(1);
  });

  test('an invalid session is resumed where it may be, and begun anew where not', async () => {
    const { discord, ping } = await start();
    discord.gateway.invalidate({ mayResume: true });
    await discord.until(() => (discord.gateway.seen.resumed === 1 ? true : undefined), 'a resume');
    discord.gateway.invalidate({ mayResume: false });
    await identifiedAgain(discord);
    expect(await ping()).toBe('pong');
  });

  test('a session that was called invalid cannot be resumed, nor one that never was', async () => {
    const { discord } = startDouble();
    await answerTo(discord.gateway.url, { op: 2, d: { token: discord.token, intents: 1 } });
    const [session] = discord.gateway.connected();
    if (!session) throw new Error('nobody is connected');
    const resume = (id: string) => ({ op: 6, d: { token: discord.token, session_id: id, seq: 1 } });
    expect(await answerTo(discord.gateway.url, resume('strange'))).toContain('"op":9,"d":false');
    expect(await answerTo(discord.gateway.url, resume(session.id))).toContain('"op":0');
    discord.gateway.invalidate({ mayResume: false });
    expect(await answerTo(discord.gateway.url, resume(session.id))).toContain('"op":9,"d":false');
  });

  test('heartbeats without an answer make the bot connect anew', async () => {
    const { discord, ping } = await start({ heartbeatIntervalMs: 40 });
    await discord.until(() => (discord.gateway.seen.heartbeats > 2 ? true : undefined), 'heartbeats');
    expect(discord.gateway.seen.resumed).toBe(0);
    discord.gateway.acknowledgeHeartbeats(false);
    await discord.until(() => (discord.gateway.seen.resumed > 0 ? true : undefined), 'a resume');
    discord.gateway.acknowledgeHeartbeats(true);
    expect(await ping()).toBe('pong');
  });

  test('an intent that was not granted ends the connection', async () => {
    const { discord } = startDouble({ messageContent: 'refused' });
    const bot = createBot(discord);
    open.push(() => bot.destroy());
    expect(await bot.login(discord.token).catch((error: Error) => error.message)).toContain(
      'disallowed intents',
    );
    expect(discord.gateway.seen.identified).toBe(0);
    discord.grantMessageContent('limited');
    const next = await startBot(discord);
    open.push(() => next.destroy());
    expect(discord.gateway.seen.identified).toBe(1);
  });

  test('the flags of the application say whether the intent is granted', async () => {
    const { discord, bot } = await start({ messageContent: 'refused', asksForContent: false });
    const flag = async () => (await bot.application.fetch()).flags.toArray();
    expect(await flag()).toEqual([]);
    discord.grantMessageContent('limited');
    expect(await flag()).toEqual(['GatewayMessageContentLimited']);
    discord.grantMessageContent('granted');
    expect(await flag()).toEqual(['GatewayMessageContent']);
  });

  test('without the intent only direct messages and mentions have a text', async () => {
    const { discord, ann } = await start({ asksForContent: false });
    const say = async (channel: typeof discord.channel, text: string) =>
      (await discord.say(ann, channel, text)).content;
    expect(await say(discord.channel, '!ping')).toBe('I see no text');
    expect(await say(discord.channel, `<@${discord.bot.id}> !ping`)).toBe('pong');
    expect(await say(discord.directMessages(ann), '!ping')).toBe('pong');
  });

  test('each shard hears of its own servers, the first one of direct messages', async () => {
    const { discord, ann, bot, ping } = await start({ shards: 2 });
    const shards = discord.gateway.connected().map(({ shard }) => shard);
    expect(shards.toSorted(([a], [b]) => a - b)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(bot.guilds.cache.get(discord.guild.id)?.shardId).toBe(
      Number((BigInt(discord.guild.id) >> 22n) % 2n),
    );
    expect(await ping()).toBe('pong');
    expect((await discord.say(ann, discord.directMessages(ann), '!ping')).content).toBe('pong');
    const home = Number((BigInt(discord.guild.id) >> 22n) % 2n);
    const heard = discord.gateway.connected().map(({ shard: [id], sent }) => ({
      id,
      pings: sent.filter(({ packet }) => packet.includes('"!ping"')).length,
    }));
    expect(heard.toSorted((left, right) => left.id - right.id).map(({ pings }) => pings)).toEqual(
      home === 0 ? [2, 0] : [1, 1],
    );
  });
});

describe('the end', () => {
  test('closing ends every wait and listens no more', async () => {
    const { discord, ann } = startDouble();
    const waiting = discord.say(ann, discord.channel, 'is anyone there?');
    discord.hold(SEND);
    await discord.close();
    expect(await waiting.catch((error: Error) => error.message)).toContain('was closed');
    expect(await fetch(discord.url).catch(() => 'nobody')).toBe('nobody');
  });

  test('a bot that never answers is named in the failure', async () => {
    const { discord, ann } = startDouble({ timeoutMs: 5 });
    const failure = await discord.say(ann, discord.channel, 'hello?').catch((error: Error) => error.message);
    expect(failure).toContain('the answer to "hello?"');
  });
});

async function identifiedAgain(discord: DiscordDouble): Promise<void> {
  await discord.until(() => (discord.gateway.seen.identified === 2 ? true : undefined), 'a new session');
}

async function startAgain(bot: Client, token: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  bot.once(Events.ClientReady, () => resolve());
  await bot.login(token);
  await promise;
}

function closedWith(url: string, packet: unknown): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const socket = new WebSocket(url);
  socket.onopen = () => socket.send(JSON.stringify(packet));
  socket.onclose = ({ code }) => resolve(code);
  return promise;
}

/** What the gateway says to a packet, after its greeting. */
function answerTo(url: string, packet: unknown): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = new WebSocket(url);
  let heard = 0;
  socket.onopen = () => socket.send(JSON.stringify(packet));
  socket.onmessage = ({ data }) => {
    heard += 1;
    if (heard > 1) resolve(String(data));
  };
  promise.finally(() => socket.close(4000)).catch(() => undefined);
  return promise;
}
