import { afterEach, describe, expect, test } from 'bun:test';
import { type Bank, expectSound, NOON, OTHER_TELLER, openBank as openBankOn } from '../../test/bank/bank.ts';
import { linkUser } from '../../test/bank/link.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import { CAT, claimOldest, openWithRequest } from '../../test/bank/withdrawal.ts';
import { type MakeDatabase, onEachDatabase } from '../../test/support/databases.ts';
import type { Driver } from '../storage/driver.ts';
import { createLiveRows } from '../storage/live-rows.ts';
import { GENESIS_HASH, NEW_BANK } from './engine/ledger.ts';
import { emptyRows } from './engine/read-key.ts';
import { MissingRowError } from './engine/reader.ts';
import { beginStep } from './engine/step.ts';
import { createView } from './engine/view.ts';

/** "What always holds", promise by promise. */
describe('1: no account is on the wrong side of zero, and every sum is zero', () => {
  test.each([
    ['what a member lacks', { from: 'member:1', to: 'teller:t' }],
    ['what nobody brought to a teller', { from: 'quarantine', to: 'teller:t' }],
    ['what was not reserved', { from: 'reserved:w-1', to: 'member:1' }],
    ['to where it came from', { from: 'teller:t', to: 'teller:t' }],
  ])('a decision that would move %s is stopped', (_name, way) => {
    const rows = createLiveRows(NEW_BANK);
    const readKeys = Object.values(way).map((account) => ({ kind: 'account', account }) as const);
    rows.add(readKeys, { bank: NEW_BANK, rows: emptyRows(), operations: [] });
    const view = createView(NEW_BANK, rows);
    const step = beginStep(view, { at: NOON, by: 'x', keyId: null });
    const entries = [{ asset: 'gems', ...way, amount: 1n }];
    expect(() => step.post({ kind: 'adjustment', status: 'x', entries })).toThrow(/assertion failed/);
    expect(view.transactions).toEqual([]);
  });

  test('a decision that did not ask for a row can not take it for zero', () => {
    const step = beginStep(createView(NEW_BANK), { at: NOON, by: 'x', keyId: null });
    expect(() => step.balance('member:1', 'gems')).toThrow(MissingRowError);
    expect(() => step.row('members', '1')).toThrow(MissingRowError);
    expect(() => step.openWithdrawalsOfMember(1)).toThrow(MissingRowError);
    expect(() => step.operation('x')).toThrow(MissingRowError);
  });
});

