import { describe, expect, test } from 'bun:test';
import { type Bank, expectSound, NEWEST, openBank, refusalOf } from '../../test/bank/bank.ts';
import { giftsOf, userOf } from '../../test/bank/gifts.ts';
import { itemOf } from '../../test/bank/item.ts';
import { linkUser } from '../../test/bank/link.ts';
import { listing, NO_LIST } from '../../test/bank/lists.ts';
import { MINUTE } from '../../test/bank/rules.ts';
import { store } from '../../test/storage/samples.ts';
import { settle } from '../../test/support/until.ts';
import { createCatalogue } from '../values/catalogue.ts';
import type { Operation, Rules } from './engine/operation.ts';
import { type AssetKey, petKey } from './engine/pets.ts';
import { aliasId } from './engine/rows.ts';
import { readInventory } from './inventory.ts';
import { learnNames } from './rename.ts';

const ID = 'cat_pixel';
const NAME = '8-Bit Cat';
const LISTED = listing({ [ID]: NAME, dog: 'Dog' });

/** The list comes into use, as at a start. */
async function learn(bank: Bank, rules: Rules): Promise<void> {
  await learnNames(bank.book, rules.catalogue);
  bank.now.rules = rules;
}

/** Member 1 has three cats and a golden one under a name, one of them reserved; member 2 has one. */
async function openWithHeldName(): Promise<Bank> {
  const bank = openBank({ rules: NO_LIST });
  const pets = [
    { id: NAME, quantity: 3 },
    { id: NAME, variant: 'golden' as const },
  ];
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets });
  await bank.deposit({ tradeId: 'b', robloxUserId: 2, pets: [{ id: NAME }] }, { by: 'teller-2' });
  await bank.request({ requestId: 'a', robloxUserId: 1, pets: [{ id: NAME }] });
  return bank;
}

describe('a name that the rows of the list alone show as another id', () => {
  test.each<[string, Record<string, string> | null]>([
    ['is not asked of a source that can not be reached', null],
    ['is an id of its own at the source', { [NAME]: NAME, [ID]: 'Pixel Cat' }],
    ['is shown for another pet at the source', { [ID]: 'Pixel Cat', other: NAME }],
    ['is shown for two at the source', { [ID]: NAME, other: NAME }],
  ])('%s: staff are asked, and nothing is renamed', async (_why, names) => {
    const bank = await openWithHeldName();
    await learnNames(bank.book, LISTED.catalogue, async () => names && new Map(Object.entries(names)));
    expect([await bank.balance(1, { id: ID }), await bank.balance(1, { id: NAME })]).toEqual([0n, 2n]);
    expect(bank.events.at(-1)).toMatchObject({ topic: 'case_same_pet' });
  });

  test('is that id where the source shows it so, too', async () => {
    const bank = await openWithHeldName();
    await learnNames(bank.book, LISTED.catalogue, async () => new Map([[ID, NAME]]));
    expect([await bank.balance(1, { id: ID }), await bank.balance(1, { id: NAME })]).toEqual([2n, 0n]);
  });
});

