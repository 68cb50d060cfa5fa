import { expect, setDefaultTimeout, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { type Bank, NEWEST, openBank, openMemory } from '../../test/bank/bank.ts';
import { giftsOf, userOf } from '../../test/bank/gifts.ts';
import { mostOfEachForm } from '../../test/bank/item.ts';
import { foundAccount, linkUser, startWith, unlinkUser } from '../../test/bank/link.ts';
import { NO_LIST } from '../../test/bank/lists.ts';
import { DAY, rulesWith, SECOND } from '../../test/bank/rules.ts';
import { loadBank, store, transactionOn } from '../../test/storage/samples.ts';
import { onEachDatabase } from '../../test/support/databases.ts';
import type { Batch, Driver } from '../storage/driver.ts';
import { answerCall, callTeller } from './call-teller.ts';
import { carryOver } from './carry-over.ts';
import { disputeDelivery } from './dispute.ts';
import { MAX_ALIKE } from './engine/bounds.ts';
import { MAX_AMOUNT, MAX_PET_LINES, NO_GOODS } from './engine/pets.ts';
import { NOTICE_KINDS } from './engine/rows.ts';
import { writeState } from './engine/state-text.ts';
import { noteDroppedMessages } from './events.ts';
import { forgetMember } from './forget.ts';
import { freezeMember, haltBank } from './halt-and-freeze.ts';
import { haltForHead } from './heads.ts';
import { restoreKey, revokeKey } from './keys.ts';
import { keepLanguage } from './language.ts';
import { beginLedgerCheck, endLedgerCheck, endRightsError, requestLedgerCheck } from './ledger-check.ts';
import { beginSnapshot, recordSnapshot } from './liabilities.ts';
import { nameTeller } from './name-teller.ts';
import { noteChangedValues, noteDecidedPet } from './note-values.ts';
import { chooseNotices } from './notice-choices.ts';
import { endPass, givePageLink, giveRobloxSignIn, MAX_PASSES, openPage, PAGE_LINK_MS } from './passes.ts';
import { pauseTeller } from './pause-teller.ts';
import { recordState } from './record-state.ts';
import { askSamePet, renamePet } from './rename.ts';
import { MAX_OF_ONE, MAX_SIGN_INS, signIn, signOut } from './sign-ins.ts';
import { changeStaffByToken } from './staff-by-token.ts';
import { dropStaffProposal, endStaffProposal, MAX_PROPOSALS, proposeAsStaff } from './staff-proposals.ts';
import { refreshTellerNames } from './teller-names.ts';
import { createReturnWatch } from './teller-return.ts';
import { watchTellers } from './teller-watch.ts';
import { takeBackOffer } from './trade.ts';
import { inviteToTrade, MAX_LOST_TRADES, tellOfLostTrades } from './trade-invite.ts';
import { verifyLedger } from './verify-ledger.ts';
import { linkByRoblox } from './verify-roblox.ts';
import { recordFindings } from './witness.ts';

// The largest of everything takes its time on a busy machine.
setDefaultTimeout(120_000);

/** What one operation writes at most: rows of tables and of the log, events, and bytes of one row. */
const BOUNDS = { rows: 25_000, events: 8 * (MAX_ALIKE + 1), bytes: 8_000_000 };
/** So many withdrawals are open at once, each of a hundred kinds. */
const OPEN = 20;
const KINDS_OF_REPORT = 20_000;
const REASON = '🦄'.repeat(500);
const PERSON = { robloxUserId: 1, discordUserId: '9'.repeat(22) };
const TELLER = { by: `t${'_'.repeat(63)}` };
const STAFF = { by: 'staff' };
/** One of the staff may move all of it. */
const ALONE = { ...NO_LIST, staffAloneLimit: null };
const BANK = { by: 'bank' };

const kind = (index: number) => `${'🦄'.repeat(58)}${String(index).padStart(6, '0')}`;
const kinds = (count: number, quantity: number) =>
  Array.from({ length: count }, (_, index) => ({ id: kind(index), quantity }));
const MOST = { pets: kinds(MAX_PET_LINES, MAX_AMOUNT), gems: MAX_AMOUNT };
/** As the bank's own goods, with all fields. */
const MOST_GOODS = {
  ...MOST,
  pets: MOST.pets.map((pet) => ({ ...pet, variant: 'normal' as const, shiny: false })),
};
const KEY = `${'k'.repeat(64)}@${'k'.repeat(63)}`;
const longId = (index = 0) => `${'i'.repeat(125)}${String(index).padStart(3, '0')}`;

type World = Bank & { readonly batches: readonly Batch[]; readonly driver: Driver };

function openWorld(driver = openMemory()): World {
  const batches: Batch[] = [];
  const noting = {
    ...driver,
    store(batch: Batch) {
      batches.push(batch);
      return driver.store(batch);
    },
  };
  return { ...openBank({ rules: ALONE, driver: noting }), batches, driver };
}

const deposit = (bank: Bank, index = 0, robloxUserId = 1) =>
  bank.deposit({ tradeId: longId(index), robloxUserId, ...MOST }, TELLER);

/** As much again as there are withdrawals to be, each of all kinds. */
async function requestMany(bank: Bank): Promise<void> {
  await linkUser(bank, PERSON);
  for (let index = 0; index < OPEN; index += 1) await deposit(bank, index);
  for (let index = 0; index < OPEN; index += 1)
    await bank.request({ requestId: longId(index), robloxUserId: 1, ...MOST });
}

/** All of the open withdrawals are uncertain at the one teller. */
async function makeUncertain(bank: Bank): Promise<void> {
  bank.now.rules = { ...ALONE, reservationMs: DAY };
  await requestMany(bank);
  for (let index = 0; index < OPEN; index += 1) {
    await bank.check({ robloxUserId: 1, claim: true }, TELLER);
    bank.pass(bank.now.rules.leaseMs + 1);
  }
}

async function claim(bank: Bank) {
  await requestMany(bank);
  const { claimed } = await bank.check({ robloxUserId: 1, claim: true }, TELLER);
  return { withdrawalId: claimed?.withdrawalId ?? '', claimToken: claimed?.claimToken ?? '' };
}

async function openQuarantine(bank: World) {
  bank.now.rules = { ...rulesWith({ petsPerTrade: 1, gemsPerTrade: 1 }), staffAloneLimit: null };
  await deposit(bank);
  return bank.driver.cases({ limit: 1 });
}

const PAIR = { oldId: kind(1), newId: kind(2), tellerIds: [TELLER.by] };

/** Half of the kinds on each side. */
const SIDES = {
  gives: { ...MOST, pets: MOST.pets.slice(0, MAX_PET_LINES / 2) },
  wants: { ...MOST, pets: MOST.pets.slice(MAX_PET_LINES / 2) },
};

/** Two members who have as much as one operation moves, and the first of whom has reserved as much again. */
async function openGifts(bank: World) {
  await requestMany(bank);
  await linkUser(bank, { robloxUserId: 2, discordUserId: userOf(2) });
  for (const robloxUserId of [1, 2]) await deposit(bank, 100 + robloxUserId, robloxUserId);
  bank.now.rules = { ...ALONE, giftHoldMs: 2 * DAY };
  bank.pass(bank.now.rules.reservationMs);
  const { discordUserId } = PERSON;
  const gifts = giftsOf(bank);
  return {
    ...gifts,
    transfer: (given: Parameters<typeof gifts.transfer>[0]) => gifts.transfer({ ...given, discordUserId }),
    offer: (offered: Parameters<typeof gifts.offer>[0]) => gifts.offer({ ...offered, discordUserId }),
  };
}

const SALT_KEY = 'ab'.repeat(32);
const SNAPSHOT_TURN = { leaseMs: 1, newSaltKey: SALT_KEY };

/** What leads to the largest of each operation that writes: its commit is the last, or the largest. */
const LARGEST: Readonly<Record<string, (bank: World) => Promise<unknown>>> = {
  completeDeposit: openQuarantine,
  requestWithdrawal: async (bank) => {
    await requestMany(bank);
    bank.pass(DAY);
    await deposit(bank, OPEN);
    await bank.request({ requestId: longId(OPEN), robloxUserId: 1, ...MOST });
  },
  checkWithdrawals: async (bank) => {
    await requestMany(bank);
    bank.pass(DAY);
    await bank.check({ robloxUserId: 1 }, TELLER);
  },
  completeWithdrawal: async (bank) => {
    const claimed = await claim(bank);
    await bank.complete({ ...claimed, tradeId: longId(), outcome: 'delivered' }, TELLER);
  },
  cancelWithdrawal: async (bank) => {
    await requestMany(bank);
    const [first] = await bank.driver.openWithdrawals({ limit: 1 });
    await bank.cancel(first?.id ?? '');
  },
  sweepWithdrawals: async (bank) => {
    await requestMany(bank);
    bank.pass(DAY);
    expect(await bank.sweep()).toBe(OPEN);
  },
  reportTeller: async (bank) => {
    await makeUncertain(bank);
    const gems = OPEN * MAX_AMOUNT;
    const stock = { pets: kinds(MAX_PET_LINES, gems), gems };
    for (let times = 0; times < 3; times += 1) await bank.report({ ...stock, seq: NEWEST }, TELLER);
    expect((await bank.driver.openWithdrawals({ limit: OPEN })).map(({ status }) => status)).toEqual(
      Array(OPEN).fill('reserved'),
    );
    const surplus = kinds(KINDS_OF_REPORT, Number.MAX_SAFE_INTEGER);
    for (let times = 0; times < 2; times += 1) await bank.report({ pets: surplus, seq: NEWEST }, TELLER);
  },
  resolveCase: async (bank) => {
    await openQuarantine(bank);
    const [found] = await bank.driver.cases({ limit: 1 });
    await bank.resolve({ caseId: found?.id ?? '', resolution: 'credit', reason: REASON });
  },
  decideCredits: async (bank) => {
    bank.now.rules = { ...NO_LIST, depositHoldMs: DAY, tellerValuePerHour: 1 };
    await bank.report({ pets: [], seq: 0 }, TELLER);
    // Few of many kinds, and many of one kind and of two.
    for (let index = 0; index < OPEN; index += 1) await deposit(bank, index);
    async function forge(_: unknown, index: number): Promise<void> {
      const robloxUserId = 100 + index;
      await linkUser(bank, { robloxUserId, discordUserId: userOf(robloxUserId) });
      await bank.deposit({ tradeId: `f${index}`, robloxUserId, gems: 1 }, TELLER);
    }
    await Promise.all(Array.from({ length: 100 }, forge));
    const split = kinds(4, 1);
    bank.now.rules = { ...bank.now.rules, limits: { ...bank.now.rules.limits, petsPerTrade: 2 } };
    for (let wave = 0; wave < 2; wave += 1) {
      const divide = (_: unknown, index: number) =>
        bank.deposit({ tradeId: `s${wave}-${index}`, robloxUserId: 100 + index, pets: split }, TELLER);
      await Promise.all(Array.from({ length: 50 }, divide));
    }
    bank.pass(DAY / 2);
    await bank.report({ pets: [], seq: 0 }, TELLER);
    const caseId = `foreign_trade:${TELLER.by}`;
    await bank.resolve({ caseId, resolution: 'reverse', reason: REASON });
    expect(await bank.stock(TELLER.by, 'gems')).toBe(0n);
  },
  adjustMember: async (bank) => {
    await deposit(bank);
    const adjustment = { adjustmentId: longId(), robloxUserId: 1, tellerId: TELLER.by, ...MOST };
    await bank.adjust({ ...adjustment, direction: 'debit', reason: REASON });
  },
  moveStock: async (bank) => {
    await deposit(bank);
    await bank.report({ pets: [] }, { by: 'teller-2' });
    await bank.move({ moveId: longId(), from: TELLER.by, to: 'teller-2', ...MOST, reason: REASON });
  },
  haltForHead: (bank) =>
    bank.book.perform(haltForHead, { seq: 9, hash: 'f'.repeat(64), what: REASON }, { by: 'bank' }),
  haltBank: (bank) => bank.book.perform(haltBank, { halted: true, reason: REASON }, STAFF),
  freezeMember: (bank) =>
    bank.book.perform(freezeMember, { robloxUserId: 1, frozen: true, reason: REASON }, STAFF),
  pauseTeller: async (bank) => {
    await deposit(bank);
    await bank.book.perform(pauseTeller, { tellerId: TELLER.by, paused: true, reason: REASON }, STAFF);
  },
  changeStaff: (bank) => bank.hire(Number.MAX_SAFE_INTEGER, 'owner'),
  changeStaffByToken: (bank) =>
    bank.book.perform(changeStaffByToken, { robloxUserId: 1, granted: 'owner' }, STAFF),
  signIn: async (bank) => {
    for (let at = 0; at < MAX_SIGN_INS; at += 1) await signInFor(bank, at, SECOND);
    bank.pass(SECOND);
    await signInFor(bank, MAX_SIGN_INS, SECOND);
  },
  signOut: async (bank) => {
    await signInFor(bank, 0, SECOND);
    await bank.book.perform(signOut, signInId(0), STAFF);
  },
  proposeAsStaff: async (bank) => {
    for (let at = 0; at < MAX_PROPOSALS; at += 1) await proposeFor(bank, at);
    bank.pass(SECOND);
    await proposeFor(bank, MAX_PROPOSALS);
  },
  endStaffProposal: async (bank) => {
    await proposeFor(bank, 0);
    await bank.book.perform(endStaffProposal, proposalId(0), STAFF);
  },
  dropStaffProposal: async (bank) => {
    await proposeFor(bank, 0);
    await bank.book.perform(dropStaffProposal, { id: proposalId(0), reason: REASON }, STAFF);
  },
  noteDroppedMessages: (bank) => {
    const ids = Array.from({ length: 100 }, (_, index) => Number.MAX_SAFE_INTEGER - index);
    return bank.book.perform(noteDroppedMessages, { way: 'discord', ids, reason: REASON }, STAFF);
  },
  noteChangedValues: (bank) => {
    const changed = { source: 'v'.repeat(200), pets: 20_000, reason: REASON };
    return bank.book.perform(noteChangedValues, changed, STAFF);
  },
  noteDecidedPet: (bank) => {
    const decided = { id: 'p'.repeat(64), decision: null, reason: REASON };
    return bank.book.perform(noteDecidedPet, decided, STAFF);
  },
  revokeKey: (bank) => bank.book.perform(revokeKey, { keyId: KEY, reason: REASON }, STAFF),
  restoreKey: async (bank) => {
    await bank.book.perform(revokeKey, { keyId: KEY, reason: REASON }, STAFF);
    await bank.book.perform(restoreKey, { keyId: KEY, reason: REASON }, STAFF);
  },
  startVerification: (bank) => startWith(bank, PERSON),
  confirmVerification: (bank) => linkUser(bank, PERSON),
  linkByRoblox: async (bank) => {
    await fillPasses(bank);
    await bank.book.perform(giveRobloxSignIn, { ...passFor(1), name: 'n'.repeat(32) }, STAFF);
    const found = foundAccount(1);
    const profile = { ...found, account: { ...found.account, description: '', isBanned: false } };
    await bank.book.perform(linkByRoblox, { passId: passFor(1).id, profile, salt: signInId(1) }, STAFF);
  },
  givePageLink: async (bank) => {
    await fillPasses(bank);
    bank.pass(PAGE_LINK_MS);
    await bank.book.perform(givePageLink, passFor(MAX_PASSES), STAFF);
  },
  openPage: async (bank) => {
    await fillPasses(bank);
    await bank.book.perform(openPage, { linkId: passFor(0).id, pageId: passFor(MAX_PASSES).id }, STAFF);
  },
  giveRobloxSignIn: async (bank) => {
    await fillPasses(bank);
    await bank.book.perform(giveRobloxSignIn, { ...passFor(MAX_PASSES), name: 'n'.repeat(32) }, STAFF);
  },
  endPass: async (bank) => {
    await fillPasses(bank);
    await bank.book.perform(endPass, passFor(0).id, STAFF);
  },
  unlink: async (bank) => {
    await fillPasses(bank);
    await unlinkUser(bank, PERSON.discordUserId);
  },
  keepLanguage: async (bank) => {
    await linkUser(bank, PERSON);
    for (const language of ['es', 'pt-BR'])
      await bank.book.perform(keepLanguage, { discordUserId: PERSON.discordUserId, language }, STAFF);
  },
  chooseNotices: async (bank) => {
    await linkUser(bank, PERSON);
    for (const kind of NOTICE_KINDS)
      await bank.book.perform(
        chooseNotices,
        { discordUserId: PERSON.discordUserId, kind, isWanted: false },
        STAFF,
      );
  },
  forgetMember: async (bank) => {
    for (let robloxUserId = 1; robloxUserId <= OPEN; robloxUserId += 1) {
      await linkUser(bank, { ...PERSON, robloxUserId });
      await unlinkUser(bank, PERSON.discordUserId);
    }
    await bank.book.perform(forgetMember, { discordUserId: PERSON.discordUserId }, STAFF);
  },
  beginLedgerCheck: (bank) =>
    bank.book.perform(beginLedgerCheck, { leaseMs: 1, intervalMs: 1, idleMs: 0 }, BANK),
  endLedgerCheck: async (bank) => {
    const found = await verifyLedger(bank.reads);
    await bank.book.perform(endLedgerCheck, { found, told: null, waitMs: 1 }, BANK);
  },
  endRightsError: async (bank) => {
    const told = 'an edited row';
    const found = { kind: 'broken', count: 0, head: '', firstError: { what: told } } as const;
    await bank.book.perform(endLedgerCheck, { found, told: null, waitMs: 1 }, BANK);
    await bank.book.perform(endRightsError, { told }, BANK);
  },
  requestLedgerCheck: (bank) => bank.book.perform(requestLedgerCheck, undefined, BANK),
  beginSnapshot: (bank) => bank.book.perform(beginSnapshot, SNAPSHOT_TURN, BANK),
  recordSnapshot: async (bank) => {
    await deposit(bank);
    const { seq } = await bank.reads.head();
    await bank.book.perform(beginSnapshot, SNAPSHOT_TURN, BANK);
    await bank.book.perform(recordSnapshot, { seq, root: SALT_KEY, takenAt: bank.now.at, tookMs: 1 }, BANK);
  },
  recordFindings: async (bank) => {
    await deposit(bank);
    const findings = Array.from({ length: 2_000 }, (_, index) => ({
      id: `missed_trade:${index}`,
      kind: 'missed_trade' as const,
      robloxUserId: 1,
      goods: MOST_GOODS,
      summary: REASON,
    }));
    await bank.book.perform(recordFindings, { tellerId: TELLER.by, findings, holds: NO_GOODS }, BANK);
  },
  renamePet: async (bank) => {
    await requestMany(bank);
    await bank.book.perform(renamePet, PAIR, BANK);
    await deposit(bank, OPEN);
  },
  // These carry a rename through, before anything else is decided.
  renameHoldings: (bank) => LARGEST.renamePet?.(bank) ?? Promise.reject(),
  renameReport: async (bank) => {
    await deposit(bank);
    for (let times = 0; times < 2; times += 1)
      await bank.report({ pets: kinds(KINDS_OF_REPORT, 1), seq: NEWEST }, TELLER);
    await bank.book.perform(renamePet, PAIR, BANK);
    await deposit(bank, 1);
  },
  renameCases: async (bank) => {
    await openQuarantine(bank);
    await bank.book.perform(renamePet, PAIR, BANK);
    await deposit(bank, 1);
  },
  finishRenames: (bank) => LARGEST.renameCases?.(bank) ?? Promise.reject(),
  askSamePet: async (bank) => {
    const pets = mostOfEachForm(PAIR.oldId);
    await bank.deposit({ tradeId: longId(), robloxUserId: 1, pets }, TELLER);
    expect(await bank.book.perform(askSamePet, PAIR, BANK)).toBe(true);
  },
  noteSilence: async (bank) => {
    await bank.report({ pets: [] }, TELLER);
    bank.pass(DAY);
    await watchTellers(bank.book, { at: bank.now.at, since: 0 });
  },
  closeDuplicate: async (bank) => {
    bank.now.rules = { ...NO_LIST, depositHoldMs: DAY };
    for (let index = 0; index < 2; index += 1) await deposit(bank, index);
    bank.pass(2 * DAY);
    await watchTellers(bank.book, { at: bank.now.at, since: 0 });
  },
  recordRows: async (bank) => {
    const member = { petsHeld: 0n, gemsHeld: 0n, cooldownUntil: null, givenBack: null, frozenReason: REASON };
    for (let at = 0; at < 1_000; at += 500) {
      const members = Array.from({ length: 500 }, (_, index) => ({
        ...member,
        robloxUserId: at + index + 1,
      }));
      await store(bank.driver, { puts: { members } });
    }
    await recordState(bank.book, (length) => new Uint8Array(length));
  },
  tellOfReturn: async (bank) => {
    await requestMany(bank);
    bank.now.rules = { ...ALONE, reservationMs: DAY };
    await bank.report({ pets: [] }, TELLER);
    const watch = createReturnWatch(bank.book);
    bank.pass(10 * 60_000);
    await watch(bank.now.at);
    await bank.report({ pets: [] }, TELLER);
    await watch(bank.now.at);
    expect(bank.batches.at(-1)?.events).toHaveLength(1);
  },
  callTeller: async (bank) => {
    await openGifts(bank);
    await bank.book.perform(callTeller, { discordUserId: PERSON.discordUserId }, STAFF);
  },
  answerCall: async (bank) => {
    await openGifts(bank);
    await bank.book.perform(answerCall, { robloxUserId: 1, name: 'x'.repeat(50) }, STAFF);
  },
  disputeDelivery: async (bank) => {
    const { withdrawalId, claimToken } = await claim(bank);
    await bank.complete({ withdrawalId, claimToken, tradeId: longId(99), outcome: 'delivered' }, TELLER);
    const dispute = { withdrawalId, discordUserId: PERSON.discordUserId };
    expect(await bank.book.perform(disputeDelivery, dispute, STAFF)).toEqual({ isNew: true });
  },
  tellOfLostTrades: async (bank) => {
    await openGifts(bank);
    const pairs = Array.from({ length: MAX_LOST_TRADES }, () => [1, 2] as const);
    await bank.book.perform(tellOfLostTrades, pairs, STAFF);
  },
  inviteToTrade: async (bank) => {
    await openGifts(bank);
    const invitation = { fromRobloxUserId: 1, toRobloxUserId: 2, discordUserId: PERSON.discordUserId };
    await bank.book.perform(inviteToTrade, invitation, STAFF);
  },
  transferGoods: async (bank) => {
    const gifts = await openGifts(bank);
    await gifts.transfer({ transferId: longId(), ...MOST });
  },
  offerTrade: async (bank) => {
    const gifts = await openGifts(bank);
    for (let index = 0; index < 10; index += 1) await gifts.offer({ offerId: longId(index), ...SIDES });
    bank.pass(DAY);
    await gifts.offer({ offerId: longId(10), ...SIDES });
  },
  acceptTrade: async (bank) => {
    const gifts = await openGifts(bank);
    await gifts.offer({ offerId: longId(), ...SIDES });
    await gifts.accept(longId());
  },
  declineTrade: async (bank) => {
    const gifts = await openGifts(bank);
    await gifts.offer({ offerId: longId(), ...SIDES });
    await gifts.decline(longId());
  },
  takeBackOffer: async (bank) => {
    const gifts = await openGifts(bank);
    await gifts.offer({ offerId: longId(), ...SIDES });
    await bank.book.perform(takeBackOffer, { offerId: longId(), reason: REASON }, STAFF);
  },
  undoTransaction: async (bank) => {
    const gifts = await openGifts(bank);
    const { transactionId } = await gifts.transfer({ transferId: longId(), ...MOST });
    await gifts.undo({ transactionId, reason: REASON });
  },
  nameTeller: async (bank) => {
    const account = { id: 9, username: 'x'.repeat(50), displayName: 'x', description: '', isBanned: false };
    const profile = { kind: 'found', account, avatarUrl: null } as const;
    const note = '🦄'.repeat(200);
    const input = { tellerId: TELLER.by, robloxUserId: 9, placeUrl: null, note, profile };
    await bank.book.perform(nameTeller, input, STAFF);
  },
  noteTellerName: async (bank) => {
    await LARGEST.nameTeller?.(bank);
    const account = { id: 9, username: 'y'.repeat(50), displayName: 'y', description: '', isBanned: false };
    await refreshTellerNames(bank.book, {
      findByUsername: async () => null,
      readFresh: async () => account,
      findAvatarUrl: async () => null,
    });
  },
  recordSome: async (bank) => {
    const rows = Array.from({ length: 1_000 }, (_, at) => ['links', String(at + 1), [KEY, at]] as const);
    const state = writeState({ hold: undefined, rows });
    const old = transactionOn(await loadBank(bank.driver), { kind: 'state_recorded', state });
    await store(bank.driver, { transactions: [old] });
    await carryOver(bank.book);
  },
  recordWhole: (bank) => LARGEST.recordRows?.(bank) ?? Promise.reject(),
};

/** Makes somebody staff, and returns the transaction that did. */
async function hireOnce(bank: Bank): Promise<number> {
  const [before] = await bank.book.reads.staff();
  return before?.seq ?? (await bank.hire(9, 'manager'))?.seq ?? 0;
}

const signInId = (at: number): string => String(at).padStart(64, '0');
const signInFor = async (bank: Bank, at: number, lifeMs: number) => {
  const robloxUserId = 9 + Math.floor(at / MAX_OF_ONE);
  const staffSeq = (await bank.hire(robloxUserId, 'manager'))?.seq ?? 0;
  const row = { id: signInId(at), robloxUserId, staffSeq, endsAt: bank.now.at + lifeMs };
  await bank.book.perform(signIn, { ...row, seal: signInId(0) }, STAFF);
};

const passFor = (at: number) => {
  const { discordUserId } = PERSON;
  return { id: `${discordUserId}-${signInId(at)}`, discordUserId };
};
const fillPasses = async (bank: Bank) => {
  await linkUser(bank, PERSON);
  for (let at = 0; at < MAX_PASSES; at += 1) await bank.book.perform(givePageLink, passFor(at), STAFF);
};

const proposalId = (at: number): string => String(at).padStart(128, '0');
const proposeFor = async (bank: Bank, at: number) => {
  const staffSeq = await hireOnce(bank);
  const content = JSON.stringify({ action: { action: 'adjust', ...MOST }, reason: REASON });
  const made = { madeAt: bank.now.at, endsAt: bank.now.at + SECOND };
  const row = { id: proposalId(at), by: 'staff-9', staffSeq, action: 'adjust', content, ...made };
  await bank.book.perform(proposeAsStaff, { ...row, seal: signInId(0), told: REASON }, STAFF);
};

/** They are only asked: a query stores nothing, whatever it decides. */
const QUESTIONS = [
  ...[
    'checkDeposit',
    'findCase',
    'findLinked',
    'findOperation',
    'findOperations',
    'findPending',
    'isInDoubt',
    'previewMove',
    'readCase',
  ],
  ...['readDeposits', 'readHalt', 'readHeldCredits', 'readHeldRange', 'readHeldRanges', 'readHoldings'],
  ...['readIdentity', 'readInventory', 'readIsRecorded', 'readMember', 'readOpenWithdrawals', 'readPerson'],
  ...[
    'findMaker',
    'readOffer',
    'readStaff',
    'readStaffMember',
    'readWithdrawal',
    'readPage',
    'readRobloxSignIn',
    'findStaffOfUser',
    'waitForRenames',
    'onlyCondition',
    'listClearedDuplicates',
  ],
  ...['readLiabilityState', 'readTellerCards', 'readOffersBetween', 'listHolders'],
  ...['findByToken', 'findWithdrawal', 'readAccount', 'readCheck'],
  ...['readLastDiscordUser', 'readOpenCases', 'readSignIn', 'readStaffProposals', 'readStaffWithdrawal'],
  ...['readOwnClaim', 'readMutedNotices', 'isNoticeWanted', 'readLanguage'],
  ...['readTellerPause', 'readAreCarried', 'readWhyNotSecond'],
];

/** The source of the program, without its tests. */
const SOURCE = [...new Bun.Glob('**/*.ts').scanSync('src')]
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(`src/${file}`, 'utf8'))
  .join('\n');
