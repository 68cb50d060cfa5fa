import { describe, expect, test } from 'bun:test';
import {
  type Bank,
  expectRefusal,
  expectSound,
  OTHER_TELLER,
  openBank,
  refusalOf,
} from '../../test/bank/bank.ts';
import { DAY } from '../../test/bank/rules.ts';

const TRADE = { tradeId: 'T-1', robloxUserId: 1 } as const;
const CAT = { id: 'Cat', variant: 'normal', shiny: false, quantity: 1 } as const;
const ROCK = { ...CAT, id: 'Rock' } as const;
const NONE = { pets: [], gems: 0 };

const openCases = (bank: Bank) => bank.reads.cases({ isOpen: true, limit: 10 });

describe('a deposit', () => {
  test('is credited to the member, out of the teller', async () => {
    const bank = openBank();
    const answer = await bank.deposit({ ...TRADE, pets: [{ ...CAT, quantity: 3 }], gems: 1_000 });
    const credited = { pets: [{ ...CAT, quantity: 3 }], gems: 1_000 };
    expect(answer).toEqual({
      transactionId: 't-1',
      seq: 1,
      status: 'credited',
      credited,
      quarantined: NONE,
      gems: 1_000,
      onHold: false,
      onHoldUntil: null,
      previousTradeSeq: 0,
      replayed: false,
    });
    expect(await bank.balance(1, CAT)).toBe(3n);
    expect(await bank.stock('teller-1', CAT)).toBe(3n);
    await expectSound(bank);
  });

  test('answers with the balance afterwards, not with what it brought', async () => {
    const bank = openBank();
    await bank.deposit({ ...TRADE, gems: 5 });
    expect(await bank.deposit({ ...TRADE, tradeId: 'T-2', gems: 6 })).toMatchObject({
      gems: 11,
      credited: { gems: 6 },
    });
    expect(await bank.deposit({ ...TRADE, tradeId: 'T-3', pets: [CAT] })).toMatchObject({ gems: 11 });
  });

  test('adds the same pet up, in the order in which each first appears', async () => {
    const bank = openBank();
    const dog = { ...CAT, id: 'Dog' };
    const pets = [
      { ...dog, quantity: 2 },
      CAT,
      { id: 'Dog', quantity: 5 },
      { id: 'Cat', variant: 'normal' as const },
    ];
    const { credited } = await bank.deposit({ ...TRADE, pets });
    expect(credited.pets).toEqual([
      { ...dog, quantity: 7 },
      { ...CAT, quantity: 2 },
    ]);
  });

  test('keeps pets apart by id, variant, shiny and chroma, all four', async () => {
    const bank = openBank();
    const forms = [
      {},
      { variant: 'golden' },
      { variant: 'rainbow' },
      { shiny: true },
      { chroma: 1 },
      { chroma: 6 },
    ] as const;
    const pets = forms.map((form, index) => ({ ...CAT, ...form, quantity: index + 1 }));
    expect((await bank.deposit({ ...TRADE, pets })).credited.pets).toEqual(pets);
    for (const { quantity, ...pet } of pets) expect(await bank.balance(1, pet)).toBe(BigInt(quantity));
    const { pets: listed } = await bank.check({ robloxUserId: 1 });
    expect(listed).toHaveLength(forms.length);
    expect(listed).toEqual(expect.arrayContaining(pets));
  });

  test('takes a display name that belongs to one id for that id', async () => {
    const bank = openBank();
    const { credited } = await bank.deposit({
      ...TRADE,
      pets: [{ id: 'Shown Fox' }, { id: 'fox_01', quantity: 2 }],
    });
    expect(credited.pets).toEqual([{ ...CAT, id: 'fox_01', quantity: 3 }]);
    expect(await bank.balance(1, { id: 'fox_01' })).toBe(3n);
  });

  test('is the same again with the id for the display name, and its time in another zone', async () => {
    const bank = openBank();
    const trade = { ...TRADE, pets: [{ id: 'Shown Fox' }], tradedAt: '2026-05-10T12:00:00Z' };
    const again = { ...TRADE, pets: [{ id: 'fox_01' }], tradedAt: '2026-05-10T14:00:00.000+02:00' };
    const first = await bank.deposit(trade);
    expect(await bank.deposit(again)).toEqual({ ...first, replayed: true });
  });

  test('notifies the member who is linked, and nobody else', async () => {
    const bank = openBank();
    await bank.deposit({ ...TRADE, gems: 5 });
    expect(bank.events).toEqual([]);
  });

  test.each([
    ['halted', (bank: Bank) => bank.halt()],
    ['closed to this frozen member', (bank: Bank) => bank.freeze(1)],
  ])('is credited while the bank is %s', async (_name, close) => {
    const bank = openBank();
    await close(bank);
    expect(await bank.deposit({ ...TRADE, gems: 5 })).toMatchObject({ status: 'credited', gems: 5 });
  });
});