describe('a held name that the list learns is an id', () => {
  test('is that id from then on, free and reserved, in the stock and in histories', async () => {
    const bank = await openWithHeldName();
    await learn(bank, LISTED);
    expect([await bank.balance(1, { id: ID }), await bank.balance(1, { id: NAME })]).toEqual([2n, 0n]);
    expect(await bank.balance(1, { id: ID, variant: 'golden' })).toBe(1n);
    expect(await bank.stock('teller-1', { id: ID })).toBe(3n);
    expect((await bank.withdrawal('w-3'))?.goods.pets).toMatchObject([{ id: ID, quantity: 1 }]);
    const [row] = await bank.reads.history({ robloxUserId: 1, limit: 1 });
    expect(row).toMatchObject({ kind: 'renamed', status: 'renamed' });
    expect(row?.goods.pets).toMatchObject([
      { id: ID, variant: 'golden' },
      { id: ID, quantity: 3 },
    ]);
    await expectSound(bank);
  });

  test('can be asked for, handed over and reported by either name', async () => {
    const bank = await openWithHeldName();
    await learn(bank, LISTED);
    for (const [index, id] of [NAME, ID].entries())
      expect(await bank.request({ requestId: `r${index}`, robloxUserId: 1, pets: [{ id }] })).toMatchObject({
        pets: [{ id: ID }],
      });
    const { claimed } = await bank.check({ robloxUserId: 1, claim: true });
    const delivered = { pets: [{ id: NAME }] };
    const word = {
      withdrawalId: 'w-3',
      claimToken: claimed?.claimToken ?? '',
      outcome: 'delivered',
    } as const;
    expect((await bank.complete({ ...word, tradeId: 'c', delivered })).status).toBe('delivered');
    for (const id of [NAME, ID, NAME]) {
      const said = {
        pets: [
          { id, quantity: 2 },
          { id: NAME, variant: 'golden' as const },
        ],
        seq: NEWEST,
      };
      expect(await bank.report(said)).toMatchObject({ drift: [], paused: [] });
    }
    await expectSound(bank);
  });

  test('is logged once, however often and by however many the list is learnt', async () => {
    const bank = await openWithHeldName();
    await Promise.all([learn(bank, LISTED), learn(bank, LISTED)]);
    await learn(bank, LISTED);
    const log = await bank.reads.log({ afterSeq: 3, limit: 9 });
    expect(log.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'renamed alias',
      'renamed renamed',
      'renamed renamed',
      'state_changed changed',
    ]);
    expect(await bank.reads.aliases()).toMatchObject([{ oldId: NAME, newId: ID, status: 'done' }]);
  });

  test('and a retry of what came before hears the same, by either name', async () => {
    const bank = await openWithHeldName();
    await learn(bank, LISTED);
    for (const id of [NAME, ID]) {
      const pets = [
        { id, variant: 'golden' as const },
        { id, quantity: 3 },
      ];
      expect(await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets })).toMatchObject({
        seq: 1,
        replayed: true,
      });
      const again = await bank.request({ requestId: 'a', robloxUserId: 1, pets: [{ id }] });
      expect(again).toMatchObject({ withdrawalId: 'w-3', pets: [{ id: NAME }], replayed: true });
    }
  });
});

/** What the list leaves open, and the ids that each name may stand for. */
const UNCLEAR: [what: string, open: () => Promise<Bank>, rules: Rules, newIds: string[]][] = [
  [
    'both are held',
    async () => {
      const bank = await openWithHeldName();
      await bank.deposit({ tradeId: 'c', robloxUserId: 3, pets: [{ id: ID }] });
      return bank;
    },
    LISTED,
    [ID],
  ],
  ['two ids are shown under it', openWithHeldName, listing({ [ID]: NAME, other: NAME }), [ID, 'other']],
];

describe.each(UNCLEAR)('where %s', (_what, open, rules, newIds) => {
  const caseId = (newId: string): string => `same_pet:${JSON.stringify([NAME, newId])}`;

  test('staff are asked, once, and everything is as it was until they say', async () => {
    const bank = await open();
    await learn(bank, rules);
    await learn(bank, rules);
    const cases = await bank.reads.cases({ isOpen: true, limit: 9 });
    expect(cases.map(({ id, kind }) => [id, kind])).toEqual(newIds.map((id) => [caseId(id), 'same_pet']));
    expect(cases[0]?.goods.pets).toContainEqual(expect.objectContaining({ id: NAME, quantity: 4 }));
    expect(bank.events.filter(({ topic }) => topic === 'case_same_pet')).toHaveLength(newIds.length);
    expect(await bank.balance(1, { id: NAME })).toBe(2n);
    expect(
      (await bank.request({ requestId: 'x', robloxUserId: 1, pets: [{ id: NAME }] })).pets,
    ).toMatchObject([{ id: NAME }]);
  });

  test('a teller that reports all of it under one of the names shows no drift meanwhile', async () => {
    const bank = await open();
    await learn(bank, rules);
    const quantity = 3 + Number(await bank.stock('teller-1', { id: ID }));
    for (const id of [NAME, ...newIds]) {
      const said = {
        pets: [
          { id, quantity },
          { id, variant: 'golden' as const },
        ],
        seq: NEWEST,
      };
      await bank.report(said);
      expect(await bank.report(said)).toMatchObject({ drift: [], paused: [] });
      const short = { pets: [{ id, quantity }], seq: NEWEST };
      expect((await bank.report(short)).drift).toHaveLength(1);
    }
  });

  test('the same: both become one, and nothing else that the list offers is', async () => {
    const bank = await open();
    await learn(bank, rules);
    const [newId = ''] = newIds;
    await bank.resolve({ caseId: caseId(newId), resolution: 'same', reason: 'seen in the game' });
    expect(await bank.request({ requestId: 'x', robloxUserId: 1, pets: [{ id: NAME }] })).toMatchObject({
      pets: [{ id: newId }],
    });
    expect([await bank.balance(1, { id: NAME }), await bank.balance(1, { id: newId })]).toEqual([0n, 1n]);
    expect(await bank.reads.cases({ isOpen: true, limit: 9 })).toEqual([]);
    await learn(bank, rules);
    expect(await bank.reads.cases({ isOpen: true, limit: 9 })).toEqual([]);
    await expectSound(bank);
  });

  test('different: each stays what it is, and nobody is asked again', async () => {
    const bank = await open();
    await learn(bank, rules);
    for (const newId of newIds)
      await bank.resolve({ caseId: caseId(newId), resolution: 'different', reason: 'seen in the game' });
    await learn(bank, rules);
    expect(await bank.reads.cases({ isOpen: true, limit: 9 })).toEqual([]);
    expect(await bank.balance(1, { id: NAME })).toBe(2n);
    await expectSound(bank);
  });
});

