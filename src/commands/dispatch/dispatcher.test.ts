import { describe, expect, test } from 'bun:test';
import { z } from 'zod';
import { StorageUnavailable } from '../../bank/engine/book.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import type { StaffLevel } from '../../bank/engine/rows.ts';
import type { Actor } from '../model/actor.ts';
import { defineCommand, defineGroup, defineSimpleCommand } from '../model/command.ts';
import { createExplainError } from '../model/refusal-reply.ts';
import type { Button, Control, Reply } from '../model/reply.ts';
import { say } from '../model/text.ts';
import { createCooldown } from './cooldown.ts';
import { createDispatcher } from './dispatcher.ts';
import { PANEL_MS } from './panels.ts';
import type { Dispatcher, RenderedReply } from './types.ts';

const NOTHING = { values: [], fields: {} };

function person(discordUserId: string, level: StaffLevel | null = null): Actor {
  return { discordUserId, name: `user ${discordUserId}`, level: async () => level };
}
const ANN = person('100000000000000001');
const BEN = person('100000000000000002');
const STAFF = person('100000000000000003', 'manager');

type Act = Button['act'];
const plainButton = (act: Act): Control => ({ kind: 'button', label: 'Do it', act });

/** A dispatcher with one command whose control counts how often it acted. */
function openDispatcher(controlOf: (act: Act) => Control = plainButton) {
  const acted: string[] = [];
  const errors: unknown[] = [];
  const now = { at: 0 };
  const state: { failWith?: Error | undefined; hold: Promise<void> } = { hold: Promise.resolve() };
  const button = controlOf(async ({ operationId, actor }) => {
    await state.hold;
    if (state.failWith) throw state.failWith;
    acted.push(`${actor.discordUserId} ${operationId}`);
    return { title: 'Done' };
  });
  const reply: Reply = { title: 'Sure?', rows: [[button]] };
  const ids = ['one', 'two', 'three', 'four', 'five', 'six'].values();
  const dispatcher = createDispatcher({
    clock: () => now.at,
    newId: () => ids.next().value ?? 'more',
    cooldown: createCooldown(),
    explain: createExplainError({ newReference: () => 'ref-1', onError: (error) => errors.push(error) }),
    commands: [
      defineSimpleCommand({ name: 'ask', description: 'Asks' }, async () => reply),
      defineSimpleCommand({ name: 'alarm', description: 'Stops harm', isUrgent: true }, async () => reply),
      defineSimpleCommand({ name: 'fail', description: 'Fails' }, async () => {
        throw state.failWith;
      }),
      defineCommand({
        name: 'count',
        description: 'Counts',
        input: z.strictObject({ much: z.int().min(1) }),
        options: { much: { kind: 'integer', description: 'How much', min: 1, max: 9 } },
        run: async (_, { much }) => ({ title: `${much + 1}` }),
      }),
      defineGroup({ name: 'till', description: 'For staff', audience: 'cashier' }, [
        defineSimpleCommand({ name: 'open', description: 'Opens', audience: 'cashier' }, async () => ({
          ...reply,
          title: 'Open',
        })),
      ]),
    ],
  });
  const ask = (path: string[], actor = ANN, raw = {}): Promise<RenderedReply> =>
    dispatcher.run({ path, raw }, { actor, operationId: 'discord:1' });
  return { dispatcher, ask, acted, errors, now, state };
}

const idOf = (rendered: RenderedReply): string => rendered.rows[0]?.[0]?.id ?? '';
const titleOf = async (used: ReturnType<Dispatcher['press']>): Promise<string> => {
  const { kind, rendered } = await used;
  return `${kind}: ${rendered.title}`;
};

describe('running commands', () => {
  test('a command gets what its schema takes, and what it does not take is named', async () => {
    const { ask } = openDispatcher();
    expect((await ask(['count'], ANN, { much: 4 })).title).toBe('5');
    const refused = await ask(['count'], ANN, { much: 0, more: 1 });
    expect(refused.title).toBe('Please check what you typed');
    expect(JSON.stringify(refused.text)).toContain('much');
  });

  test('unknown commands, and a group without its subcommand, point to help', async () => {
    const { ask } = openDispatcher();
    for (const path of [['nonsense'], ['till'], ['till', 'close'], ['ask', 'more'], []]) {
      expect((await ask(path)).title).toBe("I don't know that command");
    }
  });

  test('what is for staff is refused to everyone else, and answered to staff', async () => {
    const { ask } = openDispatcher();
    expect((await ask(['till', 'open'])).title).toBe('For staff only');
    expect((await ask(['till', 'open'], STAFF)).title).toBe('Open');
  });

  test('a refusal and an outage are explained, and an internal error by its reference alone', async () => {
    const { ask, state, errors } = openDispatcher();
    state.failWith = new Refusal('not_linked');
    expect((await ask(['fail'])).title).toBe('First, show who you are');
    state.failWith = new StorageUnavailable('away');
    expect((await ask(['fail'])).title).toBe('The bank is busy');
    expect(errors).toEqual([]);
    state.failWith = new Error('a secret detail');
    const shown = JSON.stringify(await ask(['fail']));
    expect(shown).toContain('ref-1');
    expect(shown).not.toContain('secret');
    expect(errors).toEqual([state.failWith]);
  });
});