onEachDatabase((make) => {
  const { openBank, openDriver } = banksOf(make);

  test('a withdrawal can not be had twice, however many ask for it in one commit', async () => {
    const rich = await openBank();
    await rich.deposit({ tradeId: 'a', robloxUserId: 1, gems: 100 });
    const asks = Array.from({ length: 10 }, (_, index) =>
      rich.request({ requestId: `r${index}`, robloxUserId: 1, gems: 60 }),
    );
    const outcomes = await Promise.allSettled(asks);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    await expectSound(rich);
  });

  test('a withdrawal is not handed out by two tellers that claim it in one commit', async () => {
    const both = await openWithRequest(await openBank());
    await both.deposit({ tradeId: 'b', robloxUserId: 9, pets: [CAT, CAT], gems: 30 }, OTHER_TELLER);
    const claim = { robloxUserId: 1, claim: true };
    const claims = await Promise.all([both.check(claim), both.check(claim, OTHER_TELLER)]);
    expect(claims.filter((claim) => claim.claimed !== null)).toHaveLength(1);
  });

  test('2: a trade is credited once, though it is sent ten times at once and ten times later', async () => {
    const bank = await openBank();
    const trade = { tradeId: 'a', robloxUserId: 1, gems: 7 };
    const answers = await Promise.all(Array.from({ length: 10 }, () => bank.deposit(trade)));
    for (let again = 0; again < 10; again += 1) answers.push(await bank.deposit(trade));
    expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.transactionId)).size).toBe(1);
    expect(await bank.balance(1, 'gems')).toBe(7n);
  });

  test('3: an answer leaves only after what it says is stored', async () => {
    const real = await openDriver();
    const stored: number[] = [];
    const driver = {
      ...real,
      async store(batch: Parameters<typeof real.store>[0]) {
        await new Promise(setImmediate);
        const outcome = await real.store(batch);
        stored.push(batch.bank.seq);
        return outcome;
      },
    };
    const bank = await openBank(driver);
    const { seq } = await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 7 });
    expect(stored).toEqual([seq]);
  });

  test('4: what happened in the game is recorded, whatever stands against it', async () => {
    const bank = await openBank();
    await bank.halt();
    await bank.freeze(1);
    bank.setLimits({ petsPerTrade: 1, gemsPerTrade: 1, petsHeld: 1, gemsHeld: 1 });
    const pets = [CAT, { ...CAT, id: 'Dog' }, { ...CAT, id: 'Rock' }, { ...CAT, id: 'never heard of' }];
    const answer = await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets, gems: 9 });
    const recorded = [...answer.credited.pets, ...answer.quarantined.pets];
    expect(recorded).toEqual(pets);
    expect(answer.credited.gems + answer.quarantined.gems).toBe(9);
    for (const pet of pets) expect(await bank.stock('teller-1', pet)).toBe(1n);
    await expectSound(bank);
  });

  test('5: after a claim no time gives anything back', async () => {
    const bank = await openWithRequest(await openBank());
    await claimOldest(bank);
    for (const wait of [MINUTE, MINUTE, 30 * MINUTE, DAY, 365 * DAY]) {
      bank.pass(wait);
      await bank.sweep();
      await bank.check({ robloxUserId: 1, claim: true });
      expect(await bank.balance(1, CAT)).toBe(3n);
      expect((await bank.withdrawal('w-2'))?.claim).toMatchObject({ token: 'token-1' });
    }
    expect(await bank.withdrawal('w-2')).toMatchObject({ status: 'uncertain' });
  });

  test('6: every transaction carries the hash of the one before, and the head is the last', async () => {
    const bank = await openWithRequest(await openBank());
    await claimOldest(bank);
    const log = await bank.reads.log({ afterSeq: 0, limit: 9 });
    expect(log.map((transaction) => transaction.previousHash)).toEqual([
      GENESIS_HASH,
      ...log.slice(0, -1).map((transaction) => transaction.hash),
    ]);
    expect(await bank.reads.head()).toMatchObject({ seq: log.length, hash: log.at(-1)?.hash });
  });

  test('7: no transaction holds a Discord id or a name', async () => {
    const bank = await openWithRequest(await openBank());
    const discordUserId = '100000000000000001';
    await linkUser(bank, { discordUserId, robloxUserId: 1 });
    await bank.request({ requestId: 'b', robloxUserId: 1, discordUserId, gems: 1 });
    await bank.complete({ ...(await claimOldest(bank)), tradeId: 'x', outcome: 'delivered' });
    await linkUser(bank, { discordUserId: '100000000000000002', robloxUserId: 1 });
    const log = Bun.inspect(await bank.reads.log({ afterSeq: 0, limit: 99 }));
    expect(log).toContain('member:1');
    expect(log).not.toContain('10000000000000000');
    expect(log.toLowerCase()).not.toContain('player1');
  });
});

/** Opens banks on databases of the test's own, and takes them away after it. */
function banksOf(make: MakeDatabase) {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
  async function openDriver(): Promise<Driver> {
    const database = make();
    const driver = await database.open();
    ends.push(driver.close, database.remove);
    return driver;
  }
  const openBank = async (driver?: Driver): Promise<Bank> =>
    openBankOn({ driver: driver ?? (await openDriver()) });
  return { openBank, openDriver };
}
