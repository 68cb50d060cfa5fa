import { expect, test } from 'bun:test';
import { settle } from '../../../test/support/until.ts';
import type { Actor } from '../model/actor.ts';
import { defineSimpleCommand } from '../model/command.ts';
import { createExplainError } from '../model/refusal-reply.ts';
import type { Reply } from '../model/reply.ts';
import { translateReply } from '../model/translate.ts';
import { createCooldown } from './cooldown.ts';
import { createDispatcher } from './dispatcher.ts';
import { createLiveMessages } from './live-messages.ts';
import type { RenderedReply } from './types.ts';

const ANN: Actor = { discordUserId: '100000000000000001', name: 'Ann', level: async () => null };
const AUDIENCE = { ownerId: ANN.discordUserId, isPublic: false };
const EVERY_MS = 10;

/** A live message whose title the test sets, on a clock that the test moves. */
async function openLiveMessage() {
  const state = {
    now: 0,
    title: 'Waiting',
    read: async (title: string) => title,
    isLast: false,
    act: Promise.resolve<Reply>({ title: 'Pressed' }),
    mayPress: Promise.resolve(true),
  };
  const begun = Promise.withResolvers<void>();
  const act = (): Promise<Reply> => {
    begun.resolve();
    return state.act;
  };
  const presser: Actor = { ...ANN, mayUse: () => state.mayPress };
  const wakes: (() => void)[] = [];
  const errors: unknown[] = [];
  const edits: string[] = [];
  const refresh = async (): Promise<Reply> => ({
    title: await state.read(state.title),
    rows: [[{ kind: 'button', label: 'Stop', act }]],
    ...(state.isLast ? {} : { live: { everyMs: EVERY_MS, robloxUserId: 7, until: 100, refresh } }),
  });
  const ids = ['a', 'b', 'c', 'd'].values();
  const dispatcher = createDispatcher({
    clock: () => state.now,
    newId: () => ids.next().value ?? 'more',
    cooldown: createCooldown(),
    explain: createExplainError({ newReference: () => 'ref', onError: (error) => errors.push(error) }),
    commands: [defineSimpleCommand({ name: 'status', description: 'A status' }, refresh)],
  });
  const sleep = (): Promise<void> => new Promise((wake) => wakes.push(wake));
  const changed: (() => void)[] = [];
  const subscribe = (robloxUserId: number, onChange: () => void) => {
    expect(robloxUserId).toBe(7);
    changed.push(onChange);
    return () => void changed.splice(0);
  };
  const liveMessages = createLiveMessages({
    dispatcher: dispatcher,
    clock: () => state.now,
    changes: { subscribe },
    sleep,
    onError: (error) => errors.push(error),
  });
  const rendered = await dispatcher.run({ path: ['status'], raw: {} }, { actor: ANN, operationId: 'x' });
  let latest = rendered;
  liveMessages.start(rendered, { ...AUDIENCE, command: 'status' }, async (changed: RenderedReply) => {
    edits.push(changed.title);
    latest = changed;
  });
  return {
    state,
    edits,
    errors,
    liveMessages,
    /** Something happens to the member; false: nobody listens any more. */
    async change() {
      for (const onChange of changed) onChange();
      await settle();
      return changed.length > 0;
    },
    /** How many refreshes are waited for. */
    waiting: () => wakes.length,
    async pass() {
      state.now += EVERY_MS;
      wakes.shift()?.();
      await settle();
    },
    press: () => dispatcher.press(latest.rows[0]?.[0]?.id ?? '', { values: [], fields: {} }, presser),
    /** Waits until a control acts: before that, it is looked who presses. */
    begun: () => begun.promise,
  };
}

test('a live message is edited when it changes, until it is the last', async () => {
  const { state, edits, pass, waiting } = await openLiveMessage();
  await pass();
  expect(edits).toEqual([]);
  state.title = 'Half';
  await pass();
  state.title = 'Done';
  state.isLast = true;
  await pass();
  expect(edits).toEqual(['Half', 'Done']);
  expect(waiting()).toBe(0);
});

test('what happens to its member is shown before its time, also what happens while it is read', async () => {
  const { state, edits, change } = await openLiveMessage();
  state.title = 'Half';
  await change();
  expect(edits).toEqual(['Half']);
  const reading = Promise.withResolvers<string>();
  state.read = () => reading.promise;
  await change();
  state.read = async (title) => title;
  state.title = 'Nearly';
  await change();
  reading.resolve('More');
  await settle();
  expect(edits).toEqual(['Half', 'More', 'Nearly']);
  state.isLast = true;
  expect(await change()).toBe(false);
});

test('the result of a control is not overwritten', async () => {
  const { state, edits, pass, press, waiting } = await openLiveMessage();
  state.title = 'Half';
  await pass();
  await press();
  state.title = 'Late';
  await pass();
  expect(edits).toEqual(['Half']);
  expect(waiting()).toBe(0);
});

test('while a control acts nothing is edited; after it has failed, updates go on', async () => {
  const { state, edits, pass, press, begun } = await openLiveMessage();
  const { promise, reject } = Promise.withResolvers<Reply>();
  state.act = promise;
  const pressed = press();
  await begun();
  state.title = 'Half';
  await pass();
  expect(edits).toEqual([]);
  reject(new Error('away'));
  await pressed;
  await pass();
  expect(edits).toEqual(['Half']);
});

test('the result of a control that was pressed just before an edit is not overwritten', async () => {
  const { state, edits, pass, press, waiting } = await openLiveMessage();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  state.mayPress = promise;
  const pressed = press();
  state.title = 'Half';
  await pass();
  resolve(true);
  await pressed;
  state.title = 'Late';
  await pass();
  expect(edits).toEqual(['Half']);
  expect(waiting()).toBe(0);
});

test('it ends with its time, and when all updates stop', async () => {
  const { state, edits, pass, liveMessages } = await openLiveMessage();
  state.title = 'Half';
  state.now = 100;
  await pass();
  expect(edits).toEqual([]);
  const other = await openLiveMessage();
  other.state.title = 'Half';
  other.liveMessages.stop();
  await other.pass();
  expect([...other.edits, ...edits]).toEqual([]);
  liveMessages.stop();
});

test('of one person the newest ten are live, and nobody takes the places of others', async () => {
  const sleeping: (() => void)[] = [];
  const liveMessages = createLiveMessages({
    dispatcher: {
      render: (reply) => ({ ...translateReply(reply, 'en'), rows: [], isPublic: false, level: null }),
      getState: () => 'open',
    },
    clock: () => 0,
    sleep: () => new Promise((wake) => sleeping.push(wake)),
    onError: (error) => expect(error).toBeUndefined(),
  });
  const edited: string[] = [];
  const start = (ownerId: string, name: string): void => {
    const refresh = async (): Promise<Reply> => ({ title: `${name} now` });
    const live = { everyMs: 1, until: 9, refresh };
    const rendered = { title: name, rows: [], isPublic: false, level: null, live };
    liveMessages.start(rendered, { ownerId, isPublic: false }, async () => void edited.push(name));
  };
  for (let at = 0; at < 12; at += 1) start('ann', `ann ${at}`);
  start('ben', 'ben 0');
  for (const wake of sleeping.splice(0)) wake();
  await settle();
  expect(edited).toEqual([...Array.from({ length: 10 }, (_, at) => `ann ${at + 2}`), 'ben 0']);
});
