import { expect, test } from 'bun:test';
import { type Bank, openBank } from '../../test/bank/bank.ts';
import { foundAccount, linkUser, unlinkUser } from '../../test/bank/link.ts';
import { MINUTE } from '../../test/bank/rules.ts';
import { startProcess } from '../../test/storage/logged-kit.ts';
import { rowsOf, store } from '../../test/storage/samples.ts';
import { Refusal } from './engine/refusal.ts';
import { exportMember } from './export.ts';
import { forgetMember } from './forget.ts';
import { haltBank } from './halt-and-freeze.ts';
import {
  endPass,
  givePageLink,
  giveRobloxSignIn,
  MAX_PASSES,
  openPage,
  PAGE_LINK_MS,
  PAGE_MS,
  ROBLOX_SIGN_IN_MS,
  readPage,
  readRobloxSignIn,
} from './passes.ts';
import { linkByRoblox } from './verify-roblox.ts';

const BOT = { by: 'discord' };
const ANN = { discordUserId: '100000000000000001', robloxUserId: 1 };
const BEN = { discordUserId: '100000000000000002', robloxUserId: 2 };
const { discordUserId } = ANN;
const idOf = (secret: string, owner = discordUserId): string => `${owner}-${secret}`;
const LINK_OF_BEN = { id: idOf('link', BEN.discordUserId), discordUserId: BEN.discordUserId };

async function openLinked(): Promise<Bank> {
  const bank = openBank();
  await linkUser(bank, ANN);
  await bank.book.perform(givePageLink, { id: idOf('link'), discordUserId }, BOT);
  return bank;
}
const open = (bank: Bank, link = 'link', page = 'page', owner = discordUserId) =>
  bank.book.perform(openPage, { linkId: idOf(link, owner), pageId: idOf(page, owner) }, BOT);
const isOpen = async (bank: Bank, page = 'page') =>
  (await bank.book.query(readPage, idOf(page), BOT)) !== null;
const refused = (code: string) => expect.objectContaining({ code });

test('a link opens its owner’s page once, and is no page itself', async () => {
  const bank = await openLinked();
  expect(await isOpen(bank, 'link')).toBe(false);
  expect(await open(bank)).toMatchObject({ ...ANN, endsAt: bank.now.at + PAGE_MS });
  expect(await bank.book.query(readPage, idOf('page'), BOT)).toMatchObject(ANN);
  await expect(open(bank, 'link', 'second')).rejects.toEqual(refused('not_found'));
  await expect(open(bank, 'page', 'third')).rejects.toEqual(refused('not_found'));
  await expect(open(bank, 'of nobody', 'fourth')).rejects.toEqual(refused('not_found'));
});

test('a link waits for ten minutes, and a page is open for four hours', async () => {
  const bank = await openLinked();
  await bank.book.perform(givePageLink, { id: idOf('late'), discordUserId }, BOT);
  bank.pass(PAGE_LINK_MS - 1);
  await open(bank);
  bank.pass(1);
  await expect(open(bank, 'late', 'other')).rejects.toEqual(refused('not_found'));
  bank.pass(PAGE_MS - 2);
  expect(await isOpen(bank)).toBe(true);
  bank.pass(1);
  expect(await isOpen(bank)).toBe(false);
});

test('somebody who is linked to nothing gets no link', async () => {
  const bank = openBank();
  const given = bank.book.perform(givePageLink, { id: idOf('link'), discordUserId }, BOT);
  await expect(given).rejects.toEqual(refused('not_linked'));
});

const ENDS: [string, (bank: Bank) => Promise<unknown>][] = [
  ['signing out', (bank) => bank.book.perform(endPass, idOf('page'), BOT)],
  ['unlinking', (bank) => unlinkUser(bank, discordUserId)],
  ['being forgotten', (bank) => bank.book.perform(forgetMember, { discordUserId }, BOT)],
  ['a takeover of the account', (bank) => linkUser(bank, { ...BEN, robloxUserId: 1 })],
  [
    'linking anew',
    async (bank) => {
      await unlinkUser(bank, discordUserId);
      bank.pass(1);
      await linkUser(bank, ANN);
    },
  ],
];
test.each(ENDS)('%s ends an open page for good, and a link that waits with it', async (what, end) => {
  const bank = await openLinked();
  await open(bank);
  await bank.book.perform(givePageLink, { id: idOf('waiting'), discordUserId }, BOT);
  await end(bank);
  expect(await isOpen(bank)).toBe(false);
  if (what !== 'signing out')
    await expect(open(bank, 'waiting', 'other')).rejects.toEqual(refused('not_found'));
});

test('the newest ten of one person count, and nobody else’s are ended', async () => {
  const bank = await openLinked();
  await open(bank);
  await linkUser(bank, BEN);
  await bank.book.perform(givePageLink, LINK_OF_BEN, BOT);
  for (let at = 0; at < MAX_PASSES; at += 1) {
    bank.pass(1);
    await bank.book.perform(givePageLink, { id: idOf(`link-${at}`), discordUserId }, BOT);
  }
  // The page ends last, so of the links the oldest gave way.
  expect(await isOpen(bank)).toBe(true);
  await expect(open(bank, 'link-0', 'x')).rejects.toEqual(refused('not_found'));
  await open(bank, 'link-1', 'y');
  await open(bank, 'link', 'z', BEN.discordUserId);
});