const namesIn = (pattern: RegExp): string[] =>
  [...new Set([...SOURCE.matchAll(pattern)].map(([, name = '']) => name))].sort();

test('every operation is here: with its largest, or as a question that nobody performs', () => {
  const operations = namesIn(/const (\w+): Operation</g).filter((name) => name !== 'noteClock');
  expect([...Object.keys(LARGEST), ...QUESTIONS].sort()).toEqual(operations);
  expect(namesIn(/perform(?:Each)?\(\s*(\w+)/g).filter((name) => QUESTIONS.includes(name))).toEqual([]);
});

test.each(Object.entries(LARGEST))('%s writes no more than one commit takes', async (_name, run) => {
  const bank = openWorld();
  await run(bank);
  expectBounded(bank);
});

onEachDatabase((make) => {
  const committed = ['completeDeposit', 'resolveCase', 'decideCredits', 'renameCases'];
  test.each(committed)('the largest %s is committed', async (name) => {
    const database = make();
    const driver = await database.open();
    try {
      const bank = openWorld(driver);
      await LARGEST[name]?.(bank);
      expectBounded(bank);
    } finally {
      await driver.close();
      await database.remove();
    }
  });
});

function expectBounded({ batches }: World): void {
  expect(batches).not.toEqual([]);
  for (const { puts, removals, transactions, events } of batches) {
    const written = [...Object.values(puts).flat(), ...transactions, ...events];
    const removed = Object.values(removals).flat();
    expect(written.length + removed.length).toBeLessThan(BOUNDS.rows);
    expect(events.length).toBeLessThan(BOUNDS.events);
    for (const row of written) expect(sizeOf(row)).toBeLessThan(BOUNDS.bytes);
  }
}

const sizeOf = (row: object): number =>
  Buffer.byteLength(
    JSON.stringify(row, (_key, value) => (typeof value === 'bigint' ? String(value) : value)),
  );
