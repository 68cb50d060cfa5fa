import { expect, test } from 'bun:test';
import { unlinkUser } from '../../test/bank/link.ts';
import { ANN, BEN, openDiscord, textOf } from '../../test/discord-commands/kit.ts';
import { chooseNotices, isNoticeWanted } from '../bank/notice-choices.ts';
import { sendNotices } from '../notices/notices.ts';
import { DISCORD } from './dependencies.ts';
import { readPetNames } from './model/pet-names.ts';
import { toLine } from './model/translate.ts';

const LABELS = ['Deposits', 'Withdrawals', 'Gifts', 'Trades', 'Tellers'];

/** Titles of what is sent to Ann, from now on. */
async function listSent({ bank }: ReturnType<typeof openDiscord>): Promise<string[]> {
  const sent: string[] = [];
  await sendNotices({
    outbox: bank.driver,
    clock: () => bank.now.at,
    names: () => readPetNames(bank.now.rules.catalogue),
    isWanted: (event) => bank.book.query(isNoticeWanted, event, { by: 'bank' }),
    deliver: async ({ to, reply }) => void (to === ANN.discordUserId && sent.push(toLine(reply.title, 'en'))),
    onError(error) {
      throw error;
    },
  });
  return sent;
}

test('a kind that is off is not told, all others are, and on again it is', async () => {
  const discord = openDiscord();
  const { ask, press, link, bank } = discord;
  await link();
  const shown = await press(await ask('notices'), 'Deposits: on');
  expect(textOf(shown)).toContain('always on');
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 9 });
  await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [{ id: 'Rock' }] });
  await bank.request({ requestId: 'a', robloxUserId: 1, gems: 5 });
  expect(await listSent(discord)).toEqual([
    'Part of your deposit is under review',
    'Your withdrawal is ready to collect',
  ]);
  await press(await ask('notices'), 'Deposits: off');
  await bank.deposit({ tradeId: 'c', robloxUserId: 1, gems: 9 });
  expect(await listSent(discord)).toEqual(['Your deposit has arrived']);
});

test('what may mean that something is wrong is told to who switched everything off', async () => {
  const { ask, press, link, bank } = openDiscord();
  await link();
  for (const label of LABELS) await press(await ask('notices'), `${label}: on`);
  const isTold = async (topic: string) =>
    bank.book.query(isNoticeWanted, { topic, discordUserId: ANN.discordUserId }, DISCORD);
  for (const topic of [
    ...['link_taken_over', 'transfer_sent', 'trade_accepted', 'gift_undone', 'trade_taken_back'],
    ...['deposit_quarantined', 'quarantine_credited', 'quarantine_returned', 'deposit_reversed'],
    ...['adjustment_credited', 'adjustment_debited', 'withdrawal_delivered', 'withdrawal_partly_delivered'],
    ...['withdrawal_uncertain', 'teller_coming', 'something_new', 'constructor'],
  ])
    expect([topic, await isTold(topic)]).toEqual([topic, true]);
  for (const topic of [
    'deposit_credited',
    'withdrawal_claimed',
    'transfer_received',
    'trade_invited',
    'teller_back',
  ])
    expect([topic, await isTold(topic)]).toEqual([topic, false]);
  for (const discordUserId of [null, BEN.discordUserId])
    expect(await bank.book.query(isNoticeWanted, { topic: 'deposit_credited', discordUserId }, DISCORD)).toBe(
      true,
    );
});

test('the choice is in the export, outlives an unlinking, and is erased with the person', async () => {
  const { ask, press, link, bank } = openDiscord();
  await link();
  await press(await ask('notices'), 'Tellers: on');
  const { file } = await ask('export');
  expect(JSON.parse(new TextDecoder().decode(file?.bytes))).toMatchObject({
    preferences: { mutedNotices: ['tellers'] },
  });
  await unlinkUser(bank, ANN.discordUserId);
  expect((await ask('notices')).title).toBe('First, show who you are');
  const rowsOfAnn = () => [...bank.everything().keys()].filter((key) => key.startsWith('preferences'));
  expect(rowsOfAnn()).toHaveLength(1);
  await press(await ask('forget-me'), 'Erase me');
  expect(rowsOfAnn()).toEqual([]);
});

test('nobody chooses who is not linked, and all on leaves no row', async () => {
  const { bank, link } = openDiscord();
  const choose = (isWanted: boolean) =>
    bank.book.perform(chooseNotices, { discordUserId: ANN.discordUserId, kind: 'gifts', isWanted }, DISCORD);
  await expect(choose(false)).rejects.toMatchObject({ code: 'not_linked' });
  await link();
  expect([await choose(false), await choose(false), await choose(true)]).toEqual([['gifts'], ['gifts'], []]);
  const key = { kind: 'preferences_of_user', discordUserId: ANN.discordUserId } as const;
  expect((await bank.driver.load([key])).rows.preferences).toEqual([]);
});

test('without gifts there is nothing to choose about them', async () => {
  const { ask, link, bank } = openDiscord();
  await link();
  bank.now.rules = { ...bank.now.rules, giftHoldMs: null };
  const labels = (await ask('notices')).rows
    .flat()
    .map(({ control }) => ('label' in control ? control.label : ''));
  expect(labels).toEqual(['Deposits: on', 'Withdrawals: on', 'Tellers: on']);
});
