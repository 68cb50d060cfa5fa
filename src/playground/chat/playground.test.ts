import { describe, expect, test } from 'bun:test';
import { z } from 'zod';
import { settle } from '../../../test/support/until.ts';
import { createDispatcher } from '../../commands/dispatch/dispatcher.ts';
import { defineCommand, defineSimpleCommand } from '../../commands/model/command.ts';
import { createExplainError } from '../../commands/model/refusal-reply.ts';
import type { Button, Reply } from '../../commands/model/reply.ts';
import { say } from '../../commands/model/text.ts';
import type { Notice } from '../../notices/notice.ts';
import { createPlayground, routeNotices } from './playground.ts';
import type { ChatEvent, ChatMessage, ControlData } from './protocol.ts';

const PNG = new Uint8Array([1, 2, 3]);

/** A playground with Mia, and Sam of the staff, whose commands note what is done. */
function open() {
  const done: string[] = [];
  const state = { title: 'first' };
  const sleeping: (() => void)[] = [];
  let ids = 0;
  const newId = (): string => `id-${++ids}`;
  const button: Button = {
    kind: 'button',
    label: 'Do it',
    act: async ({ actor, operationId }) => {
      done.push(`${actor.name} ${operationId}`);
      return { title: 'Done' };
    },
  };
  const publicReply: Reply = { title: 'Pets', picture: { png: PNG, alt: 'a pet' }, rows: [[button]] };
  const liveReply = (): Reply => ({
    title: state.title,
    rows: [[button]],
    live: { everyMs: 1, until: 100, refresh: async () => liveReply() },
  });
  const dispatcher = createDispatcher({
    clock: () => 5,
    newId,
    cooldown: { take: () => 0 },
    explain: createExplainError({ newReference: newId, onError: (error) => done.push(String(error)) }),
    commands: [
      defineSimpleCommand({ name: 'pets', description: 'Lists', isPublic: true }, async () => publicReply),
      defineSimpleCommand({ name: 'live', description: 'Changes' }, async () => liveReply()),
      defineSimpleCommand(
        { name: 'safe', description: 'Staff', audience: 'viewer' },
        async () => publicReply,
      ),
      defineCommand({
        name: 'greet',
        description: 'Greets',
        input: z.strictObject({ member: z.string() }),
        options: { member: { kind: 'user', description: 'Whom', isRequired: true } },
        run: async (_, { member }) => ({ title: `Hello ${member}` }),
      }),
      defineCommand({
        name: 'give',
        description: 'Gives',
        input: z.strictObject({ much: z.int() }),
        options: { much: { kind: 'integer', description: 'How much', min: 1, max: 9, isRequired: true } },
        run: async ({ operationId }, { much }) => {
          done.push(`${operationId} ${much}`);
          return { title: `Gave ${much}` };
        },
      }),
    ],
  });
  const playground = createPlayground(
    {
      dispatcher,
      newId,
      clock: () => 5,
      sleep: () => new Promise((resolve) => sleeping.push(() => resolve())),
      onError: (error) => done.push(String(error)),
    },
    [
      { name: 'Mia', isStaff: false },
      { name: 'Sam', isStaff: true },
    ],
  );
  const events: ChatEvent[] = [];
  playground.subscribe((event) => events.push(event));
  const hello = events[0];
  const [mia = '', sam = ''] = hello?.kind === 'hello' ? hello.members.map(({ id }) => id) : [];
  const messages = (): ChatMessage[] => {
    const all = events.flatMap((event) => (event.kind === 'message' ? [event.message] : []));
    return [...new Map(all.map((message) => [message.id, message])).values()];
  };
  const type = async (memberId: string, typed: string): Promise<ChatMessage | undefined> => {
    await playground.sendText({ memberId, messageId: newId(), channel: 'bank', typed });
    return messages().at(-1);
  };
  const wake = async (): Promise<void> => {
    for (const next of sleeping.splice(0)) next();
    await settle();
  };
  return { playground, done, state, events, mia, sam, messages, type, wake };
}

const firstControl = (message: ChatMessage | undefined): ControlData => {
  const control = message?.reply?.rows[0]?.[0];
  if (!control) throw new Error('nothing to press');
  return control;
};
const NOTHING = { values: [], fields: {} };

