import { afterEach, describe, expect, test } from 'bun:test';
import type { BankEvent } from '../../src/bank/engine/rows.ts';
import { createDeliver } from '../../src/discord/deliver.ts';
import { signIn } from '../../src/discord/sign-in.ts';
import { type Notice, toNotice } from '../../src/notices/notice.ts';
import { announceHead, type NoticesDependencies, sendNotices } from '../../src/notices/notices.ts';
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
  const tell = (about: unknown, words?: string) => void lines.push(words ?? String(about));
  const log = { info: tell, warn: tell, error: tell };
  const faults: unknown[] = [];
  const partsOf = (operatorChannelId: string | null): NoticesDependencies => ({
    outbox: driver,
    head: driver.head,
    clock: () => now.at,
    names: () => NAMES,
    deliver: createDeliver({
      client,
      dispatcher: world.dispatcher,
      mention: (name) => `/${name}`,
      operatorChannelId,
      log,
    }),
    onError: (error) => faults.push(error),
  });
  const put = (...events: BankEvent[]) => store(driver, { events });
  const ann = discord.addUser({ username: 'ann' });
  return { ...world, ann, operators, faults, put, partsOf, parts: partsOf(operators.id) };
}

const SEND = 'POST /channels/:channel/messages';
const shownIn = ({ discord }: TestWorld) =>
  discord.messages.map((message) => [message.channel.name, titleOf(message)]);

describe('a notice', () => {
  test("goes to its member directly, or into the operator's channel, once", async () => {
    const world = await setUp();
    const { ann, put, parts: dependencies, discord } = world;
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

  test('whose sending was not remembered is sent again, and shown once', async () => {
    const world = await setUp();
    const { ann, put, parts, faults, now } = world;
    await put(eventFor('withdrawal_delivered', ann));
    const endEvents = () => Promise.reject(new Error('the database is away'));
    await sendNotices({ ...parts, outbox: { ...parts.outbox, acknowledgeEvents: endEvents } });
    now.at += 5 * MINUTE;
    await sendNotices(parts);
    expect([shownIn(world).length, faults.length]).toEqual([1, 1]);
    expect(world.discord.rest.requests.filter(({ route }) => route === SEND)).toHaveLength(2);
  });

  test('that an outage kept back is sent after it, and keeps back no other', async () => {
    const world = await setUp();
    const { ann, put, parts, faults, now, discord } = world;
    await put(eventFor('deposit_credited', ann), eventFor('withdrawal_reserved', ann));
    discord.failNext({ kind: 'status', status: 503 }, { route: SEND, times: 4 });
    await sendNotices(parts);
    expect([shownIn(world).length, faults.length]).toEqual([1, 1]);
    now.at += 5 * MINUTE;
    await sendNotices(parts);
    expect(shownIn(world)).toEqual([
      ['', 'Your withdrawal is ready to collect'],
      ['', 'Your deposit has arrived'],
    ]);
  });

  test('to who takes no direct messages is let go, and the others are told', async () => {
    const world = await setUp();
    const { ann, put, parts, faults, now, discord } = world;
    const ben = discord.addUser({ username: 'ben' });
    ben.hasClosedMessages = true;
    const gone = { ...ben, id: '100000000000000009' };
    await put(
      eventFor('deposit_credited', ben),
      eventFor('deposit_credited', gone),
      eventFor('deposit_credited', ann),
    );
    await sendNotices(parts);
    now.at += 5 * MINUTE;
    await sendNotices(parts);
    expect([shownIn(world).length, faults]).toEqual([1, []]);
    expect(discord.rest.requests.filter(({ route }) => route === SEND)).toHaveLength(2);
  });

  test('for an operator without a channel is logged', async () => {
    const { put, partsOf, lines, discord } = await setUp();
    await put(eventFor('bank_halted', null));
    await sendNotices(partsOf(null));
    await put(eventFor('bank_halted', null));
    await sendNotices(partsOf('100000000000000009'));
    expect(lines).toEqual([
      expect.stringContaining('DISCORD_OPERATOR_CHANNEL_ID'),
      'a notice could not be delivered',
    ]);
    expect(discord.messages).toEqual([]);
  });

  test('is no news after three days', async () => {
    const world = await setUp();
    await world.put(eventFor('deposit_credited', world.ann));
    world.now.at += 3 * DAY;
    await sendNotices(world.parts);
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
  test('is told to the operator, once for each hour', async () => {
    const world = await setUp();
    const { parts, now, discord } = world;
    await announceHead(parts);
    now.at += 59 * MINUTE;
    await announceHead(parts);
    expect(shownIn(world)).toHaveLength(1);
    now.at += MINUTE;
    await announceHead(parts);
    expect(shownIn(world)).toEqual(Array(2).fill(['operators', 'Head of the ledger']));
    expect(discord.messages[0]?.embeds[0]?.description).toContain((await world.driver.head()).hash);
  });
});

describe('the wording', () => {
  const told = (event: BankEvent): Notice => toNotice({ ...event, id: 7 }, NAMES);
  const words = (topic: string, more?: Partial<BankEvent>): string =>
    JSON.stringify(told(eventFor(topic, null, more)).reply);

  test.each([
    ...[
      'deposit_credited',
      'deposit_quarantined',
      'quarantine_credited',
      'quarantine_returned',
      'link_taken_over',
    ],
    ...['withdrawal_reserved', 'withdrawal_claimed', 'withdrawal_declined', 'withdrawal_delivered'],
    ...['withdrawal_partly_delivered', 'withdrawal_expired', 'withdrawal_cancelled', 'withdrawal_uncertain'],
    ...['adjustment_credited', 'adjustment_debited', 'case_quarantine', 'case_uncertain', 'case_shortage'],
    ...['case_refused_trade', 'teller_surplus', 'bank_halted', 'bank_resumed'],
  ])('%s has its own', (topic) => {
    expect(told(eventFor(topic, null)).reply.title).not.toContain('News');
  });

  test('why a deposit is in quarantine is told', () => {
    expect(words('deposit_quarantined', { text: 'Nobody knows this pet.' })).toContain(
      'Nobody knows this pet.',
    );
  });

  test('what nobody has written words for is told plainly, with all that is known', () => {
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
