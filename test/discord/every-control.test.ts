import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { z } from 'zod';
import { PANEL_MS } from '../../src/commands/dispatch/panels.ts';
import type { Answer } from '../doubles/discord/ask.ts';
import type { Message, User } from '../doubles/discord/world.ts';
import { readTables } from '../support/bank.ts';
import { CAT } from '../support/scenes.ts';
import { openWholeBank, type WholeBank } from './whole-bank.ts';

setDefaultTimeout(120_000);

// What is shown here: of every control that the bank's commands show, that nobody else can use it, no id that
// is made up leads to one, none works after its time, and two presses at once do what one does.

/** Stands for a member who is linked, and is not the one who asks. */
const OTHER = 'OTHER';

/** What is shown to a member of the staff who holds pets and gems, and has withdrawals and cases. */
const SHOWN: readonly (readonly [words: string, options: Record<string, string | number>])[] = [
  ['help', {}],
  ['inventory', {}],
  ['balance', {}],
  ['deposit', {}],
  ['withdraw', {}],
  ['withdraw', { pet: 'Huge Cat', quantity: 1 }],
  ['gift', { member: OTHER, gems: 5 }],
  ['gift', { member: OTHER }],
  ['trade', { member: OTHER }],
  ['cancel', {}],
  ['history', { limit: 1 }],
  ['value', { pet: 'Huge Cat' }],
  ['verify', { username: 'newcomer' }],
  ['notices', {}],
  ['unlink', {}],
  ['export', {}],
  ['proof', {}],
  ['mypage', {}],
  ['forget-me', {}],
  ['teller queue', {}],
  ['review', {}],
  ['halt', {}],
  ['freeze', { member: 'person1' }],
];
/** Presses of one person are counted: whoever tries everything waits between. */
const COOLDOWN_MS = 60_000;

let whole: WholeBank;
let thief: User;
let other: User;
beforeAll(async () => {
  whole = await openWholeBank();
  ({ user: thief } = await whole.addMember());
  ({ user: other } = await whole.addMember());
});
afterAll(() => whole.end());

interface Screen {
  readonly owner: User;
  readonly message: Readonly<Message>;
}

/** Somebody new asks for it. */
async function show(words: string, options: Record<string, string | number>): Promise<Screen> {
  const { discord } = whole;
  const { user: owner, robloxUserId } = await whole.addMember();
  discord.permit(owner, 1n << 5n);
  await whole.deposit(robloxUserId, { pets: [CAT, { id: 'Nobody Knows' }], gems: 1_000 });
  const [name = '', subcommand] = words.split(' ');
  const given = Object.entries(options).map(([key, value]) => [key, value === OTHER ? other : value]);
  const asked = { name, options: Object.fromEntries(given) };
  const { message } = await discord.slash(owner, { ...asked, ...(subcommand ? { subcommand } : {}) });
  if (!message) throw new Error(`/${words} has no answer`);
  return { owner, message };
}

type Component = Message['rows'][number]['components'][number];
const controlsOf = ({ message }: Screen): Component[] =>
  message.rows
    .flatMap((row): readonly Component[] => row.components)
    .filter(({ custom_id }) => custom_id !== undefined);

/** Uses what is at this id as an attacker would, with the first choice where it is a menu. */
function use({ message }: Screen, component: Component, user: User, customId = component.custom_id ?? '') {
  const { discord } = whole;
  whole.bank.world.at += COOLDOWN_MS;
  if (component.type === 2) return discord.press(user, message, customId, { isForged: true });
  const values = component.type === 3 ? component.options.slice(0, 1).map(({ value }) => value) : [];
  return discord.choose(user, message, customId, values, { isForged: true });
}

/** Ids that nobody was given, near to one that somebody was. */
function madeUp(customId: string): string[] {
  const [panel = '', at = ''] = customId.split('.');
  const swapped = panel.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
  return [`${swapped}.${at}`, `${panel}.99`, `${panel}.-1`, `${panel}.0${at}`, `${panel}.`, panel, 'x.0'];
}

/** What somebody reads in is noted whenever they use something; what they chose is not. */
function readAll(): unknown {
  const { preferences = [], ...rest } = readTables(whole.bank.file, ['bank', 'outbox']);
  const muted = preferences.map(
    (row) => z.looseObject({ muted_notices: z.string() }).parse(row).muted_notices,
  );
  return { ...rest, muted: muted.filter((kinds) => kinds !== '[]') };
}

/** Whether the answer is for the one who pressed alone, and leaves the message as it is. */
const isAside = ({ message, interaction }: Answer): boolean =>
  message !== null && message !== interaction.source && message.isEphemeral;

test.each(SHOWN)(
  'no control of /%s %o does anything for others, under made-up ids, or late',
  async (words, options) => {
    const screen = await show(words, options);
    const before = readAll();
    const seen = JSON.stringify([screen.message.embeds, screen.message.rows]);
    for (const component of controlsOf(screen)) {
      expect(isAside(await use(screen, component, thief))).toBe(true);
      for (const id of madeUp(component.custom_id ?? ''))
        expect([id, isAside(await use(screen, component, screen.owner, id))]).toEqual([id, true]);
    }
    whole.bank.world.at += PANEL_MS;
    for (const component of controlsOf(screen))
      expect(isAside(await use(screen, component, screen.owner))).toBe(true);
    expect(readAll()).toEqual(before);
    expect(JSON.stringify([screen.message.embeds, screen.message.rows])).toBe(seen);
    expect(whole.discord.faults()).toEqual([]);
  },
);

const countLogged = (): number => readTables(whole.bank.file).transactions?.length ?? 0;

test.each(SHOWN)('two presses at once of a button of /%s %o do what one does', async (words, options) => {
  const buttons = controlsOf(await show(words, options)).filter(({ type }) => type === 2);
  for (const [at] of buttons.entries()) {
    const screen = await show(words, options);
    const component = controlsOf(screen).filter(({ type }) => type === 2)[at];
    if (!component) continue;
    const before = countLogged();
    const first = use(screen, component, screen.owner);
    const second = use(screen, component, screen.owner);
    whole.discord.deliverAgain(first.interaction);
    const answers = await Promise.all([first, second]);
    expect(answers.some((answer) => isAside(answer) || answer.modal !== null)).toBe(true);
    expect(countLogged() - before).toBeLessThanOrEqual(1);
  }
});