test('nothing is renamed by a row of the aliases alone', async () => {
  const bank = await openWithHeldName();
  await learn(bank, LISTED);
  await bank.deposit({ tradeId: 'c', robloxUserId: 9, pets: [{ id: 'dog' }] });
  const { seq } = await bank.reads.head();
  for (const [at, status] of (['renaming', 'done'] as const).entries()) {
    const forged = { id: aliasId('dog', ID), oldId: 'dog', newId: ID, status, seq };
    await store(bank.driver, { puts: { aliases: [forged] } });
    const later = openBank({ rules: NO_LIST, driver: bank.driver });
    await later.deposit({ tradeId: `d${at}`, robloxUserId: 9, pets: [{ id: 'dog' }] });
  }
  expect([await bank.balance(9, { id: 'dog' }), await bank.balance(9, { id: ID })]).toEqual([3n, 0n]);
});

test('each rename is looked up in the log once by a process, not again with every other', async () => {
  const bank = await openWithHeldName();
  await bank.deposit({ tradeId: 'c', robloxUserId: 3, pets: [{ id: 'Dog' }] });
  await learn(bank, LISTED);
  const read: number[] = [];
  function log(page: Parameters<typeof bank.driver.log>[0]) {
    if (page.limit === 3) read.push(page.afterSeq + 2);
    return bank.driver.log(page);
  }
  const later = openBank({ rules: NO_LIST, driver: { ...bank.driver, log } });
  await later.deposit({ tradeId: 'd', robloxUserId: 3, pets: [{ id: 'Fox' }] });
  await learn(later, listing({ [ID]: NAME, dog: 'Dog', fox: 'Fox' }));
  const made = (await bank.driver.aliases()).map(({ seq }) => seq);
  expect(made).toHaveLength(3);
  expect(read.toSorted((seq, other) => seq - other)).toEqual(made.toSorted((seq, other) => seq - other));
});

/** These cases, as decisions about all of them find them. */
const readCases: Operation<readonly string[], unknown[]> = {
  readKeys: (ids) => ids.map((id) => ({ kind: 'case', id }) as const),
  decide: (step, ids) => ids.map((id) => step.row('cases', id)),
};

