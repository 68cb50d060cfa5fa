import { describe, expect, test } from 'bun:test';
import { expectRefusal, expectSound, refusalOf } from '../../test/bank/bank.ts';
import { openPair, userOf } from '../../test/bank/gifts.ts';
import { linkUser, unlinkUser } from '../../test/bank/link.ts';
import { DAY, MINUTE, rulesWith } from '../../test/bank/rules.ts';
import type { RefusalCode } from './engine/refusal.ts';
import { toHistoryPage } from './history.ts';
import { takeBackOffer } from './trade.ts';

type Pair = Awaited<ReturnType<typeof openPair>>;
const CAT = { id: 'Cat', variant: 'normal', shiny: false, quantity: 1 } as const;
const GIVES = { pets: [CAT], gems: 0 };
const WANTS = { pets: [], gems: 5 };

test('an accepted offer moves both sides in one transaction', async () => {
  const bank = await openPair();
  const offered = await bank.offer({});
  const expiresAt = new Date(bank.now.at + 15 * MINUTE).toISOString();
  const parts = { offerId: 'offer', fromRobloxUserId: 1, toRobloxUserId: 2, gives: GIVES, wants: WANTS };
  expect(offered).toEqual({ ...parts, status: 'open', expiresAt, replayed: false });
  expect(await bank.read()).toEqual({ ...parts, status: 'open', expiresAt, transactionId: null, seq: null });
  expect(await bank.balance(1, CAT)).toBe(10n);
  const accepted = await bank.accept();
  const done = { transactionId: 't-6', seq: 6 };
  expect(accepted).toEqual({ ...parts, expiresAt, status: 'accepted', ...done, replayed: false });
  expect(await bank.accept()).toEqual({ ...accepted, replayed: true });
  expect(await bank.read()).toEqual({ ...parts, expiresAt, status: 'accepted', ...done });
  expect([await bank.balance(1, CAT), await bank.balance(2, CAT)]).toEqual([9n, 1n]);
  expect([await bank.balance(1, 'gems'), await bank.balance(2, 'gems')]).toEqual([105n, 95n]);
  await expectSound(bank);
});

test('both histories have it with one number, each with what came in and what went out', async () => {
  const bank = await openPair();
  await bank.offer({});
  await bank.accept();
  for (const [robloxUserId, cameIn, gave] of [
    [1, WANTS, GIVES],
    [2, GIVES, WANTS],
  ] as const) {
    const rows = await bank.reads.history({ robloxUserId, limit: 2 });
    const [row] = toHistoryPage(rows, { robloxUserId, limit: 1 }).transactions;
    const otherRobloxUserId = 3 - robloxUserId;
    expect(row).toMatchObject({ kind: 'trade', seq: 6, ...cameIn, gave, otherRobloxUserId });
  }
  expect(bank.events.slice(-2)).toMatchObject([
    { topic: 'trade_accepted', discordUserId: userOf(2), goods: GIVES },
    { topic: 'trade_accepted', discordUserId: userOf(1), goods: WANTS },
  ]);
});

test('the same asset may be on both sides, and all of it of one', async () => {
  const bank = await openPair();
  await bank.offer({ gives: { gems: 100 }, wants: { gems: 1, pets: [{ id: 'Dog', quantity: 10 }] } });
  await bank.accept();
  expect([await bank.balance(1, 'gems'), await bank.balance(2, 'gems')]).toEqual([1n, 199n]);
  await expectSound(bank);
});

test('an offer can be made again, but not changed, and its answer stays the first', async () => {
  const bank = await openPair();
  const first = await bank.offer({});
  await bank.accept();
  expect(await bank.offer({})).toEqual({ ...first, replayed: true });
  expect(await bank.offer({}, { by: 'another' })).toEqual({ ...first, replayed: true });
  await bank.halt();
  for (const other of [{ gives: { gems: 1 } }, { wants: { gems: 6 } }, { toRobloxUserId: 3 }])
    await expectRefusal(bank, 'request_reused', () => bank.offer(other));
});

test('an offer is refused to oneself, by whoever is not linked, and while the bank is halted', async () => {
  const bank = await openPair();
  await expectRefusal(bank, 'invalid', () => bank.offer({ toRobloxUserId: 1 }));
  await expectRefusal(bank, 'not_linked', () => bank.offer({ discordUserId: userOf(2) }));
  await unlinkUser(bank, userOf(1));
  await expectRefusal(bank, 'not_linked', () => bank.offer({}));
  await bank.halt();
  await expectRefusal(bank, 'halted', () => bank.offer({ toRobloxUserId: 1 }));
  bank.now.rules = { ...rulesWith(), giftHoldMs: null };
  await expectRefusal(bank, 'not_found', () => bank.offer({}));
  await expectRefusal(bank, 'not_found', () => bank.read());
  await expectRefusal(bank, 'not_found', () => bank.decline());
});

