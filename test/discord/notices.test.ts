import { afterEach, describe, expect, test } from 'bun:test';
import type { PendingEvent } from '../../src/bank/engine/book.ts';
import { MAX_ALIKE, sumAlike } from '../../src/bank/engine/bounds.ts';
import type { BankEvent } from '../../src/bank/engine/rows.ts';
import { toLine, translateReply } from '../../src/commands/model/translate.ts';
import { createDeliver } from '../../src/discord/deliver.ts';
import { createLanguages } from '../../src/discord/languages.ts';
import { createMissed } from '../../src/discord/missed.ts';
import { signIn } from '../../src/discord/sign-in.ts';
import { createStaffChannels } from '../../src/discord/staff-channels.ts';
import { LANGUAGES } from '../../src/messages/languages.ts';
import { createFailures } from '../../src/notices/failures.ts';
import { type Notice, toNotice } from '../../src/notices/notice.ts';
import { announceHead, type NoticesDependencies, sendNotices } from '../../src/notices/notices.ts';
import { createSender, type Sender } from '../../src/notices/sender.ts';
import { NOON } from '../bank/bank.ts';
import { DAY, MINUTE } from '../bank/rules.ts';
import type { User } from '../doubles/discord/world.ts';
import { store } from '../storage/samples.ts';
import { until } from '../support/until.ts';
import { titleOf } from './titles.ts';
import { NAMES, openWorld, type TestWorld } from './world.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const CAT = { id: 'Huge Cat', variant: 'golden', shiny: false, quantity: 2 } as const;
const eventFor = (topic: string, to: User | null, more: Partial<BankEvent> = {}): BankEvent => ({
  topic,
  discordUserId: to?.id ?? null,
  robloxUserId: 156,
  goods: { pets: [CAT], gems: 1500 },
  text: '',
  at: NOON,
  ...more,
});

/** A real client with its deliverer, and a bank's outbox. */
async function setUp() {
  const world = openWorld();
  ends.push(() => world.end());
  const { discord, driver, now, lines } = world;
  const settings = {
    token: discord.token,
    apiUrl: discord.url,
    shards: 'auto',
    ws: discord.clientOptions.ws,
  } as const;
  const { client } = await signIn(settings, () => undefined);
  ends.push(() => client.destroy());
  const operators = discord.addChannel('operators');
  const write = (about: unknown, text?: string) => void lines.push(text ?? String(about));
  const log = { info: write, warn: write, error: write };
  const errors: unknown[] = [];
  const createDependencies = (operatorChannelId: string | null): NoticesDependencies => ({
    outbox: driver,
    head: driver.head,
    clock: () => now.at,
    names: () => NAMES,
    deliver: createDeliver({
      client,
      dispatcher: world.dispatcher,
      mention: (name) => `/${name}`,
      operatorChannelId,
      channels: { use: async () => false },
      alertRoleId: null,
      pingRoleId: null,
      alertPings: 'urgent',
      missed: createMissed(),
      languages: createLanguages(),
      log,
    }),
    onError: (error) => errors.push(error),
  });
  const put = (...events: BankEvent[]) => store(driver, { events });
  const ann = discord.addUser({ username: 'ann' });
  return {
    ...world,
    ann,
    client,
    operators,
    errors,
    put,
    createDependencies,
    dependencies: createDependencies(operators.id),
  };
}

const SEND = 'POST /channels/:channel/messages';
async function sendAll(sender: Sender): Promise<void> {
  await sender.idle();
  while ((await sender.take()) > 0) await sender.idle();
}
const sends = ({ discord }: TestWorld): number =>
  discord.rest.requests.filter(({ route }) => route === SEND).length;
const shownIn = ({ discord }: TestWorld) =>
  discord.messages.map((message) => [message.channel.name, titleOf(message)]);

