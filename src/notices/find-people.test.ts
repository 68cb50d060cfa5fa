import { expect, test } from 'bun:test';
import { itemOf } from '../../test/bank/item.ts';
import { foundAccount } from '../../test/bank/link.ts';
import { claimOldest } from '../../test/bank/withdrawal.ts';
import { ANN, BEN, openDiscord, textOf } from '../../test/discord-commands/kit.ts';
import { answerCall } from '../bank/call-teller.ts';
import { NO_GOODS } from '../bank/engine/pets.ts';
import { nameTeller } from '../bank/name-teller.ts';
import { readPetNames } from '../commands/model/pet-names.ts';
import { toLine } from '../commands/model/translate.ts';
import type { Language } from '../messages/languages.ts';
import { createCatalogue } from '../values/catalogue.ts';
import { createFindPeople } from './find-people.ts';
import { toNotice } from './notice.ts';

/** Ann and Ben are linked, and teller-1 is the account 9; Ben and the account 9 have pictures. */
async function openNotices() {
  const discord = openDiscord();
  const { bank, link } = discord;
  await link();
  await link(BEN, 2);
  for (const [tellerId, robloxUserId] of [
    ['teller-1', 9],
    ['teller-2', 2],
  ] as const) {
    const { account } = foundAccount(robloxUserId);
    const avatarUrl = `https://tr.rbxcdn.example/${robloxUserId}.png`;
    const profile = {
      kind: 'found',
      account: { ...account, description: '', isBanned: false },
      avatarUrl,
    } as const;
    await bank.book.perform(nameTeller, { tellerId, robloxUserId, profile }, { by: 'staff' });
  }
  const findPeople = createFindPeople(bank.book, () => bank.now.rules.catalogue);
  /** What the newest message of this topic to this person says. */
  async function newest(topic: string, { discordUserId } = ANN, language: Language = 'en') {
    const events = await bank.driver.takeEvents({ at: bank.now.at, leaseMs: 1, limit: 99 });
    const event = events.findLast((each) => each.topic === topic && each.discordUserId === discordUserId);
    if (!event) throw new Error(`no ${topic}`);
    const { reply } = toNotice(event, readPetNames(bank.now.rules.catalogue), await findPeople(event));
    const fields = reply.fields?.map(({ name }) => toLine(name, 'en'));
    return {
      text: textOf(reply),
      last: toLine(reply.fields?.at(-1)?.text ?? [], language),
      fields,
      faces: reply.people?.map(({ name, url }) => `${name} ${url}`),
    };
  }
  return { ...discord, newest };
}

const FACE = '@player9 https://www.roblox.com/users/9/profile';

test('whoever is to meet a teller sees its account, and where its page is', async () => {
  const { bank, newest } = await openNotices();
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 9 });
  await bank.request({ requestId: 'x', robloxUserId: 1, gems: 5 });
  const claim = await claimOldest(bank);
  const claimed = await newest('withdrawal_claimed');
  expect(claimed.faces).toEqual([FACE]);
  expect(claimed.fields).toEqual(['In the trade', 'Who to meet']);
  expect(claimed.text).toContain('@player9');
  await bank.complete({ ...claim, tradeId: 'b', outcome: 'delivered' });
  bank.now.at += 1;
  expect(await newest('withdrawal_claimed')).toMatchObject({ fields: ['In the trade'], faces: undefined });
  await bank.book.perform(answerCall, { robloxUserId: 1, name: '@player9' }, { by: 'staff' });
  expect(await newest('teller_coming')).toMatchObject({ fields: ['Who'], faces: [FACE] });
  await bank.book.perform(answerCall, { robloxUserId: 1, name: 'staff-7' }, { by: 'staff' });
  bank.now.at += 1;
  expect(await newest('teller_coming')).toMatchObject({ fields: ['Who'], faces: undefined });
});

test('why a part of a deposit waits is said in the language of the member, also later', async () => {
  const { bank, newest } = await openNotices();
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Mystery Cat', quantity: 2 }], gems: 9 });
  const { text, last } = await newest('deposit_quarantined', ANN, 'es');
  expect(text).toContain('2 × Mystery Cat: the bank does not know this pet.');
  expect(last).toBe('2 × Mystery Cat: el banco no conoce esta mascota.');
  // The list of pets has it by now: that is no limit.
  const catalogue = createCatalogue([itemOf({ id: 'Mystery Cat' })], null);
  bank.now.rules = { ...bank.now.rules, catalogue };
  bank.now.at += 1;
  expect((await newest('deposit_quarantined')).last).toBe(
    '2 × Mystery Cat: this was over a limit of the bank, or not on its list of pets yet.',
  );
  await bank.resolve({ caseId: 'quarantine:deposit:teller-1:a', resolution: 'credit', reason: 'seen' });
  bank.now.at += 1;
  expect((await newest('deposit_quarantined', ANN, 'es')).last).toBe('El equipo ya lo ha revisado.');
});

test('who gave and who got something see each other, and staff see nobody more', async () => {
  const { ask, press, bank, newest } = await openNotices();
  await bank.deposit({ tradeId: 'a', robloxUserId: 2, gems: 9 });
  await press(await ask('gift', { member: ANN.discordUserId, gems: 5 }, BEN), 'Give it', {}, BEN);
  const received = await newest('transfer_received');
  expect(received.faces).toEqual(['@player2 https://www.roblox.com/users/2/profile']);
  expect(received.text).toEndWith('From: @player2');
  bank.now.at += 1;
  // Ann's account has no picture.
  expect((await newest('transfer_sent', BEN)).faces).toEqual([]);
});

test('a reason in the words of staff names nobody', async () => {
  const { bank } = await openNotices();
  const text = 'Roblox account 2';
  const event = { discordUserId: ANN.discordUserId, robloxUserId: 1, text, goods: NO_GOODS, at: 0 };
  const find = createFindPeople(bank.book, () => bank.now.rules.catalogue);
  expect(await find({ ...event, topic: 'trade_invited' })).toBeDefined();
  expect(await find({ ...event, topic: 'adjustment_debited' })).toBeUndefined();
});
