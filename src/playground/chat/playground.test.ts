import { describe, expect, test } from 'bun:test';
import { z } from 'zod';
import { settle } from '../../../test/support/until.ts';
import { createDispatcher } from '../../commands/dispatch/dispatcher.ts';
import { defineCommand, defineSimpleCommand } from '../../commands/model/command.ts';
import { createExplainError } from '../../commands/model/refusal-reply.ts';
import type { Button, Reply } from '../../commands/model/reply.ts';
import { say } from '../../commands/model/text.ts';
import { createPlayground } from './playground.ts';
import type { CardControl, ChatEvent, Entry } from './wire.ts';

const PNG = new Uint8Array([1, 2, 3]);

/** A playground with Mia, and Sam of the staff, whose commands note what is done. */
function open() {
  const done: string[] = [];
  const state = { look: 'first' };
  const steps: (() => void)[] = [];
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
  const shown: Reply = { title: 'Look', picture: { png: PNG, alt: 'a pet' }, rows: [[button]] };
  const ticket = (): Reply => ({
    title: state.look,
    rows: [[button]],
    live: { everyMs: 1, until: 100, refresh: async () => ticket() },
  });
  const dispatcher = createDispatcher({
    clock: () => 5,
    newId,
    cooldown: { take: async () => 0 },
    explain: createExplainError({ newReference: newId, onError: (error) => done.push(String(error)) }),
    commands: [
      defineSimpleCommand({ name: 'look', description: 'Looks', isPublic: true }, async () => shown),
      defineSimpleCommand({ name: 'ticket', description: 'Changes' }, async () => ticket()),
      defineSimpleCommand({ name: 'safe', description: 'Staff', audience: 'staff' }, async () => shown),
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
  const playground = createPlayground({
    desk: dispatcher,
    newId,
    clock: () => 5,
    sleep: () => new Promise((resolve) => steps.push(() => resolve())),
    onFault: (error) => done.push(String(error)),
    first: [
      { name: 'Mia', isStaff: false },
      { name: 'Sam', isStaff: true },
    ],
  });
  const heard: ChatEvent[] = [];
  playground.listen((news) => heard.push(news));
  const hello = heard[0];
  const [mia = '', sam = ''] = hello?.kind === 'hello' ? hello.members.map(({ id }) => id) : [];
  const entries = (): Entry[] => {
    const all = heard.flatMap((news) => (news.kind === 'entry' ? [news.entry] : []));
    return [...new Map(all.map((entry) => [entry.id, entry])).values()];
  };
  const type = async (memberId: string, typed: string): Promise<Entry | undefined> => {
    await playground.type({ memberId, messageId: newId(), place: 'channel', typed });
    return entries().at(-1);
  };
  const step = async (): Promise<void> => {
    for (const next of steps.splice(0)) next();
    await settle();
  };
  return { playground, done, state, heard, mia, sam, entries, type, step };
}

const controlOf = (entry: Entry | undefined): CardControl => {
  const control = entry?.card?.rows[0]?.[0];
  if (!control) throw new Error('nothing to press');
  return control;
};
const NOTHING = { values: [], fields: {} };

describe('pretend members', () => {
  test('have ids that nobody on Discord has, the same after a restart', () => {
    const { playground, mia } = open();
    expect(mia).toMatch(/^9\d{21}$/);
    expect(playground.knows(mia)).toBe(true);
    expect(playground.knows('1234567890123456789')).toBe(false);
    expect(open().mia).toBe(mia);
  });

  test('join once, however often their name is given, and become staff and stop being it', async () => {
    const { playground, mia, type } = open();
    expect((await type(mia, '/safe'))?.card?.title).toBe('For staff only');
    expect(playground.join({ name: 'MIA', isStaff: true })).toEqual({ id: mia, name: 'Mia', isStaff: true });
    expect((await type(mia, '/safe'))?.card?.title).toBe('Look');
  });

  test('are a hundred at most', () => {
    const { playground } = open();
    for (let at = 2; at < 100; at += 1) playground.join({ name: `Member${at}`, isStaff: false });
    expect(() => playground.join({ name: 'OneMore', isStaff: false })).toThrow('invalid');
    expect(playground.join({ name: 'Member7', isStaff: false }).name).toBe('Member7');
  });

  test('that nobody knows can do nothing', async () => {
    const { type, entries } = open();
    await expect(type('9000000000000000000000', '/look')).rejects.toThrow('not_found');
    expect(entries()).toEqual([]);
  });
});

describe('what is asked', () => {
  test('is shown at once, then with its answer, for all or for who asked', async () => {
    const { type, mia, heard } = open();
    expect(await type(mia, '!look')).toMatchObject({ asked: '!look', isPublic: true, ownerId: mia });
    const cards = heard.flatMap((news) => (news.kind === 'entry' ? [news.entry.card?.title] : []));
    expect(cards).toEqual([undefined, 'Look']);
    expect((await type(mia, 'ticket'))?.isPublic).toBe(false);
  });

  test('is done once, however often the same message is sent', async () => {
    const { playground, mia, done } = open();
    const message = { memberId: mia, messageId: 'm-1', place: 'channel', path: ['give'] } as const;
    await playground.ask({ ...message, options: { much: '7' } });
    await playground.ask({ ...message, options: { much: '7' } });
    expect(done).toEqual(['playground:m-1 7']);
  });

  test('is refused as everywhere where it does not fit', async () => {
    const { playground, mia, type, entries } = open();
    await playground.ask({
      memberId: mia,
      messageId: 'm-1',
      place: 'channel',
      path: ['give'],
      options: { much: 'lots' },
    });
    expect(entries().at(-1)?.card?.title).toBe("That doesn't fit");
    expect((await type(mia, 'nonsense'))?.card?.title).toBe("I don't know that command");
    expect((await type(mia, '!give 3 or so'))?.card?.title).toBe("I don't understand all of that");
    expect((await type(mia, '/look around'))?.card?.title).toBe('Look');
  });

  test('keeps its picture on the server', async () => {
    const { playground, type, mia } = open();
    const picture = (await type(mia, '/look'))?.card?.picture;
    expect(picture?.alt).toBe('a pet');
    expect(playground.file(picture?.id ?? '')?.bytes).toEqual(PNG);
    expect(playground.file('another')).toBeUndefined();
  });
});

describe('what is pressed', () => {
  test('takes the place of the message, once', async () => {
    const { playground, type, mia, done, entries } = open();
    const entry = await type(mia, '/look');
    const { id } = controlOf(entry);
    await playground.use(mia, id, NOTHING);
    expect(entries()).toHaveLength(1);
    expect(entries()[0]).toMatchObject({ id: entry?.id, asked: '/look', card: { title: 'Done' } });
    await playground.use(mia, id, NOTHING);
    expect(entries().at(-1)).toMatchObject({
      ownerId: mia,
      isPublic: false,
      card: { title: 'Already done' },
    });
    expect(done).toHaveLength(1);
  });

  test('by another member does nothing, and is told to them alone', async () => {
    const { playground, type, mia, sam, done, entries } = open();
    await playground.use(sam, controlOf(await type(mia, '/look')).id, NOTHING);
    expect(entries()[0]?.card?.title).toBe('Look');
    expect(entries()[1]).toMatchObject({ ownerId: sam, isPublic: false, asked: null });
    expect(entries()[1]?.card?.title).toBe('This is for someone else');
    expect(done).toEqual([]);
  });
});

describe('a ticket', () => {
  test('changes by itself, and is left alone once something on it was pressed', async () => {
    const { playground, type, mia, state, step, entries } = open();
    await type(mia, '/ticket');
    state.look = 'second';
    await step();
    expect(entries()[0]?.card?.title).toBe('second');
    await playground.use(mia, controlOf(entries()[0]).id, NOTHING);
    state.look = 'third';
    await step();
    expect(entries()[0]?.card?.title).toBe('Done');
  });
});

test('a notice comes as a direct message, once; the operator has a place of its own', () => {
  const { playground, mia, entries, heard } = open();
  const reply = { title: 'Credited', text: say`2 cats` };
  playground.deliver({ id: '1', to: mia, reply });
  playground.deliver({ id: '1', to: mia, reply });
  playground.deliver({ id: '2', to: 'operator', reply });
  expect(entries().map(({ place, ownerId }) => [place, ownerId])).toEqual([
    ['direct', mia],
    ['operator', 'operator'],
  ]);
  expect(heard.filter(({ kind }) => kind === 'entry')).toHaveLength(2);
});