describe('pretend members', () => {
  test('have ids that nobody on Discord has, the same after a restart', () => {
    const { playground, mia } = open();
    expect(mia).toMatch(/^9\d{21}$/);
    expect(playground.isPretendId(mia)).toBe(true);
    expect(playground.isPretendId('1234567890123456789')).toBe(false);
    expect(open().mia).toBe(mia);
  });

  test('join once, however often their name is given, and become staff and stop being it', async () => {
    const { playground, mia, type } = open();
    expect((await type(mia, '/safe'))?.reply?.title).toBe('For staff only');
    const joined = playground.join({ name: 'MIA', isStaff: true });
    expect(joined).toEqual({ id: mia, name: 'Mia', isStaff: true, language: 'en' });
    expect((await type(mia, '/safe'))?.reply?.title).toBe('Pets');
  });

  test('are answered in the language of the page, until another one is chosen for them', () => {
    const { playground, mia, sam, events } = open();
    playground.speak(mia, 'es');
    playground.greet('de');
    expect(events.at(-1)).toMatchObject({ kind: 'member', member: { id: sam, language: 'de' } });
    expect(playground.join({ name: 'Sam', isStaff: false }).language).toBe('de');
    expect(playground.join({ name: 'Zoe', isStaff: false }).language).toBe('de');
    expect(playground.join({ name: 'Mia', isStaff: false }).language).toBe('es');
  });

  test('are answered in the language that they are set to, from then on', async () => {
    const { playground, mia, sam, type, events } = open();
    playground.speak(mia, 'es');
    expect(events.at(-1)).toMatchObject({ kind: 'member', member: { id: mia, language: 'es' } });
    expect((await type(mia, '/safe'))?.reply?.title).toBe('Solo para el equipo');
    expect((await type(sam, '!nothing'))?.reply?.title).toBe("I don't know that command");
    expect(playground.join({ name: 'Mia', isStaff: false }).language).toBe('es');
    expect(() => playground.speak('nobody', 'es')).toThrow('not_found');
  });

  test('are named in a text with an @, as on Discord', async () => {
    const { type, mia, sam } = open();
    expect((await type(mia, '!greet @SAM'))?.reply?.title).toBe(`Hello ${sam}`);
    expect((await type(mia, '!greet @nobody'))?.reply?.title).toBe("I don't understand all of that");
  });

  test('are a hundred at most', () => {
    const { playground } = open();
    for (let at = 2; at < 100; at += 1) playground.join({ name: `Member${at}`, isStaff: false });
    expect(() => playground.join({ name: 'OneMore', isStaff: false })).toThrow('invalid');
    expect(playground.join({ name: 'Member7', isStaff: false }).name).toBe('Member7');
  });

  test('that were never added can do nothing', async () => {
    const { type, messages } = open();
    await expect(type('9000000000000000000000', '/pets')).rejects.toThrow('not_found');
    expect(messages()).toEqual([]);
  });
});

describe('a prompt', () => {
  test('is shown at once, then with its reply, to everyone or only to its owner', async () => {
    const { type, mia, events } = open();
    expect(await type(mia, '!pets')).toMatchObject({ prompt: '!pets', isPublic: true, ownerId: mia });
    const cards = events.flatMap((event) => (event.kind === 'message' ? [event.message.reply?.title] : []));
    expect(cards).toEqual([undefined, 'Pets']);
    expect((await type(mia, 'live'))?.isPublic).toBe(false);
  });

  test('runs once, however often the same message is sent', async () => {
    const { playground, mia, done } = open();
    const message = { memberId: mia, messageId: 'm-1', channel: 'bank', path: ['give'] } as const;
    await playground.runCommand({ ...message, options: { much: '7' } });
    await playground.runCommand({ ...message, options: { much: '7' } });
    expect(done).toEqual(['playground:m-1 7']);
  });

  test('that names a member shows them by their name', async () => {
    const { playground, mia, messages } = open();
    const message = { memberId: mia, messageId: 'm-1', channel: 'bank', path: ['give'] } as const;
    await playground.runCommand({ ...message, options: { much: mia } });
    expect(messages().at(-1)?.prompt).toBe('/give much: @Mia');
  });

  test('is refused as everywhere where it does not fit', async () => {
    const { playground, mia, type, messages } = open();
    await playground.runCommand({
      memberId: mia,
      messageId: 'm-1',
      channel: 'bank',
      path: ['give'],
      options: { much: 'lots' },
    });
    expect(messages().at(-1)).toMatchObject({ prompt: '/give much: lots' });
    expect(messages().at(-1)?.reply?.title).toBe('Please check what you typed');
    expect((await type(mia, 'nonsense'))?.reply?.title).toBe("I don't know that command");
    expect((await type(mia, '!give 3 or so'))?.reply?.title).toBe("I don't understand all of that");
    expect((await type(mia, '/pets around'))?.reply?.title).toBe('Pets');
  });

  test('keeps its picture on the server', async () => {
    const { playground, type, mia } = open();
    const picture = (await type(mia, '/pets'))?.reply?.picture;
    expect(picture?.alt).toBe('a pet');
    expect(playground.file(picture?.id ?? '')?.bytes).toEqual(PNG);
    expect(playground.file('another')).toBeUndefined();
  });
});