test('what waits in quarantine follows, and is credited under the new id', async () => {
  const bank = openBank({ rules: listing({ dog: 'Dog' }) });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: NAME, quantity: 2 }] });
  for (const tradeId of ['b', 'c']) await bank.deposit({ tradeId, robloxUserId: 1, pets: [{ id: NAME }] });
  await learn(bank, LISTED);
  const [waiting] = await bank.reads.cases({ isOpen: true, limit: 9 });
  expect(waiting?.goods.pets).toMatchObject([{ id: ID, quantity: 2 }]);
  // By a process that starts now: the log has it under its old id.
  let aliasReads = 0;
  function aliases() {
    aliasReads += 1;
    return bank.driver.aliases();
  }
  const later = openBank({ rules: bank.now.rules, driver: { ...bank.driver, aliases } });
  const ids = ['a', 'b', 'c'].map((tradeId) => `quarantine:deposit:teller-1:${tradeId}`);
  expect(await later.book.query(readCases, ids, { by: 'web' })).toMatchObject(ids.map((id) => ({ id })));
  // Once to know of renames, and once for all of these.
  expect(aliasReads).toBe(2);
  await later.resolve({ caseId: waiting?.id ?? '', resolution: 'credit', reason: 'it is real' });
  expect(await bank.balance(1, { id: ID })).toBe(2n);
  await expectSound(bank);
});

test("what a teller reported, lacks and was told of follows, and so does the shortage's case", async () => {
  const bank = openBank({ rules: NO_LIST });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: NAME, quantity: 5 }] });
  const said = {
    pets: [
      { id: NAME, quantity: 3 },
      { id: NAME, variant: 'golden' as const },
    ],
    seq: NEWEST,
  };
  for (const _twice of [1, 2]) await bank.report(said);
  await learn(bank, LISTED);
  const [teller] = await bank.reads.tellers();
  expect(Bun.inspect(teller, { depth: 9 })).not.toContain(NAME);
  const [open] = await bank.reads.cases({ isOpen: true, limit: 9 });
  expect(open?.id).toBe(`shortage:teller-1:pet/normal/-/-/${ID}`);
  const before = bank.events.length;
  expect(await bank.report(said)).toMatchObject({
    paused: [{ id: ID }],
    drift: [{ expected: 0 }, { expected: 5 }],
  });
  // Only the surplus is told once more, under its new name.
  expect(bank.events.slice(before).map(({ topic }) => topic)).toEqual(['teller_surplus']);
  await bank.resolve({ caseId: open?.id ?? '', resolution: 'resume', reason: 'found again' });
  expect((await bank.reads.tellers())[0]?.shortages).toMatchObject([{ isPaused: false }]);
});

test('what is on hold stays so, at its owner and at the teller, and clears as it would have', async () => {
  const holding = { depositHoldMs: 10 * MINUTE };
  const bank = openBank({ rules: { ...NO_LIST, ...holding } });
  const give = (tradeId: string, quantity: number) =>
    bank.deposit({ tradeId, robloxUserId: 1, pets: [{ id: NAME, quantity }] });
  await give('a', 2);
  bank.pass(6 * MINUTE);
  await give('b', 3);
  await bank.deposit({ tradeId: 'c', robloxUserId: 2, pets: [{ id: NAME }] });
  await learn(bank, { ...LISTED, ...holding });
  const ask = (requestId: string, quantity: number) =>
    bank.request({ requestId, robloxUserId: 1, pets: [{ id: ID, quantity }] });
  expect((await refusalOf(() => ask('a', 1))).code).toBe('on_hold');
  bank.pass(5 * MINUTE);
  expect((await refusalOf(() => ask('b', 3))).code).toBe('on_hold');
  await ask('c', 2);
  expect((await bank.check({ robloxUserId: 1 })).withdrawals).toMatchObject([{ deliverable: true }]);
  const { rows } = await bank.driver.load([{ kind: 'account', account: 'teller:teller-1' }]);
  expect(rows.balances).toMatchObject([{ holds: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] }]);
  bank.pass(6 * MINUTE);
  await ask('d', 3);
  await expectSound(bank);
});

/** Before it has a list, the bank takes both forms for two pets. */
const [COMPOSED, DECOMPOSED] = ['Piñata Cat'.normalize('NFC'), 'Piñata Cat'.normalize('NFD')];
const BOTH = [
  { id: DECOMPOSED, quantity: 4 },
  { id: COMPOSED, quantity: 3 },
];
const UNITED = listing({ [COMPOSED]: COMPOSED });