describe('a notice', () => {
  test("goes to its member directly, or into the operator's channel, once", async () => {
    const world = await setUp();
    const { ann, put, dependencies, discord } = world;
    await put(
      eventFor('deposit_credited', ann),
      eventFor('case_shortage', null, { text: 'teller-1 holds too little' }),
    );
    await sendNotices(dependencies);
    await sendNotices(dependencies);
    expect(shownIn(world)).toEqual([
      ['', 'Your deposit has arrived'],
      ['operators', 'Case: a teller holds too little'],
    ]);
    const [member, operator] = discord.messages;
    expect(member?.embeds[0]?.fields?.[0]?.value).toBe('• **2 × Golden Huge Cat**\n• **1,500 gems**');
    expect(operator?.embeds[0]?.description).toBe('teller-1 holds too little');
    expect(discord.faults()).toEqual([]);
  });

  test('whose acknowledgement failed is sent again, and shown once', async () => {
    const world = await setUp();
    const { ann, put, dependencies, errors, now } = world;
    await put(eventFor('withdrawal_delivered', ann));
    const acknowledgeEvents = () => Promise.reject(new Error('the database is away'));
    await sendNotices({
      ...dependencies,
      outbox: { ...dependencies.outbox, acknowledgeEvents: acknowledgeEvents },
    });
    now.at += 5 * MINUTE;
    await sendNotices(dependencies);
    expect([shownIn(world).length, errors.length]).toEqual([1, 1]);
    expect(world.discord.rest.requests.filter(({ route }) => route === SEND)).toHaveLength(2);
  });

  test('that an outage delayed is sent after it, and delays no other', async () => {
    const world = await setUp();
    const { ann, put, dependencies, driver, errors, now, discord } = world;
    await put(eventFor('deposit_credited', ann), eventFor('withdrawal_reserved', ann));
    const failures = createFailures();
    const sender = createSender({ ...dependencies, failures });
    discord.failNext({ kind: 'status', status: 503 }, { route: SEND, times: 4 });
    await sendAll(sender);
    expect([shownIn(world).length, errors.length]).toEqual([0, 1]);
    const [failed, behind] = await driver.unsentEvents({ afterId: 0, limit: 2 });
    expect(failures.of(failed?.id ?? 0)).toMatchObject({ at: now.at, reason: expect.any(String) });
    expect(failures.of(behind?.id ?? 0)).toBeUndefined();
    await put(eventFor('withdrawal_delivered', ann), eventFor('bank_halted', null));
    await sendAll(sender);
    expect(shownIn(world)).toEqual([['operators', 'The bank is halted']]);
    now.at += 5 * MINUTE;
    await sendAll(sender);
    expect(shownIn(world).slice(1)).toEqual([
      ['', 'Your deposit has arrived'],
      ['', 'Your withdrawal is ready to collect'],
      ['', 'Your withdrawal was delivered'],
    ]);
  });

  test('that Discord refuses for good holds up nothing', async () => {
    const world = await setUp();
    const { ann, put, dependencies, errors, discord } = world;
    await put(eventFor('deposit_credited', ann), eventFor('withdrawal_reserved', ann));
    discord.failNext({ kind: 'status', status: 400 }, { route: SEND });
    await sendNotices(dependencies);
    expect(shownIn(world)).toEqual([['', 'Your withdrawal is ready to collect']]);
    expect(errors).toEqual([]);
    expect(await world.driver.countUnsent({ limit: 9 })).toBe(0);
  });

  test.each(['before', 'after'])('that can not wait passes forty alerts taken %s it', async (when) => {
    const world = await setUp();
    const { ann, put, dependencies, discord } = world;
    const alerts = Array.from({ length: 40 }, (_, at) => eventFor('case_shortage', null, { text: `${at}` }));
    const sender = createSender(dependencies);
    const held = discord.hold(SEND);
    await put(...alerts);
    if (when === 'before') await sender.take();
    if (when === 'before') await until(() => sends(world) === 1, 'the first alert');
    await put(eventFor('link_taken_over', ann));
    await sender.take();
    await until(() => sends(world) === 2, 'the takeover beside the alert');
    held.release();
    await sendAll(sender);
    const shown = shownIn(world);
    expect(shown.findIndex(([, title]) => title?.startsWith('Your Roblox account'))).toBeLessThan(2);
    const texts = discord.messages.map(({ embeds }) => embeds[0]?.description);
    expect(texts.filter((text) => /^\d+$/.test(text ?? ''))).toEqual(alerts.map(({ text }) => text));
  });

  test('to one person who is slow keeps nobody else waiting, and few are sent at once', async () => {
    const world = await setUp();
    const people = Array.from({ length: 60 }, (_, at) => world.discord.addUser({ username: `user${at}` }));
    await world.put(
      ...people.flatMap((user) => [1, 2].map((at) => eventFor('deposit_credited', user, { text: `${at}` }))),
    );
    const [slow] = people;
    const sent: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    let atOnce = 0;
    let most = 0;
    const sender = createSender({
      ...world.dependencies,
      async deliver({ to, id }) {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await (to === slow?.id ? promise : undefined);
        sent.push(`${to} ${id}`);
        atOnce -= 1;
      },
    });
    await sender.take();
    await until(() => sent.length === 118, 'all the others');
    resolve();
    await sender.idle();
    expect(sent).toHaveLength(120);
    expect(most).toBeLessThanOrEqual(16);
    for (const user of people) {
      const ids = sent.filter((each) => each.startsWith(user.id));
      expect(ids).toEqual(ids.toSorted((id, other) => id.localeCompare(other, 'en', { numeric: true })));
    }
  });

  test('that can not be read is told to the operator, and the others are sent', async () => {
    const world = await setUp();
    await world.put(eventFor('deposit_credited', world.ann), eventFor('withdrawal_reserved', world.ann));
    let damaged = 0;
    const { takeEvents } = world.driver;
    const outbox = {
      ...world.dependencies.outbox,
      takeEvents: async (page: Parameters<typeof takeEvents>[0]) =>
        (await takeEvents(page)).map(
          (event): PendingEvent =>
            event.topic === 'deposit_credited'
              ? { ...event, topic: 'message_damaged', discordUserId: null, at: 0, isDamaged: true }
              : event,
        ),
    };
    const dependencies = { ...world.dependencies, outbox, onDamaged: () => (damaged += 1) };
    await sendNotices(dependencies);
    await sendNotices(dependencies);
    expect(shownIn(world).sort()).toEqual([
      ['', 'Your withdrawal is ready to collect'],
      ['operators', "A message to somebody can't be read"],
    ]);
    expect(damaged).toBe(1);
  });

  test('to somebody without direct messages is dropped, and the others are sent', async () => {
    const world = await setUp();
    const { ann, put, dependencies, errors, now, discord } = world;
    const ben = discord.addUser({ username: 'ben' });
    ben.hasClosedMessages = true;
    const gone = { ...ben, id: '100000000000000009' };
    await put(
      eventFor('deposit_credited', ben),
      eventFor('deposit_credited', gone),
      eventFor('deposit_credited', ann),
    );
    await sendNotices(dependencies);
    now.at += 5 * MINUTE;
    await sendNotices(dependencies);
    expect([shownIn(world).length, errors]).toEqual([1, []]);
    expect(discord.rest.requests.filter(({ route }) => route === SEND)).toHaveLength(2);
  });

  test('for an operator whose channel is closed to the bot is sent once it is open again', async () => {
    const world = await setUp();
    const { put, dependencies, discord, now } = world;
    await put(eventFor('bank_halted', null));
    discord.failNext({ kind: 'status', status: 403 }, { route: SEND });
    await sendNotices(dependencies);
    expect(shownIn(world)).toEqual([]);
    now.at += MINUTE;
    await sendNotices(dependencies);
    expect(shownIn(world)).toEqual([['operators', 'The bank is halted']]);
  });

  test('for an operator without a channel is logged', async () => {
    const { put, createDependencies, lines, discord } = await setUp();
    await put(eventFor('bank_halted', null));
    await sendNotices(createDependencies(null));
    await put(eventFor('bank_halted', null));
    await sendNotices(createDependencies('100000000000000009'));
    expect(lines).toEqual([
      expect.stringContaining('DISCORD_OPERATOR_CHANNEL_ID'),
      'a notice could not be delivered',
    ]);
    expect(discord.messages).toEqual([]);
  });

  test('is dropped after three days', async () => {
    const world = await setUp();
    await world.put(eventFor('deposit_credited', world.ann));
    world.now.at += 3 * DAY;
    await sendNotices(world.dependencies);
    expect(shownIn(world)).toEqual([]);
  });

  test('comes by itself within seconds', async () => {
    const world = openWorld();
    ends.push(() => world.end());
    const ann = world.discord.addUser({ username: 'ann' });
    await world.arrive();
    await store(world.driver, { events: [eventFor('link_taken_over', ann)] });
    await until(() => world.discord.messages.length === 1, 'the notice');
  });
});

