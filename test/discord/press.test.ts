import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'bun:test';
import { PANEL_MS } from '../../src/commands/dispatch/panels.ts';
import { MINUTE } from '../bank/rules.ts';
import type { Answer } from '../doubles/discord/ask.ts';
import type { Message } from '../doubles/discord/world.ts';
import { livedMs } from '../support/lived.ts';
import { titleOf } from './titles.ts';
import { openWorld } from './world.ts';

const world = openWorld();
const { discord, stage, now } = world;
const ann = discord.addUser({ username: 'ann' });
const ben = discord.addUser({ username: 'ben' });
const owner = discord.addUser({ username: 'chief' });
const MANAGE_GUILD = 1n << 5n;
const DISCORD_WAITS_MS = 3_000;
discord.permit(owner, MANAGE_GUILD);

beforeAll(async () => void (await world.arrive()));
afterAll(() => world.end());
beforeEach(() => {
  stage.acted.splice(0);
  stage.hold = Promise.resolve();
  stage.ticket = 'waiting';
  stage.picture = 1;
});
afterEach(() => expect(discord.faults()).toEqual([]));

async function openPanel() {
  const { message } = await discord.slash(ann, { name: 'panel' });
  if (!message) throw new Error('no panel');
  const ids = message.rows.flatMap(({ components }) => components.map(({ custom_id }) => custom_id ?? ''));
  const [confirm = '', form = '', second = '', menu = ''] = ids;
  return { message, confirm, form, second, menu };
}
const ephemeralTitle = ({ message, interaction }: Answer) =>
  message !== interaction.source && message?.isEphemeral ? titleOf(message) : undefined;

describe('a control', () => {
  test('acts once, and its message becomes the answer', async () => {
    const { message, confirm } = await openPanel();
    const { kind } = await discord.press(ann, message, confirm);
    expect([kind, titleOf(message), message.rows]).toEqual(['update', 'Done', []]);
    expect(ephemeralTitle(await discord.press(ann, message, confirm, { isForged: true }))).toBe(
      'Already done',
    );
    expect(stage.acted).toHaveLength(1);
  });

  test('takes its picture and file along, and leaves neither behind', async () => {
    const { message } = await discord.slash(ann, { name: 'picture' });
    if (!message) throw new Error('no picture');
    expect(message.files.map(({ name, description }) => [name, description])).toEqual([
      [expect.stringMatching(/^picture-\w+\.png$/), 'Two cats'],
      ['data.json', null],
    ]);
    expect(new TextDecoder().decode(message.files[1]?.bytes)).toBe('{}');
    await discord.press(ann, message, message.rows[0]?.components[0]?.custom_id ?? '');
    expect([titleOf(message), message.files]).toEqual(['Done', []]);
  });

  test('may be a menu', async () => {
    const { message, menu } = await openPanel();
    await discord.choose(ann, message, menu, ['Huge Cat', 'Titanic Owl']);
    expect(titleOf(message)).toBe('Done Huge Cat+Titanic Owl');
  });

  test('may open a form first: it opens at once, and submitting it acts', async () => {
    const { message, form } = await openPanel();
    const opened = await discord.press(ann, message, form);
    expect([opened.kind, opened.modal?.title]).toEqual(['modal', 'A reason']);
    await discord.submitModal(opened, { reason: 'for fun' });
    expect(titleOf(message)).toBe('Done for fun');
    expect(ephemeralTitle(await discord.submitModal(opened, { reason: 'again' }))).toBe('Already done');
    expect(stage.acted).toHaveLength(1);
  });

  test('twice at once acts once', async () => {
    const { message, confirm } = await openPanel();
    const { promise, resolve } = Promise.withResolvers<void>();
    stage.hold = promise;
    const first = discord.press(ann, message, confirm);
    expect(ephemeralTitle(await discord.press(ann, message, confirm))).toBe('One moment');
    resolve();
    await first;
    expect(titleOf(message)).toBe('Done');
    expect(stage.acted).toHaveLength(1);
  });

  test('and delivered twice acts once', async () => {
    const { message, confirm } = await openPanel();
    const pressed = discord.press(ann, message, confirm);
    discord.deliverAgain(pressed.interaction);
    await pressed;
    await discord.slash(ann, { name: 'help' });
    expect(titleOf(message)).toBe('Done');
    expect(stage.acted).toHaveLength(1);
  });

  test('of a stranger, with a changed id or too late does nothing', async () => {
    const { message, confirm, form, menu } = await openPanel();
    const forged = { isForged: true };
    for (const id of [confirm, form]) {
      expect(ephemeralTitle(await discord.press(ben, message, id, forged))).toBe('This is for someone else');
    }
    expect(ephemeralTitle(await discord.choose(ben, message, menu, ['Huge Cat'], forged))).toBe(
      'This is for someone else',
    );
    for (const id of [`${confirm}0`, `x${confirm}`, 'anything', confirm.replace('.0', '.9')]) {
      expect(ephemeralTitle(await discord.press(ann, message, id, forged))).toBe('This message is too old');
    }
    expect(ephemeralTitle(await discord.choose(ann, message, menu, ['Huge Pig'], forged))).toBe(
      'This message is too old',
    );
    now.at += PANEL_MS;
    for (const id of [confirm, form]) {
      expect(ephemeralTitle(await discord.press(ann, message, id))).toBe('This message is too old');
    }
    expect(titleOf(message)).toBe('Press');
    expect(stage.acted).toEqual([]);
  });

  test('what needs a second person is pressed by another who may manage the server', async () => {
    const { message: rendered, second } = await openPanel();
    const message = { ...rendered, isEphemeral: false };
    expect(ephemeralTitle(await discord.press(ann, message, second))).toBe(
      'A second person has to press this',
    );
    expect(ephemeralTitle(await discord.press(ben, message, second))).toBe('For staff only');
    await discord.press(owner, message, second);
    expect(titleOf(rendered)).toBe('Done');
    expect(stage.acted).toEqual([expect.stringContaining('chief')]);
  });
});