describe('using a control', () => {
  test('a button acts once, for its owner, and its reply takes the place of the first', async () => {
    const { dispatcher, ask, acted } = openDispatcher();
    const id = idOf(await ask(['ask']));
    expect(await titleOf(dispatcher.press(id, NOTHING, ANN))).toBe('replace: Done');
    expect(await titleOf(dispatcher.press(id, NOTHING, ANN))).toBe('ephemeral: Already done');
    expect(acted).toEqual([`${ANN.discordUserId} discord:one.0`]);
  });

  test('pressed twice at once it acts once', async () => {
    const { dispatcher, ask, acted, state } = openDispatcher();
    const id = idOf(await ask(['ask']));
    const { promise, resolve } = Promise.withResolvers<void>();
    state.hold = promise;
    const first = titleOf(dispatcher.press(id, NOTHING, ANN));
    expect(await titleOf(dispatcher.press(id, NOTHING, ANN))).toBe('ephemeral: One moment');
    resolve();
    expect(await first).toBe('replace: Done');
    expect(acted).toHaveLength(1);
  });

  test('strangers, changed ids and late presses do nothing', async () => {
    const { dispatcher, ask, acted, now } = openDispatcher();
    const id = idOf(await ask(['ask']));
    expect(await titleOf(dispatcher.press(id, NOTHING, BEN))).toBe('ephemeral: This is for someone else');
    for (const other of ['', 'one', 'one.1', 'one.-1', 'one.0x', 'one.00', 'two.0', `${id} `, 'one.00000']) {
      expect(await titleOf(dispatcher.press(other, NOTHING, ANN))).toBe('ephemeral: This message is too old');
    }
    now.at = PANEL_MS;
    expect(await titleOf(dispatcher.press(id, NOTHING, ANN))).toBe('ephemeral: This message is too old');
    expect(acted).toEqual([]);
  });

  test('after an outage it may be pressed again, under the same id', async () => {
    const { dispatcher, ask, acted, state } = openDispatcher();
    const id = idOf(await ask(['ask']));
    state.failWith = new StorageUnavailable('away');
    expect(await titleOf(dispatcher.press(id, NOTHING, ANN))).toBe('ephemeral: The bank is busy');
    state.failWith = undefined;
    expect(await titleOf(dispatcher.press(id, NOTHING, ANN))).toBe('replace: Done');
    expect(acted).toEqual([`${ANN.discordUserId} discord:one.0`]);
  });

  test('what needs a second person is refused to the first, and to who is no staff', async () => {
    const { dispatcher, ask, acted } = openDispatcher((act) => ({
      ...plainButton(act),
      mayUse: 'another_staff_member',
    }));
    const id = idOf(await ask(['ask'], STAFF));
    const other = person('100000000000000009', 'manager');
    expect(await titleOf(dispatcher.press(id, NOTHING, STAFF))).toBe(
      'ephemeral: A second person has to press this',
    );
    expect(await titleOf(dispatcher.press(id, NOTHING, BEN))).toBe('ephemeral: For staff only');
    expect(await titleOf(dispatcher.press(id, NOTHING, other))).toBe('replace: Done');
    expect(acted).toHaveLength(1);
  });

  test('an ephemeral result leaves its message as it is, however often it is pressed', async () => {
    const { dispatcher, ask, acted } = openDispatcher((act) => ({ ...plainButton(act), isEphemeral: true }));
    const id = idOf(await ask(['ask']));
    expect(await titleOf(dispatcher.press(id, NOTHING, ANN))).toBe('ephemeral: Done');
    expect(await titleOf(dispatcher.press(id, NOTHING, ANN))).toBe('ephemeral: Done');
    expect(await titleOf(dispatcher.press(id, NOTHING, BEN))).toBe('ephemeral: This is for someone else');
    expect(acted).toHaveLength(2);
  });

  test('former staff can not use the controls of staff replies', async () => {
    const { dispatcher, ask, acted } = openDispatcher();
    const id = idOf(await ask(['till', 'open'], STAFF));
    const dismissed = person(STAFF.discordUserId);
    expect(await titleOf(dispatcher.press(id, NOTHING, dismissed))).toBe('ephemeral: For staff only');
    expect(await titleOf(dispatcher.press(id, NOTHING, STAFF))).toBe('replace: Done');
    expect(acted).toHaveLength(1);
  });

  test('a menu takes its own choices, and no more of them than it says', async () => {
    const choices = [
      { label: 'A', value: 'a' },
      { label: 'B', value: 'b' },
    ];
    const { dispatcher, ask, acted } = openDispatcher((act) => ({
      kind: 'menu',
      placeholder: 'Choose',
      choices,
      act,
    }));
    const id = idOf(await ask(['ask']));
    for (const values of [[], ['c'], ['a', 'b']]) {
      expect(await titleOf(dispatcher.press(id, { values, fields: {} }, ANN))).toBe(
        'ephemeral: This message is too old',
      );
    }
    expect(await titleOf(dispatcher.press(id, { values: ['b'], fields: {} }, ANN))).toBe('replace: Done');
    expect(acted).toHaveLength(1);
  });

  test('a form opens for its owner alone, and takes what fits it', async () => {
    const form = { title: 'Why', inputs: [{ name: 'reason', label: 'Why', minLength: 3, maxLength: 5 }] };
    const { dispatcher, ask, acted } = openDispatcher((act) => ({
      kind: 'form',
      label: 'Say why',
      form,
      act,
    }));
    const id = idOf(await ask(['ask']));
    expect(dispatcher.findForm(id, ANN)).toEqual(form);
    expect(dispatcher.findForm(id, BEN)).toBeUndefined();
    for (const reason of ['', 'ab', 'abcdef']) {
      expect(await titleOf(dispatcher.press(id, { values: [], fields: { reason } }, ANN))).toBe(
        'ephemeral: Too short or too long',
      );
    }
    expect(await titleOf(dispatcher.press(id, { values: [], fields: { reason: 'abcd' } }, ANN))).toBe(
      'replace: Done',
    );
    expect(acted).toHaveLength(1);
  });
});