describe('the head of the ledger', () => {
  test('is sent to the operator, once for each hour', async () => {
    const world = await setUp();
    const { dependencies, now, discord } = world;
    await announceHead(dependencies);
    now.at += 59 * MINUTE;
    await announceHead(dependencies);
    expect(shownIn(world)).toHaveLength(1);
    now.at += MINUTE;
    await announceHead(dependencies);
    expect(shownIn(world)).toEqual(Array(2).fill(['operators', 'Head of the ledger']));
    expect(discord.messages[0]?.embeds[0]?.description).toContain((await world.driver.head()).hash);
  });
});

test('the head goes into its own channel, and into that for alerts while its own is closed', async () => {
  const world = await setUp();
  const heads = world.discord.addChannel('heads');
  const unreachable: string[] = [];
  const deliver = createDeliver({
    client: world.client,
    dispatcher: world.dispatcher,
    mention: (name: string) => `/${name}`,
    operatorChannelId: world.operators.id,
    alertRoleId: '123456789012345678',
    pingRoleId: null,
    alertPings: 'all',
    missed: createMissed(),
    languages: createLanguages(),
    log: { info: expect.unreachable, warn: expect.unreachable, error: expect.unreachable },
    channels: createStaffChannels({
      client: world.client,
      ids: { alerts: null, tickets: null, log: null, heads: heads.id },
      clock: () => world.now.at,
      onUnreachable: (channel) => unreachable.push(channel),
    }),
  });
  const { dependencies, now, discord, put } = world;
  await announceHead({ ...dependencies, deliver });
  now.at += 60 * MINUTE;
  discord.failNext({ kind: 'status', status: 403 }, { route: SEND });
  await announceHead({ ...dependencies, deliver });
  now.at += 60 * MINUTE;
  await announceHead({ ...dependencies, deliver });
  expect(shownIn(world).map(([channel]) => channel)).toEqual(['heads', 'operators', 'heads']);
  expect(unreachable).toEqual(['heads']);
  // Without a channel for tickets, a call for a teller pings whom alerts ping.
  await put(...['case_shortage', 'bank_resumed', 'teller_called'].map((topic) => eventFor(topic, null)));
  await sendNotices({ ...dependencies, deliver });
  const pings = discord.messages.slice(-3).map(({ content }) => content);
  expect(pings.sort()).toEqual(['', ...Array(2).fill('<@&123456789012345678>')]);
  expect(discord.messages[0]?.content).toBe('');
});