describe('what a deposit brings that the bank does not take', () => {
  test('waits in quarantine with a case, and the rest is credited', async () => {
    const bank = openBank();
    const odd = { ...CAT, id: 'No Such Pet', variant: 'golden', quantity: 4 } as const;
    const answer = await bank.deposit({ ...TRADE, pets: [ROCK, CAT, odd], gems: 5 });
    expect(answer).toMatchObject({
      status: 'quarantined',
      credited: { pets: [CAT], gems: 5 },
      quarantined: { pets: [ROCK, odd], gems: 0 },
    });
    expect(await openCases(bank)).toMatchObject([
      {
        id: 'quarantine:deposit:teller-1:T-1',
        kind: 'quarantine',
        robloxUserId: 1,
        tellerId: 'teller-1',
        goods: { pets: [ROCK, odd], gems: 0 },
        summary: "Deposit T-1: Rock: this pet can't be traded. No Such Pet: the bank doesn't know this pet.",
      },
    ]);
    expect(await bank.stock('teller-1', { id: 'No Such Pet', variant: 'golden' })).toBe(4n);
    expect(await bank.balance(1, ROCK)).toBe(0n);
    expect(bank.events).toMatchObject([{ topic: 'case_quarantine', discordUserId: null }]);
    await expectSound(bank);
  });

  test('is all of it, where nothing can be credited', async () => {
    const bank = openBank();
    const answer = await bank.deposit({ ...TRADE, pets: [ROCK] });
    expect(answer).toMatchObject({
      status: 'quarantined',
      credited: NONE,
      quarantined: { pets: [ROCK] },
      gems: 0,
    });
    expect(await bank.reads.members({ afterId: 0, limit: 5 })).toEqual([]);
  });
});

