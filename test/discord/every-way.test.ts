import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import type { User } from '../doubles/discord/world.ts';
import { putProfile } from '../support/scenes.ts';
import { titleOf } from './titles.ts';
import { openWholeBank, type WholeBank } from './whole-bank.ts';

setDefaultTimeout(120_000);

const UNLINKED = 'First, show who you are';
/** Stands for a Discord user whom the bank doesn't know. */
const NOBODY = 'NOBODY';
const STAFF_ONLY = 'For staff only';

/**
 * A command as it is asked for, and the title that answers who is linked (and staff, where it is for them),
 * and who isn't.
 */
const ROWS: readonly (readonly [
  words: string,
  options: Record<string, string | number>,
  yes: string,
  no: string,
])[] = [
  ['help', {}, 'Your bank for Pet Simulator 99', 'Your bank for Pet Simulator 99'],
  [
    'verify',
    { username: 'newcomer' },
    'You have another Roblox account here',
    'Show that the account is yours',
  ],
  ['verify-confirm', { name: 'newcomer' }, 'You have no words yet', 'You have no words yet'],
  ['inventory', {}, 'Your pets', UNLINKED],
  ['balance', {}, 'Your balance', UNLINKED],
  ['deposit', {}, 'Bring pets in', UNLINKED],
  ['withdraw', { pet: 'Huge Cat' }, 'You have no such pet here', UNLINKED],
  ['gift', { member: NOBODY, gems: 5 }, 'Not in the bank yet', UNLINKED],
  ['trade', {}, 'No open trade', UNLINKED],
  ['trade', { member: NOBODY }, 'Not in the bank yet', UNLINKED],
  ['whois', { member: NOBODY }, 'Not linked', 'Not linked'],
  ['update', {}, 'You are linked to \\@USER', UNLINKED],
  ['notices', {}, 'Your messages', UNLINKED],
  ['cancel', {}, 'Nothing to cancel', UNLINKED],
  ['history', { limit: 5 }, 'Your history', UNLINKED],
  ['value', { pet: 'Huge Cat' }, 'Huge Cat', 'Huge Cat'],
  ['unlink', {}, 'Unlink USER?', UNLINKED],
  ['export', {}, 'Your data', UNLINKED],
  ['proof', {}, 'Your proof', UNLINKED],
  ['mypage', {}, 'Your page', UNLINKED],
  ['forget-me', {}, 'Erase everything about you?', 'Erase everything about you?'],
  ['teller queue', {}, 'Nothing waits', STAFF_ONLY],
  ['staff member', { member: 'newcomer' }, 'newcomer, for staff', STAFF_ONLY],
  ['review', {}, 'Nothing waits for a decision', STAFF_ONLY],
  ['halt', {}, 'The bank is open', STAFF_ONLY],
  ['freeze', { member: 'newcomer' }, 'newcomer is not frozen', STAFF_ONLY],
];

let whole: WholeBank;
let nobody: User;
beforeAll(async () => {
  whole = await openWholeBank();
  nobody = whole.discord.addUser({ username: 'nobody' });
  await putProfile(whole.bank, { id: 9_999 }, 'newcomer');
});
afterAll(() => whole.end());

/** Runs the command in every way there is, and returns the titles of the answers. */
async function askInEveryWay(user: User, words: string, options: Record<string, string | number>) {
  const { discord } = whole;
  const [name = '', subcommand] = words.split(' ');
  const isNobody = (value: string | number): boolean => value === NOBODY;
  const values = Object.values(options).map((value) => (isNobody(value) ? `<@${nobody.id}>` : value));
  const typed = [words, ...values].join(' ');
  const chosen = Object.entries(options).map(([key, value]) => [key, isNobody(value) ? nobody : value]);
  const asked = { name, options: Object.fromEntries(chosen) };
  const slash = await discord.slash(user, { ...asked, ...(subcommand ? { subcommand } : {}) });
  return {
    slash: titleOf(slash.message),
    prefix: titleOf(await discord.say(user, discord.channel, `!${typed}`)),
    direct: titleOf(await discord.say(user, discord.directMessages(user), typed)),
    mention: titleOf(await discord.say(user, discord.channel, `<@${discord.bot.id}> ${typed}`)),
  };
}

test.each(ROWS)(
  '%s is answered alike in every way to run it, whether the user may or not',
  async (words, options, yes, no) => {
    for (const [isKnown, title] of [
      [true, yes],
      [false, no],
    ] as const) {
      const user = isKnown
        ? await whole.addStaff()
        : whole.discord.addUser({ username: `stranger to ${words}` });
      const answers = await askInEveryWay(user, words, options);
      const expected = title.replace('USER', user.username);
      const alike = { slash: expected, prefix: expected, direct: expected, mention: expected };
      expect({ isKnown, ...answers }).toEqual({ isKnown, ...alike });
    }
    expect(whole.discord.faults()).toEqual([]);
  },
);
