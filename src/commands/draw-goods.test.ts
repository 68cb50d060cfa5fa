import { expect, test } from 'bun:test';
import { BEN, closedPictures, openDiscord } from '../../test/discord-commands/kit.ts';
import { nameTeller } from '../bank/name-teller.ts';
import type { GoodsPicture } from '../pictures/draw-goods.ts';
import { createTickets } from './staff/tickets.ts';

const BEN_AVATAR = 'https://tr.rbxcdn.example/ben.png';

/** Ann has two cats, worth 100 each, a dog, worth 250, and 1000 gems; Ben has a picture. */
async function openDrawn() {
  const drawn: GoodsPicture[] = [];
  const goods = async (picture: GoodsPicture): Promise<Uint8Array> => {
    drawn.push(picture);
    return Uint8Array.of(drawn.length);
  };
  const discord = openDiscord({ pictures: { ...closedPictures(), goods } });
  const { bank, link } = discord;
  await link();
  await link(BEN, 2);
  const names = { username: 'player2', displayName: 'Ben', description: '', isBanned: false };
  const profile = { kind: 'found', account: { id: 2, ...names }, avatarUrl: BEN_AVATAR } as const;
  await bank.book.perform(nameTeller, { tellerId: 'teller-2', robloxUserId: 2, profile }, { by: 'staff' });
  const pets = [{ id: 'Cat', quantity: 2 }, { id: 'Dog' }];
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets, gems: 1000 });
  const cards = () =>
    drawn.splice(0).map(({ pets, gems }) => [...pets.map((pet) => `${pet.quantity} ${pet.name}`), gems]);
  return { ...discord, cards };
}

test('a withdrawal shows its pets as cards before it is made, while it waits, and to staff', async () => {
  const { ask, press, cards, dependencies } = await openDrawn();
  const sure = await ask('withdraw', { pet: '2 cat; dog; 5 gems' });
  const waiting = await press(sure, 'Withdraw');
  const [ticket] = await createTickets(dependencies).list();
  const shown = [sure, waiting].map((reply) => reply?.picture?.png);
  expect(shown).toEqual([1, 2].map((nth) => Uint8Array.of(nth)));
  expect(cards()).toEqual([1, 2].map(() => ['1 Dog', '2 Cat', 5]));
  expect((await ticket?.draw())?.picture?.png).toEqual(Uint8Array.of(1));
  expect(cards()).toEqual([['1 Dog', '2 Cat', 5]]);
});

test('a gift shows its pets, and a gift and a trade the other member with their picture', async () => {
  const { ask, press, cards } = await openDrawn();
  const member = BEN.discordUserId;
  const sure = await ask('gift', { member, pets: 'dog' });
  const given = await press(sure, 'Give it');
  expect(cards()).toEqual([1, 2].map(() => ['1 Dog', 0]));
  const face = { name: '@player2', avatarUrl: BEN_AVATAR, url: 'https://www.roblox.com/users/2/profile' };
  for (const { people } of [sure, given, await ask('trade', { member })]) expect(people).toEqual([face]);
});

test('gems alone need no picture', async () => {
  const { ask, cards } = await openDrawn();
  expect((await ask('withdraw', { pet: '5 gems' })).picture).toBeUndefined();
  expect(cards()).toEqual([]);
});
