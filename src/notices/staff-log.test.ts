import { expect, test } from 'bun:test';
import { openBank } from '../../test/bank/bank.ts';
import { linkUser } from '../../test/bank/link.ts';
import { DAY } from '../../test/bank/rules.ts';
import { wordsIn } from '../../test/discord/staff-kit.ts';
import { NAMES } from '../../test/discord/world.ts';
import { freezeMember, haltBank } from '../bank/halt-and-freeze.ts';
import { revokeKey } from '../bank/keys.ts';
import { nameTeller } from '../bank/name-teller.ts';
import { pauseTeller } from '../bank/pause-teller.ts';
import { changeStaff } from '../bank/staff.ts';
import { toLine, translateReply } from '../commands/model/translate.ts';
import { LANGUAGES } from '../messages/languages.ts';
import { createStaffLog } from './staff-log.ts';

const openLog = ({ book }: ReturnType<typeof openBank>) => createStaffLog({ book, names: () => NAMES });

/** What is written after a transaction, as words in one line each. */
async function readLog(bank: ReturnType<typeof openBank>, afterSeq = 0) {
  const { entries, upTo, isLast } = await openLog(bank).next(afterSeq);
  const said = entries.map(({ reply }) =>
    wordsIn({ ...translateReply(reply, 'en'), rows: [], isPublic: true, level: null }),
  );
  return { said, seqs: entries.map(({ seq }) => seq), upTo, isLast };
}

test('whatever way staff came, it says who did what and why; what others do is left out', async () => {
  const bank = openBank();
  await linkUser(bank, { discordUserId: '100000000000000001', robloxUserId: 1 });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 9 });
  const { perform } = bank.book;
  await perform(haltBank, { halted: true, reason: 'a drill' }, { by: 'staff-admin-token' });
  await perform(haltBank, { halted: false, reason: 'it is over' }, { by: 'staff-unlinked' });
  await perform(freezeMember, { robloxUserId: 1, frozen: true, reason: 'forgery' }, { by: 'staff-9' });
  await perform(revokeKey, { keyId: 'teller-1@a', reason: 'leaked' }, { by: 'staff-command-line' });
  await perform(
    changeStaff,
    { robloxUserId: 1, granted: 'owner', tokenHash: 'ab'.repeat(32) },
    { by: 'ops' },
  );
  await perform(changeStaff, { robloxUserId: 1, byRoles: 'cashier' }, { by: 'discord' });
  await bank.request({ requestId: 'a', robloxUserId: 1, gems: 5 }).catch(() => undefined);
  const { said, isLast } = await readLog(bank);
  expect(said.map((words) => words.replaceAll(/then|t-\d+/g, '…'))).toEqual([
    'Halted the bank | a drill, … | Who: Whoever has the admin token | Transaction: …',
    expect.stringContaining('Who: Somebody of the staff without a Roblox account'),
    'Froze a member | member 1: forgery, … | Who: 9 | Transaction: …',
    'Revoked a key | teller-1@a: leaked, … | Who: The command line | Transaction: …',
    expect.stringMatching(
      /^Changed the list of staff \| staff-1: owner by hand, .*with a token.*Who: The key ops/,
    ),
    expect.stringMatching(/owner by hand, cashier by roles, .*Who: The server's roles/),
  ]);
  expect(isLast).toBe(true);
  expect(said.join()).not.toContain('abab');
});

test('what has no sentence of its own is named as the history names it, in every language', async () => {
  const bank = openBank();
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 9 });
  const { seq } = await bank.reads.head();
  const pause = { tellerId: 'teller-1', paused: true, reason: 'a broken script' };
  await bank.book.perform(pauseTeller, pause, { by: 'staff-9' });
  const { entries } = await openLog(bank).next(seq);
  const titles = LANGUAGES.map((language) => entries.map(({ reply }) => toLine(reply.title, language)));
  expect(titles.flat()).toEqual([
    ...['Teller paused', 'Cajero en pausa', 'Caixa em pausa', 'Kassierer macht Pause', 'Guichetier en pause'],
  ]);
});

test('the many credits that the end of a case decides are one entry', async () => {
  const bank = openBank();
  bank.now.rules = { ...bank.now.rules, depositHoldMs: DAY };
  await bank.report({ pets: [], seq: 0 });
  for (let at = 0; at < 30; at += 1) await bank.deposit({ tradeId: `f${at}`, robloxUserId: 1, gems: 1 + at });
  bank.pass(DAY / 2);
  await bank.report({ pets: [], seq: 0 });
  const { seq } = await bank.reads.head();
  await bank.resolve({ caseId: 'foreign_trade:teller-1', resolution: 'reverse', reason: 'a stolen key' });
  const { said, seqs, upTo } = await readLog(bank, seq);
  expect(said.length).toBeLessThan(4);
  expect(said.join()).toContain('Took a transaction back: 30 times');
  expect(said.join()).toContain('a stolen key');
  expect(seqs.at(-1)).toBe(upTo);
});

test('what is done to several at one time is an entry for each', async () => {
  const bank = openBank();
  const by = { by: 'staff-9' };
  await Promise.all([
    ...['a', 'b'].map((note) =>
      bank.book.perform(nameTeller, { tellerId: 'teller-1', note, profile: null }, by),
    ),
    ...[7, 8].map((robloxUserId) => bank.book.perform(changeStaff, { robloxUserId, granted: 'cashier' }, by)),
  ]);
  const { said } = await readLog(bank);
  expect(said).toHaveLength(4);
  expect(said.join()).not.toContain('2 times');
});

test('nobody buries what another one does: of many acts, those of one kind are one entry', async () => {
  const bank = openBank();
  function freeze(turn: number) {
    const asked = { robloxUserId: 1, frozen: turn % 2 === 0, reason: 'x' };
    return bank.book.perform(freezeMember, asked, { by: 'ops' });
  }
  for (let turn = 0; turn < 30; turn += 1) await freeze(turn);
  await bank.book.perform(haltBank, { halted: true, reason: 'a thief' }, { by: 'staff-9' });
  await freeze(30);
  const { said, seqs } = await readLog(bank);
  expect(said.map((words) => words.split(' | ')[0])).toEqual([
    'Unfroze a member: 15 times',
    'Halted the bank',
    'Froze a member: 16 times',
  ]);
  // Whoever breaks off after one entry goes on from there, and leaves out no other.
  expect(seqs).toEqual([30, 31, 32]);
  expect((await readLog(bank, 12)).said).toHaveLength(20);
});

test('it begins where it had come to, and no more than three days back', async () => {
  const bank = openBank();
  const freeze = (frozen: boolean) =>
    bank.book.perform(freezeMember, { robloxUserId: 1, frozen, reason: 'because' }, { by: 'staff-9' });
  const { findStart } = openLog(bank);
  expect(await findStart(0, bank.now.at)).toBe(0);
  await freeze(true);
  bank.pass(4 * DAY);
  await freeze(false);
  await freeze(true);
  const now = bank.now.at;
  expect(await Promise.all([0, 2, 3, 99].map((told) => findStart(told, now)))).toEqual([1, 2, 3, 3]);
});
