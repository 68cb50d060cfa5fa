import { expect, test } from 'bun:test';
import { settle } from '../../../test/support/until.ts';
import type { Actor } from '../model/actor.ts';
import { defineSimpleCommand } from '../model/command.ts';
import { createExplainError } from '../model/refusal-reply.ts';
import type { Reply } from '../model/reply.ts';
import { createCooldown, createDispatcher } from './dispatcher.ts';
import { createLiveMessages } from './live-messages.ts';
import type { RenderedReply } from './types.ts';

const ANN: Actor = { discordUserId: '100000000000000001', name: 'Ann', isStaff: async () => false };
const AUDIENCE = { ownerId: ANN.discordUserId, isPublic: false };
const EVERY_MS = 10;

/** A watched reply whose title the test sets, on a clock that the test moves. */
async function openTicket() {
  const state = {
    now: 0,
    title: 'Waiting',
    isLast: false,
    act: Promise.resolve<Reply>({ title: 'Pressed' }),
  };
  const wakes: (() => void)[] = [];
  const faults: unknown[] = [];
  const edits: string[] = [];
  const refresh = async (): Promise<Reply> => ({
    title: state.title,
    rows: [[{ kind: 'button', label: 'Stop', act: () => state.act }]],
    ...(state.isLast ? {} : { live: { everyMs: EVERY_MS, until: 100, refresh } }),
  });
  const ids = ['a', 'b', 'c', 'd'].values();
  const dispatcher = createDispatcher({
    clock: () => state.now,
    newId: () => ids.next().value ?? 'more',
    cooldown: createCooldown(),
    explain: createExplainError({ newReference: () => 'ref', onError: (error) => faults.push(error) }),
    commands: [defineSimpleCommand({ name: 'ticket', description: 'A ticket' }, refresh)],
  });
  const sleep = (): Promise<void> => new Promise((wake) => wakes.push(wake));
  const liveMessages = createLiveMessages({
    dispatcher: dispatcher,
    clock: () => state.now,
    sleep,
    onError: (error) => faults.push(error),
  });
  const rendered = await dispatcher.run({ path: ['ticket'], raw: {} }, { actor: ANN, operationId: 'x' });
  let latest = rendered;
  liveMessages.start(rendered, AUDIENCE, async (changed: RenderedReply) => {
    edits.push(changed.title);
    latest = changed;
  });
  return {
    state,
    edits,
    faults,
    watches: liveMessages,
    /** How many looks are waited for. */
    waiting: () => wakes.length,
    async pass() {
      state.now += EVERY_MS;
      wakes.shift()?.();
      await settle();
    },
    press: () => dispatcher.press(latest.rows[0]?.[0]?.id ?? '', { values: [], fields: {} }, ANN),
  };
}

test('a watched reply is written anew where it changed, until it is the last', async () => {
  const { state, edits, pass, waiting } = await openTicket();
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

test('what was pressed is not written over', async () => {
  const { state, edits, pass, press, waiting } = await openTicket();
  state.title = 'Half';
  await pass();
  await press();
  state.title = 'Late';
  await pass();
  expect(edits).toEqual(['Half']);
  expect(waiting()).toBe(0);
});

test('while something pressed is under way nothing is written, and after it failed the ticket goes on', async () => {
  const { state, edits, pass, press } = await openTicket();
  const { promise, reject } = Promise.withResolvers<Reply>();
  state.act = promise;
  const pressed = press();
  state.title = 'Half';
  await pass();
  expect(edits).toEqual([]);
  reject(new Error('away'));
  await pressed;
  await pass();
  expect(edits).toEqual(['Half']);
});

test('it ends with its time, and when all watching stops', async () => {
  const { state, edits, pass, watches } = await openTicket();
  state.title = 'Half';
  state.now = 100;
  await pass();
  expect(edits).toEqual([]);
  const other = await openTicket();
  other.state.title = 'Half';
  other.watches.stop();
  await other.pass();
  expect([...other.edits, ...edits]).toEqual([]);
  watches.stop();
});