describe('a button', () => {
  test('replaces the message, once', async () => {
    const { playground, type, mia, done, messages } = open();
    const message = await type(mia, '/pets');
    const { id } = firstControl(message);
    await playground.press(mia, id, NOTHING);
    expect(messages()).toHaveLength(1);
    expect(messages()[0]).toMatchObject({ id: message?.id, prompt: '/pets', reply: { title: 'Done' } });
    await playground.press(mia, id, NOTHING);
    expect(messages().at(-1)).toMatchObject({
      ownerId: mia,
      isPublic: false,
      reply: { title: 'Already done' },
    });
    expect(done).toHaveLength(1);
  });

  test('that another member presses does nothing, and replies to that member alone', async () => {
    const { playground, type, mia, sam, done, messages } = open();
    await playground.press(sam, firstControl(await type(mia, '/pets')).id, NOTHING);
    expect(messages()[0]?.reply?.title).toBe('Pets');
    expect(messages()[1]).toMatchObject({ ownerId: sam, isPublic: false, prompt: null });
    expect(messages()[1]?.reply?.title).toBe('This is for someone else');
    expect(done).toEqual([]);
  });
});

describe('a live message', () => {
  test('is updated, until something on it is pressed', async () => {
    const { playground, type, mia, state, wake, messages } = open();
    await type(mia, '/live');
    state.title = 'second';
    await wake();
    expect(messages()[0]?.reply?.title).toBe('second');
    await playground.press(mia, firstControl(messages()[0]).id, NOTHING);
    state.title = 'third';
    await wake();
    expect(messages()[0]?.reply?.title).toBe('Done');
  });
});

test('a notice comes as a direct message, once; the operator has a place of its own', () => {
  const { playground, mia, messages, events } = open();
  const reply = { title: 'Credited', text: say`2 cats` };
  playground.deliver({ id: '1', to: mia, reply });
  playground.deliver({ id: '1', to: mia, reply });
  playground.deliver({ id: '2', to: 'operator', reply });
  expect(messages().map(({ channel, ownerId }) => [channel, ownerId])).toEqual([
    ['direct', mia],
    ['operator', 'operator'],
  ]);
  expect(events.filter(({ kind }) => kind === 'message')).toHaveLength(2);
});

describe('notices', () => {
  const MIA = `9${'0'.repeat(21)}`;
  const ANN = '100000000000000001';
  const isPretendId = (id: string): boolean => id === MIA;

  test.each([
    [MIA, ['playground']],
    [ANN, ['Discord']],
    ['operator', ['playground', 'Discord']],
  ])('for %s go to %p', async (to, screens) => {
    const delivered: string[] = [];
    const playground = { isPretendId, deliver: () => void delivered.push('playground') };
    const notice: Notice = { id: '1', to, reply: { title: 'News' } };
    await routeNotices(playground, async () => void delivered.push('Discord'))(notice);
    expect(delivered).toEqual(screens);
  });

  test('that Discord does not take fail, so that they are sent again', async () => {
    const deliver = routeNotices({ isPretendId, deliver: () => undefined }, () =>
      Promise.reject(new Error('away')),
    );
    await expect(deliver({ id: '1', to: ANN, reply: { title: 'News' } })).rejects.toThrow('away');
  });
});