const TOO_FAST = 'A little slower, please';
const MANY = Array<null>(50).fill(null);

describe('whoever does too much at once', () => {
  test('waits, with commands and presses counted together, and nobody else does', async () => {
    const { dispatcher, ask, acted } = openDispatcher((act) => ({ ...plainButton(act), isEphemeral: true }));
    const id = idOf(await ask(['ask']));
    const press = (actor: Actor) => titleOf(dispatcher.press(id, NOTHING, actor));
    const pressed: string[] = [];
    for (const _ of MANY) pressed.push(await press(ANN));
    expect(pressed.filter((title) => title === 'ephemeral: Done')).toHaveLength(19);
    expect(pressed.at(-1)).toBe(`ephemeral: ${TOO_FAST}`);
    expect(acted).toHaveLength(19);
    expect((await ask(['ask'])).title).toBe(TOO_FAST);
    expect((await ask(['nonsense'])).title).toBe(TOO_FAST);
    expect((await ask(['ask'], BEN)).title).toBe('Sure?');
  });

  test('gets no more answers by pressing what is old, used up or of someone else', async () => {
    const { dispatcher, ask } = openDispatcher();
    const id = idOf(await ask(['ask']));
    for (const [actor, pressedId] of [
      [BEN, id],
      [STAFF, 'long.0'],
    ] as const) {
      const titles = await Promise.all(MANY.map(() => titleOf(dispatcher.press(pressedId, NOTHING, actor))));
      expect(titles.filter((title) => title !== `ephemeral: ${TOO_FAST}`)).toHaveLength(20);
    }
  });

  test('opens no more forms', async () => {
    const form = { title: 'Why', inputs: [{ name: 'reason', label: 'Why' }] };
    const { dispatcher, ask } = openDispatcher((act) => ({ kind: 'form', label: 'Say why', form, act }));
    const id = idOf(await ask(['ask']));
    expect(MANY.filter(() => dispatcher.findForm(id, ANN))).toHaveLength(19);
    expect(await titleOf(dispatcher.press(id, NOTHING, ANN))).toBe(`ephemeral: ${TOO_FAST}`);
  });

  test('can still stop harm, though not without end', async () => {
    const { dispatcher, ask, acted } = openDispatcher((act) => ({
      ...plainButton(act),
      isUrgent: true,
      isEphemeral: true,
    }));
    await Promise.all(MANY.map(() => ask(['till', 'open'], STAFF)));
    expect((await ask(['till', 'open'], STAFF)).title).toBe(TOO_FAST);
    const alarm = await ask(['alarm'], STAFF);
    expect(await titleOf(dispatcher.press(idOf(alarm), NOTHING, STAFF))).toBe('ephemeral: Done');
    for (const _ of MANY) await dispatcher.press(idOf(alarm), NOTHING, STAFF);
    expect(acted).toHaveLength(19);
  });
});

test('what is put into a sentence stays what it was', () => {
  expect(say`Hello ${'@everyone **x**'}!`).toEqual([
    { kind: 'plain', text: 'Hello ' },
    { kind: 'plain', text: '@everyone **x**' },
    { kind: 'plain', text: '!' },
  ]);
});