test('ten are open by one maker, and ten towards one receiver; what has expired makes room', async () => {
  const bank = await openPair();
  await linkUser(bank, { robloxUserId: 3, discordUserId: userOf(3) });
  for (let index = 0; index < 10; index += 1) {
    await bank.offer({ offerId: `o-${index}` });
    bank.pass(1_000);
  }
  const made = await expectRefusal(bank, 'limit_exceeded', () => bank.offer({ toRobloxUserId: 3 }));
  expect(made.details.breach).toMatchObject({ limit: 'OFFERS_MADE', allowed: 10, used: 10n });
  const other = { offerId: 'x', fromRobloxUserId: 3 };
  const received = await expectRefusal(bank, 'limit_exceeded', () => bank.offer(other));
  expect(received.details.breach).toMatchObject({ limit: 'OFFERS_RECEIVED' });
  await bank.decline('o-9');
  await bank.offer({});
  await expectRefusal(bank, 'limit_exceeded', () => bank.offer(other));
  bank.pass(15 * MINUTE - 10_000);
  await bank.offer(other);
  expect((await bank.read('o-0')).status).toBe('expired');
  await expectSound(bank);
});

describe('a closed offer', () => {
  type Status = Awaited<ReturnType<Pair['read']>>['status'];
  const closings: readonly [Status, (bank: Pair) => Promise<unknown>][] = [
    ['accepted', (bank) => bank.accept()],
    ['declined', (bank) => bank.decline()],
    ['withdrawn', (bank) => bank.decline('offer', 1)],
    ['expired', async (bank) => bank.pass(15 * MINUTE)],
  ];
  const acts: readonly [Status, (bank: Pair) => Promise<{ replayed: boolean }>][] = [
    ['accepted', (bank) => bank.accept()],
    ['declined', (bank) => bank.decline()],
    ['withdrawn', (bank) => bank.decline('offer', 1)],
  ];
  for (const [status, close] of closings) {
    for (const [act, perform] of acts) {
      const ending = act === status ? 'gives the same answer' : `is not ${act}`;
      test(`that was ${status} ${ending}`, async () => {
        const bank = await openPair();
        await bank.offer({});
        await close(bank);
        expect((await bank.read()).status).toBe(status);
        if (act === status) expect((await perform(bank)).replayed).toBe(true);
        else await expectRefusal(bank, 'offer_closed', () => perform(bank));
        await expectSound(bank);
      });
    }
  }
});

test('nobody but its two members can do anything with it, and its maker does not accept', async () => {
  const bank = await openPair();
  await linkUser(bank, { robloxUserId: 3, discordUserId: userOf(3) });
  await bank.offer({});
  await expectRefusal(bank, 'not_found', () => bank.accept('offer', 1));
  await expectRefusal(bank, 'not_found', () => bank.accept('offer', 3));
  await expectRefusal(bank, 'not_found', () => bank.accept('another'));
  await expectRefusal(bank, 'not_found', () => bank.decline('offer', 3));
  await expectRefusal(bank, 'not_found', () => bank.decline('another'));
  await expectRefusal(bank, 'not_found', () => bank.read('another'));
  await expectRefusal(bank, 'not_linked', () => bank.decline('offer', 2, userOf(3)));
  await expectRefusal(bank, 'not_linked', () => bank.accept('offer', 2, userOf(3)));
});

/** Each before the offer is accepted, and the side that the refusal names. */
const REFUSALS: readonly [RefusalCode, 'from' | 'to' | null, string, (bank: Pair) => Promise<unknown>][] = [
  ['halted', null, 'the bank is halted', (bank) => bank.halt()],
  ['frozen', 'from', 'the maker is frozen', (bank) => bank.freeze(1)],
  ['frozen', 'to', 'the other is frozen', (bank) => bank.freeze(2)],
  ['not_linked', 'from', "the maker is nobody's", (bank) => unlinkUser(bank, userOf(1))],
  ['not_linked', 'to', "the other is nobody's", (bank) => unlinkUser(bank, userOf(2))],
  ['not_linked', 'from', 'the maker has another Discord user since', relink],
  [
    'limit_exceeded',
    'from',
    'a trade of cats is too large',
    async (bank) => bank.setLimits({ petsPerDay: 1, gemsPerDay: 0, petsPerTrade: 1, petsHeld: 1 }),
  ],
  [
    'limit_exceeded',
    'to',
    'a trade of gems is too large',
    async (bank) => bank.setLimits({ gemsPerTrade: 4 }),
  ],
  [
    'insufficient_pets',
    'from',
    'the maker has none left',
    (bank) => bank.request({ requestId: 'a', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 9 }] }),
  ],
  [
    'insufficient_gems',
    'to',
    'the other has too few',
    (bank) => bank.request({ requestId: 'a', robloxUserId: 2, gems: 96 }),
  ],
];