describe('the same trade again', () => {
  const first = { ...TRADE, pets: [{ id: 'Cat', quantity: 2 }, { id: 'Dog' }], gems: 5 };

  test.each([
    ['as it was', first],
    [
      'with its defaults written out',
      {
        ...first,
        pets: [
          { ...CAT, quantity: 2 },
          { ...CAT, id: 'Dog' },
        ],
      },
    ],
    ['in another order', { ...first, pets: first.pets.toReversed() }],
    ['with a pet in two lines', { ...first, pets: [{ id: 'Cat' }, { id: 'Dog' }, { id: 'Cat' }] }],
  ])('%s gives the same answer and changes nothing', async (_name, again) => {
    const bank = openBank();
    const answer = await bank.deposit(first);
    await bank.deposit({ ...TRADE, tradeId: 'T-2', gems: 100 });
    const before = bank.everything();
    bank.pass(DAY);
    expect(await bank.deposit(again)).toEqual({ ...answer, replayed: true });
    expect(bank.everything()).toEqual(before);
  });

  test('gives the first answer though the rules have changed since', async () => {
    const bank = openBank();
    const answer = await bank.deposit({ ...TRADE, pets: [ROCK], gems: 5 });
    bank.setLimits({ gemsPerTrade: 1 });
    expect(await bank.deposit({ ...TRADE, pets: [ROCK], gems: 5 })).toEqual({ ...answer, replayed: true });
  });

  test.each([
    ['more gems', { ...first, gems: 6 }],
    ['fewer pets', { ...first, pets: [{ id: 'Cat', quantity: 2 }] }],
    [
      'another variant',
      { ...first, pets: [{ id: 'Cat', quantity: 2, variant: 'golden' as const }, { id: 'Dog' }] },
    ],
    ['another shine', { ...first, pets: [{ id: 'Cat', quantity: 2, shiny: true }, { id: 'Dog' }] }],
    ['another chroma', { ...first, pets: [{ id: 'Cat', quantity: 2, chroma: 1 }, { id: 'Dog' }] }],
    ['another member', { ...first, robloxUserId: 2 }],
    ['another time', { ...first, tradedAt: '2026-05-10T12:00:00Z' }],
  ])('with %s is request_reused, and a case for the operator, and moves nothing', async (_name, other) => {
    const bank = openBank();
    await bank.deposit(first);
    const before = bank.everything();
    expect(await refusalOf(() => bank.deposit(other))).toMatchObject({ code: 'request_reused' });
    const after = bank.everything();
    const isNew = (key: string) => !before.has(key);
    expect([...after.keys()].filter(isNew)).toEqual(['cases refused:deposit:teller-1:T-1', 'outbox 1']);
    expect(await openCases(bank)).toMatchObject([{ kind: 'refused_trade', goods: { gems: other.gems } }]);
    expect(await bank.reads.head()).toMatchObject({ seq: 1 });
    // The case stays as it is, however often the teller tries.
    await expectRefusal(bank, 'request_reused', () => bank.deposit(other));
  });

  test('at another teller is another trade', async () => {
    const bank = openBank();
    await bank.deposit(first);
    expect(await bank.deposit(first, OTHER_TELLER)).toMatchObject({ seq: 2, replayed: false, gems: 10 });
  });
});

describe('a check before a deposit', () => {
  const OFFER = { robloxUserId: 1, pets: [{ id: 'Cat', quantity: 2 }, { id: 'Axolotl' }], gems: 5 };

  test('accepts what would be credited whole, says its worth, and stores nothing', async () => {
    const bank = openBank();
    expect(await bank.checkDeposit(OFFER)).toEqual({
      accepted: true,
      reasons: [],
      value: 205,
      limits: { petsPerTrade: 0, gemsPerTrade: 0 },
    });
    expect(bank.everything()).toEqual(new Map());
  });

  test('says why each pet would not be credited, and that bank or member are stopped', async () => {
    const bank = openBank();
    await bank.halt();
    await bank.freeze(1);
    const before = bank.everything();
    const check = await bank.checkDeposit({
      robloxUserId: 1,
      pets: [{ id: 'Rock' }, { id: 'Cat' }, { id: 'X', shiny: true }],
    });
    expect(check).toMatchObject({
      accepted: false,
      reasons: [
        { code: 'untradable', pet: { id: 'Rock' } },
        { code: 'unknown_pet', pet: { id: 'X', shiny: true } },
        { code: 'halted' },
        { code: 'frozen' },
      ],
      value: 107,
    });
    expect(bank.everything()).toEqual(before);
  });

  test('has no worth where nothing has a value', async () => {
    const check = await openBank().checkDeposit({ robloxUserId: 1, pets: [{ id: 'Axolotl' }] });
    expect(check.value).toBeNull();
  });

  test('returns a worth beyond 2^53 digit for digit', async () => {
    const pets = [{ id: 'Titanic Sun', quantity: 1_000_000_000_000 }];
    const { value } = await openBank().checkDeposit({ robloxUserId: 1, pets, gems: 1 });
    expect(JSON.stringify(value)).toBe('25000000000000000000001');
  });
});