test('what one deposit credited under both names is taken back whole', async () => {
  const holding = { depositHoldMs: 10 * MINUTE, staffAloneLimit: null };
  const bank = openBank({ rules: { ...NO_LIST, ...holding } });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: BOTH });
  bank.pass(MINUTE + 1);
  await bank.report({ seq: 0 });
  await learn(bank, { ...UNITED, ...holding });
  await bank.resolve({ caseId: 'foreign_trade:teller-1', resolution: 'reverse', reason: 'forged' });
  expect(await bank.balance(1, { id: COMPOSED })).toBe(0n);
  await expectSound(bank);
});

test('and what one gift gave under both is given back whole', async () => {
  const bank = openBank({ rules: NO_LIST });
  const { transfer, undo } = giftsOf(bank);
  for (const robloxUserId of [1, 2])
    await linkUser(bank, { robloxUserId, discordUserId: userOf(robloxUserId) });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: BOTH });
  const { transactionId } = await transfer({ pets: BOTH });
  await learn(bank, UNITED);
  await undo({ transactionId });
  expect(await bank.balance(1, { id: COMPOSED })).toBe(7n);
  await expectSound(bank);
});

test('names are closed over: what is renamed twice is found by all three', async () => {
  const bank = await openWithHeldName();
  await learn(bank, LISTED);
  await learn(bank, listing({ third: ID }));
  expect(await bank.balance(1, { id: 'third' })).toBe(2n);
  await learn(bank, listing({}));
  const pets = [{ id: NAME }, { id: ID }, { id: 'third' }];
  const { quarantined } = await bank.deposit({ tradeId: 'c', robloxUserId: 1, pets });
  expect(quarantined.pets).toMatchObject([{ id: 'third', quantity: 3 }]);
  await expectSound(bank);
});

test('a name that is written in another Unicode form is the same pet, whoever holds either', async () => {
  const bank = openBank({ rules: NO_LIST });
  for (const [index, id] of [COMPOSED, DECOMPOSED].entries())
    await bank.deposit({ tradeId: `t${index}`, robloxUserId: 1, pets: [{ id }] });
  await learn(bank, UNITED);
  expect(await bank.balance(1, { id: COMPOSED })).toBe(2n);
  await bank.deposit({ tradeId: 'c', robloxUserId: 1, pets: [{ id: DECOMPOSED }] });
  expect(await bank.balance(1, { id: COMPOSED })).toBe(3n);
});

test('a name under which a pet has left the list is that of the pet it became', async () => {
  const [old, now] = [itemOf({ id: 'cat_1', name: 'Final Cat' }), itemOf({ id: 'cat_2', name: 'cat_1' })];
  const bank = openBank({ rules: listing({ cat_1: 'Final Cat' }) });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'cat_1' }] });
  const isCurrent = (asset: AssetKey): boolean => asset === petKey(now);
  await learn(bank, { ...LISTED, catalogue: createCatalogue([old, now], null, { isCurrent }) });
  const caseId = 'same_pet:["cat_1","cat_2"]';
  await bank.resolve({ caseId, resolution: 'same', reason: 'seen in the game' });
  await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [{ id: 'Final Cat' }] });
  expect([await bank.balance(1, { id: 'cat_1' }), await bank.balance(1, { id: 'cat_2' })]).toEqual([0n, 2n]);
});

test('a name that went to another id and came back is one pet, also when no list has either', async () => {
  const bank = openBank({ rules: listing({ old: 'Cat' }) });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'old' }] });
  for (const [from, to] of [
    ['old', 'new'],
    ['new', 'old'],
    ['old', 'new'],
  ] as const) {
    const [before, now] = [itemOf({ id: from, name: 'Cat' }), itemOf({ id: to, name: 'Cat' })];
    const isCurrent = (asset: AssetKey): boolean => asset === petKey(now);
    await learn(bank, { ...LISTED, catalogue: createCatalogue([before, now], null, { isCurrent }) });
    const caseId = `same_pet:${JSON.stringify([from, to])}`;
    await bank.resolve({ caseId, resolution: 'same', reason: 'seen in the game' });
  }
  await learn(bank, NO_LIST);
  await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [{ id: 'old' }, { id: 'new' }] });
  expect([await bank.balance(1, { id: 'old' }), await bank.balance(1, { id: 'new' })]).toEqual([0n, 3n]);
});