test('an export names what somebody was let in to, and no secret; forgetting erases it', async () => {
  const bank = await openLinked();
  await bank.book.perform(giveRobloxSignIn, { id: idOf('sign-in'), discordUserId, name: 'Ann' }, BOT);
  const { json } = await exportMember(bank.book, { discordUserId, at: bank.now.at }, BOT);
  expect(JSON.parse(json).passes).toMatchObject([
    { kind: 'page_link' },
    { kind: 'roblox_sign_in', name: 'Ann' },
  ]);
  expect(json).not.toContain(idOf('sign-in'));
  expect(await bank.book.perform(forgetMember, { discordUserId }, BOT)).toEqual({ kind: 'forgotten' });
  expect(await bank.book.query(readRobloxSignIn, idOf('sign-in'), BOT)).toBeNull();
});

const signInAs = (bank: Bank, robloxUserId: number, { isBanned = false, passId = idOf('sign-in') } = {}) => {
  const found = foundAccount(robloxUserId);
  const profile = { ...found, account: { ...found.account, description: '', isBanned } };
  return bank.book.perform(linkByRoblox, { passId, profile, salt: 'a1' }, BOT);
};
async function openSignIn(): Promise<Bank> {
  const bank = openBank();
  await bank.book.perform(giveRobloxSignIn, { id: idOf('sign-in'), discordUserId, name: 'Ann' }, BOT);
  return bank;
}

test('who has signed in with Roblox is linked, once, without words in the profile', async () => {
  const bank = await openSignIn();
  expect(await bank.book.query(readRobloxSignIn, idOf('sign-in'), BOT)).toMatchObject({
    discordUserId,
    name: 'Ann',
  });
  expect(await signInAs(bank, 1)).toMatchObject({ linked: true, discordUserId, roblox: { id: 1 } });
  await expect(signInAs(bank, 1)).rejects.toEqual(refused('no_pending_verification'));
});

test('taking an account over by Roblox tells who had it, and cools down, as by words', async () => {
  const bank = await openSignIn();
  await linkUser(bank, { ...BEN, robloxUserId: 1 });
  await signInAs(bank, 1);
  const [member] = await bank.book.reads.members({ afterId: 0, limit: 1 });
  expect(member?.cooldownUntil).toBe(bank.now.at + bank.now.rules.linkCooldownMs);
  const [event] = await bank.driver.unsentEvents({ afterId: 0, limit: 1 });
  expect(event).toMatchObject({ topic: 'link_taken_over', discordUserId: BEN.discordUserId });
});

const REFUSALS: [string, string, (bank: Bank) => Promise<unknown>][] = [
  ['after ten minutes', 'no_pending_verification', async (bank) => bank.pass(ROBLOX_SIGN_IN_MS)],
  [
    'while the bank is halted',
    'halted',
    (bank) => bank.book.perform(haltBank, { halted: true, reason: 'test' }, BOT),
  ],
  [
    'for who has another account here',
    'already_linked',
    (bank) => linkUser(bank, { ...ANN, robloxUserId: 3 }),
  ],
];
test.each(REFUSALS)('%s nobody is linked', async (_when, code, before) => {
  const bank = await openSignIn();
  await before(bank);
  const { seq } = await bank.book.reads.head();
  await expect(signInAs(bank, 1)).rejects.toEqual(refused(code));
  expect((await bank.book.reads.head()).seq).toBe(seq);
});

test('a banned account, and a link for a page, link nobody', async () => {
  const bank = await openSignIn();
  await expect(signInAs(bank, 1, { isBanned: true })).rejects.toEqual(refused('roblox_user_not_found'));
  await linkUser(bank, BEN);
  await bank.book.perform(givePageLink, LINK_OF_BEN, BOT);
  await expect(signInAs(bank, 5, { passId: LINK_OF_BEN.id })).rejects.toBeInstanceOf(Refusal);
  bank.pass(MINUTE);
});

test('a pass that was edited to name somebody else lets nobody in, and links nobody', async () => {
  const bank = await openLinked();
  await linkUser(bank, BEN);
  await open(bank);
  await bank.book.perform(giveRobloxSignIn, { id: idOf('sign-in'), discordUserId, name: 'Ann' }, BOT);
  const { passes } = await rowsOf(bank.driver, { kind: 'passes_of_user', discordUserId });
  const thief = { discordUserId: '100000000000000009', robloxUserId: 9 };
  await linkUser(bank, thief);
  await store(bank.driver, { puts: { passes: passes.map((pass) => ({ ...pass, ...thief })) } });
  const { book } = startProcess(bank.driver, bank);
  expect(await book.query(readPage, idOf('page'), BOT)).toBeNull();
  expect(await book.query(readRobloxSignIn, idOf('sign-in'), BOT)).toBeNull();
  await expect(signInAs({ ...bank, book }, 5)).rejects.toEqual(refused('no_pending_verification'));
});