describe('while the database stalls', () => {
  test('a command is deferred while Discord still waits for it, and answered once it goes on', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    stage.hold = promise;
    const asked = discord.slash(ann, { name: 'balance' });
    const startedAt = livedMs();
    await discord.until(() => asked.interaction.answer ?? undefined, 'the deferral');
    expect(livedMs() - startedAt).toBeLessThan(DISCORD_WAITS_MS);
    resolve();
    const { kind, message } = await asked;
    expect([kind, titleOf(message), message?.isEphemeral]).toEqual(['deferred', 'The balance of ann', true]);
  });

  test('a button is deferred, and then updates its message', async () => {
    const { message, confirm } = await openPanel();
    const { promise, resolve } = Promise.withResolvers<void>();
    stage.hold = promise;
    const pressed = discord.press(ann, message, confirm);
    await discord.until(() => pressed.interaction.answer ?? undefined, 'the deferral');
    resolve();
    expect((await pressed).kind).toBe('deferred update');
    expect(titleOf(message)).toBe('Done');
  });

  test('a typed command shows that the bot is typing', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    stage.hold = promise;
    const said = discord.say(ann, discord.directMessages(ann), 'balance');
    await discord.until(
      () => discord.rest.requests.find(({ route }) => route === 'POST /channels/:channel/typing'),
      'the typing',
    );
    resolve();
    expect(titleOf(await said)).toBe('The balance of ann');
  });
});

describe('a live message', () => {
  const shows = (message: Readonly<Message> | null, title: string) =>
    discord.until(() => (titleOf(message) === title ? true : undefined), title);

  test.each(['slash', 'direct'] as const)('follows what happens, after a %s command', async (way) => {
    const message =
      way === 'slash'
        ? (await discord.slash(ann, { name: 'ticket' })).message
        : await discord.say(ann, discord.directMessages(ann), 'ticket');
    expect(titleOf(message)).toBe('Ticket: waiting');
    stage.ticket = 'claimed';
    await shows(message, 'Ticket: claimed');
    stage.ticket = undefined;
    await shows(message, 'Ticket: closed');
  });

  test.each(['slash', 'direct'] as const)(
    'keeps its picture, or has another, after a %s command',
    async (way) => {
      const message =
        way === 'slash'
          ? (await discord.slash(ann, { name: 'ticket' })).message
          : await discord.say(ann, discord.directMessages(ann), 'ticket');
      if (!message) throw new Error('no ticket');
      const idsOf = () => message.files.map(({ id }) => id);
      const sent = idsOf();
      stage.ticket = 'claimed';
      await shows(message, 'Ticket: claimed');
      await discord.press(ann, message, message.rows[0]?.components[0]?.custom_id ?? '');
      expect([sent.length, idsOf()]).toEqual([1, sent]);
      stage.picture = 2;
      await discord.press(ann, message, message.rows[0]?.components[0]?.custom_id ?? '');
      const other = idsOf();
      expect([other.length, other.includes(sent[0] ?? '')]).toEqual([1, false]);
      stage.ticket = 'handed over';
      await shows(message, 'Ticket: handed over');
      expect(idsOf()).toEqual(other);
      stage.picture = 3;
      stage.ticket = undefined;
      await shows(message, 'Ticket: closed');
      expect([idsOf().length, idsOf().includes(other[0] ?? '')]).toEqual([1, false]);
    },
  );

  test('is left as it is once its token has expired, unless it is in a direct message', async () => {
    const { message } = await discord.slash(ann, { name: 'ticket' });
    const direct = await discord.say(ann, discord.directMessages(ann), 'ticket');
    // Both are followed by now; the bot may begin to a moment after its answer has arrived.
    stage.ticket = 'claimed';
    await Promise.all([message, direct].map((each) => shows(each, 'Ticket: claimed')));
    now.at += 14.6 * MINUTE;
    stage.ticket = 'handed over';
    await shows(direct, 'Ticket: handed over');
    stage.ticket = undefined;
    await shows(direct, 'Ticket: closed');
    expect(titleOf(message)).toBe('Ticket: claimed');
  });
});