describe('a pet that has left the list', () => {
  const gone = itemOf({ id: 'cat_1', name: 'Final Cat' });
  const listWith = (...current: ReturnType<typeof itemOf>[]): Rules => ({
    ...LISTED,
    catalogue: createCatalogue([gone, ...current], null, {
      isCurrent: (asset) => current.some((item) => petKey(item) === asset),
    }),
  });

  test.each([
    ['its name', 'Final Cat'],
    ['its id for a name', 'cat_1'],
  ])('is asked about, where one other has %s', async (_what, name) => {
    const bank = openBank({ rules: listing({ cat_1: 'Final Cat' }) });
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Final Cat' }] });
    await learn(bank, listWith(itemOf({ id: 'cat_2', name })));
    const cases = await bank.reads.cases({ isOpen: true, limit: 9 });
    expect(cases.map(({ id }) => id)).toEqual(['same_pet:["cat_1","cat_2"]']);
    expect(await bank.balance(1, { id: 'cat_1' })).toBe(1n);
  });

  test('is left alone where nobody has its name, and where nobody holds it', async () => {
    const bank = openBank({ rules: listing({ cat_1: 'Final Cat' }) });
    await learn(bank, listWith(itemOf({ id: 'cat_2', name: 'Final Cat' })));
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'cat_1' }] });
    await learn(bank, listWith(itemOf({ id: 'cat_3', name: 'Other Cat' })));
    expect(await bank.reads.cases({ isOpen: true, limit: 9 })).toEqual([]);
  });
});

test('a name that is held again is asked about, and still finds the pet it became', async () => {
  const bank = await openWithHeldName();
  await learn(bank, LISTED);
  await learn(bank, listing({ [NAME]: 'Another Cat' }));
  await bank.deposit({ tradeId: 'c', robloxUserId: 1, pets: [{ id: NAME }] });
  expect(await bank.balance(1, { id: NAME })).toBe(1n);
  await learn(bank, LISTED);
  const [asked] = await bank.reads.cases({ isOpen: true, limit: 9 });
  expect(asked).toMatchObject({ kind: 'same_pet', goods: { pets: [{ id: NAME, quantity: 1 }] } });
  const ask = (requestId: string, robloxUserId: number) =>
    bank.request({ requestId, robloxUserId, pets: [{ id: NAME }] });
  expect((await ask('x', 1)).pets).toMatchObject([{ id: NAME }]);
  expect((await ask('y', 2)).pets).toMatchObject([{ id: ID }]);
  await bank.resolve({ caseId: asked?.id ?? '', resolution: 'same', reason: 'seen in the game' });
  await expectSound(bank);
});

test('a member with more withdrawals than one transaction moves has all of them moved', async () => {
  const bank = openBank({ rules: NO_LIST });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: NAME, quantity: 120 }] });
  for (let at = 0; at < 120; at += 1)
    await bank.request({ requestId: `r${at}`, robloxUserId: 1, pets: [{ id: NAME }] });
  await learn(bank, LISTED);
  expect(await bank.stock('teller-1', { id: NAME })).toBe(0n);
  const rows = await bank.reads.history({ robloxUserId: 1, limit: 9 });
  expect(rows.filter(({ kind }) => kind === 'renamed').map(({ goods }) => goods.pets[0]?.quantity)).toEqual([
    20, 50, 50,
  ]);
  await expectSound(bank);
});

test('nothing is decided or told while a rename is carried through', async () => {
  const bank = openBank({ rules: NO_LIST });
  const members = Array.from({ length: 600 }, (_, at) => at + 1);
  await Promise.all(
    members.map((id) => bank.deposit({ tradeId: `t${id}`, robloxUserId: id, pets: [{ id: NAME }] })),
  );
  let isLearning = true;
  const learning = learn(bank, LISTED).finally(() => {
    isLearning = false;
  });
  const told: string[] = [];
  const look = async (robloxUserId: number): Promise<void> => {
    const { pets } = await bank.book.query(readInventory, robloxUserId, { by: 'web' });
    told.push(pets.map(({ id }) => id).join());
    await settle();
  };
  for (let at = 0; isLearning; at += 1) await look(600 - (at % 600));
  await learning;
  await look(600);
  // Once one is told of the new id, all are, also those who come last.
  expect(told.lastIndexOf(NAME)).toBe(told.indexOf(ID) - 1);
});
