import { describe, expect, test } from 'bun:test';
import { linkUser } from '../../../test/bank/link.ts';
import { CAT } from '../../../test/bank/withdrawal.ts';
import { MENTION, openStaffKit, type StaffKit } from '../../../test/discord/staff-kit.ts';
import { STAFF_LEVELS, type StaffLevel } from '../../bank/engine/rows.ts';
import { pauseTeller } from '../../bank/pause-teller.ts';
import { changeStaff } from '../../bank/staff.ts';
import type { Actor } from '../model/actor.ts';
import type { RawOptions } from '../model/command.ts';

/*
 * Who may do what: the one table of commands and levels. `run` is the command, and what comes after `→` a
 * button of its reply.
 */
const TABLE = `
run                                  nobody  viewer  cashier  manager  owner
teller queue                         no      yes     yes      yes      yes
teller take → record it              no      no      yes      yes      yes
teller deliver                       no      no      yes      yes      yes
teller move                          no      no      no       yes      yes
teller pause → Pause it              no      no      yes      yes      yes
teller pause → Let it hand out again  no      no      no       yes      yes
adjust                               no      no      no       yes      yes
freeze                               no      no      no       yes      yes
review                               no      yes     yes      yes      yes
review → Credit it to the member     no      no      no       yes      yes
halt → Halt the bank                 no      no      yes      yes      yes
halt → Open the bank again           no      no      no       no       yes
`;

const OPTIONS: { readonly [command: string]: RawOptions } = {
  'teller take': { member: MENTION, pets: 'Cat' },
  'teller deliver': { member: MENTION },
  'teller move': { from: 'teller-1', to: 'me', pets: 'Cat' },
  adjust: { member: MENTION, direction: 'credit', teller: 'teller-1', pets: 'Cat' },
  freeze: { member: MENTION },
  'teller pause': { teller: 'teller-1' },
  review: { case: 'quarantine:deposit:teller-1:q' },
};
const LABELS: { readonly [label: string]: string } = { 'record it': 'The trade went through: record it' };
/** What stands before a button can be pressed. */
const BEFORE: { readonly [label: string]: (kit: StaffKit) => Promise<unknown> } = {
  'Open the bank again': ({ bank }) => bank.halt(),
  'Let it hand out again': ({ bank }) =>
    bank.book.perform(pauseTeller, { tellerId: 'teller-1', paused: true, reason: 'a test' }, { by: 'bank' }),
};
const REFUSED = ['For staff only', 'You may not do that'];

const [HEAD = '', ...LINES] = TABLE.trim().split('\n');
const LEVELS = HEAD.split(/\s+/).slice(1);
const ROWS = LINES.flatMap((line) => {
  const [run = '', ...cells] = line.split(/ {2,}/);
  return LEVELS.map((level, at) => [run, level, cells[at]] as const);
});

async function openWithWork(): Promise<StaffKit> {
  const kit = await openStaffKit();
  await kit.bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ ...CAT, quantity: 5 }] });
  await kit.bank.deposit({ tradeId: 'q', robloxUserId: 1, pets: [{ id: 'Rock' }] });
  return kit;
}

/** Somebody with this level by their roles, or by the table of the bank alone. */
async function somebody({ bank }: StaffKit, level: StaffLevel | null, isByRoles: boolean): Promise<Actor> {
  const discordUserId = '100000000000000005';
  await linkUser(bank, { discordUserId, robloxUserId: 5 });
  const granted = { robloxUserId: 5, granted: level };
  if (!isByRoles) await bank.book.perform(changeStaff, granted, { by: 'staff-command-line' });
  return { discordUserId, name: 'somebody', level: async () => (isByRoles ? level : null) };
}

describe.each([true, false])('by roles: %p', (isByRoles) => {
  test.each(ROWS)('%s, by a %s: %s', async (run, name, isAllowed) => {
    const kit = await openWithWork();
    const level = STAFF_LEVELS.find((each) => each === name) ?? null;
    const actor = await somebody(kit, level, isByRoles);
    const [command = '', label] = run.split(' → ');
    await BEFORE[label ?? '']?.(kit);
    const reply = await kit.ask(command, OPTIONS[command] ?? {}, actor);
    const isRefused = REFUSED.includes(reply.title);
    if (label === undefined || isRefused) {
      expect(isRefused ? 'no' : 'yes').toBe(isAllowed ?? '');
      return;
    }
    const pressed = await kit.press(reply, LABELS[label] ?? label, { actor });
    expect(REFUSED.includes(pressed.rendered.title) ? 'no' : 'yes').toBe(isAllowed ?? '');
  });
});