describe('the wording', () => {
  const convert = (event: BankEvent): Notice => toNotice({ ...event, id: 7 }, NAMES);
  const words = (topic: string, more?: Partial<BankEvent>): string =>
    JSON.stringify(translateReply(convert(eventFor(topic, null, more)).reply, 'en'));

  test.each([
    ...[
      'deposit_credited',
      'deposit_quarantined',
      'quarantine_credited',
      'quarantine_returned',
      'link_taken_over',
    ],
    ...[
      'withdrawal_reserved',
      'withdrawal_claimed',
      'withdrawal_split',
      'withdrawal_declined',
      'withdrawal_delivered',
    ],
    ...['withdrawal_partly_delivered', 'withdrawal_expired', 'withdrawal_cancelled', 'withdrawal_uncertain'],
    ...[
      'adjustment_credited',
      'adjustment_debited',
      'delivery_undone',
      'case_quarantine',
      'case_uncertain',
      'case_shortage',
    ],
    ...['case_refused_trade', 'teller_surplus', 'bank_halted', 'bank_resumed'],
    ...['values_changed', 'teller_paused', 'teller_resumed'],
  ])('%s has its own', (topic) => {
    expect(toLine(convert(eventFor(topic, null)).reply.title, 'en')).not.toContain('News');
  });

  test.each(LANGUAGES)('in %s says of those that were too many alike how many they are', (language) => {
    const [event] = sumAlike(
      Array(MAX_ALIKE + 5).fill(eventFor('withdrawal_delivered', null, { text: 'w-1' })),
    ).slice(-1);
    if (!event) throw new Error('nothing was summed');
    const { reply, standing } = convert(event);
    const said = JSON.stringify(translateReply(reply, language));
    expect([said.includes('5'), said.includes('more like these')]).toEqual([true, language === 'en']);
    expect(standing).toBeUndefined();
  });

  test.each(['transfer_sent', 'transfer_received', 'trade_accepted'])(
    '%s speaks of a hold only where there is one',
    (topic) => {
      const said = [true, false].map((holdsGifts) => {
        const { reply } = toNotice({ ...eventFor(topic, null), id: 7 }, NAMES, undefined, holdsGifts);
        return JSON.stringify(translateReply(reply, 'en'));
      });
      expect(said.map((text) => /on hold|for a while/.test(text))).toEqual([true, false]);
    },
  );

  test('says why a deposit is in quarantine', () => {
    expect(words('deposit_quarantined', { text: 'Nobody knows this pet.' })).toContain(
      'Nobody knows this pet.',
    );
  });

  test('an event without a wording is described plainly, with everything that is known', () => {
    const plain = words('a_new_thing', { text: 'It happened.' });
    for (const part of ['News from the bank: a new thing', 'It happened.', 'Huge Cat', '1,500', '156'])
      expect(plain).toContain(part);
    expect(words('constructor')).toContain('News from the bank: constructor');
  });

  test('has an id that Discord takes', () => {
    expect(
      toNotice({ ...eventFor('x', null), id: Number.MAX_SAFE_INTEGER }, NAMES).id.length,
    ).toBeLessThanOrEqual(25);
  });
});