async function relink(bank: Pair): Promise<void> {
  bank.now.rules = { ...rulesWith(), linkCooldownMs: 0 };
  bank.pass(1);
  await linkUser(bank, { robloxUserId: 1, discordUserId: '100000000000000009' });
}

describe('accepting is refused, names the side, and leaves the offer open', () => {
  for (const [code, side, why, prepare] of REFUSALS) {
    test(`${code}: ${why}`, async () => {
      const bank = await openPair();
      await bank.offer({ gives: { pets: [{ id: 'Cat', quantity: 2 }] } });
      await prepare(bank);
      const refusal = await expectRefusal(bank, code, () => bank.accept());
      expect(refusal.details.party?.side ?? null).toBe(side);
      if (code === 'halted') await bank.decline();
      else expect((await bank.read()).status).toBe('open');
    });
  }
});

test('what one side gives makes room for what it gets', async () => {
  const bank = await openPair(rulesWith({ petsHeld: 10 }));
  await bank.offer({
    gives: { pets: [{ id: 'Cat', quantity: 3 }] },
    wants: { pets: [{ id: 'Dog', quantity: 4 }] },
  });
  const refusal = await expectRefusal(bank, 'limit_exceeded', () => bank.accept());
  expect(refusal.details.party).toEqual({ side: 'from', robloxUserId: 1 });
  await bank.offer({ offerId: 'even', gives: { pets: [{ id: 'Cat' }] }, wants: { pets: [{ id: 'Dog' }] } });
  await bank.accept('even');
});

test('both sides are on hold, and an offer of what is on hold is refused', async () => {
  const bank = await openPair();
  await bank.offer({});
  await bank.accept();
  await bank.offer({ offerId: 'on', gives: { gems: 105 }, wants: { pets: [{ id: 'Dog' }] } });
  const refusal = await refusalOf(() => bank.accept('on'));
  expect(refusal.details).toMatchObject({
    party: { side: 'from' },
    onHold: [{ asset: 'gems', amount: 5n, until: bank.now.at + DAY }],
  });
  bank.pass(DAY);
  await bank.offer({ offerId: 'later', gives: { gems: 105 }, wants: { pets: [{ id: 'Dog' }] } });
  await bank.accept('later');
  await expectSound(bank);
});

test('what either has reserved is theirs again once it has expired', async () => {
  const bank = await openPair({ ...rulesWith(), reservationMs: 5 * MINUTE });
  await bank.request({ requestId: 'a', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 10 }] });
  await bank.request({ requestId: 'b', robloxUserId: 2, gems: 100 });
  await bank.offer({});
  await expectRefusal(bank, 'insufficient_pets', () => bank.accept());
  bank.pass(5 * MINUTE);
  await bank.accept();
  await expectSound(bank);
});

test('staff take an open offer back: nothing moves, both members are told, and staff with why', async () => {
  const bank = await openPair();
  await bank.offer({});
  const before = bank.events.length;
  const takeBack = (offerId = 'offer') =>
    bank.book.perform(takeBackOffer, { offerId, reason: 'a stolen account' }, { by: 'staff-9' });
  expect(await takeBack()).toMatchObject({ status: 'withdrawn', replayed: false });
  expect(await takeBack()).toMatchObject({ status: 'withdrawn', replayed: true });
  expect(bank.events.slice(before)).toMatchObject([
    { topic: 'trade_taken_back', discordUserId: userOf(1), text: 'a stolen account' },
    { topic: 'trade_taken_back', discordUserId: userOf(2), text: 'a stolen account' },
    {
      topic: 'offer_taken_back',
      discordUserId: null,
      text: 'staff-9 took back an offer of member 1 to 2: a stolen account',
    },
  ]);
  expect(await refusalOf(() => bank.accept())).toMatchObject({ code: 'offer_closed' });
  await bank.offer({ offerId: 'late' });
  bank.pass(15 * MINUTE);
  expect(await refusalOf(() => takeBack('late'))).toMatchObject({ code: 'offer_closed' });
  expect(await refusalOf(() => takeBack('none'))).toMatchObject({ code: 'not_found' });
  expect(await bank.balance(1, CAT)).toBe(10n);
  await expectSound(bank);
});
