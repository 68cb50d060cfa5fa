import { describe, expect, test } from 'bun:test';
import { buildLiabilities, type Liabilities } from '../../src/bank/liabilities.ts';
import { proveMember } from '../../src/bank/proof.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { type Bank, openBank } from '../bank/bank.ts';
import { findProofError, joinRoots } from '../support/check-liabilities.ts';
import { driverOfEachTest, type OpenStore } from './samples.ts';

const CAT = { id: 'Cat' };
const CAT_KEY = 'pet/normal/-/-/Cat';
const ROCK_KEY = 'pet/normal/-/-/Rock';
const SALT_KEY = 'ef';
/** How many trades come between the reads of a snapshot. */
const MOST_TRADES = 10;
const pause = async (): Promise<void> => undefined;

/** The snapshots that the bank can make, on any driver. */
export function describeLiabilities(open: OpenStore): void {
  describe('what the bank owes', () => {
    const driver = driverOfEachTest(open);

    test('is free, reserved and quarantined together, of each member', async () => {
      const bank = openBank({ driver: driver() });
      await play(bank);
      const snapshot = await build(driver());
      expect(snapshot).toMatchObject({ members: 2, head: { seq: (await bank.reads.head()).seq } });
      expect(await heldBy(snapshot, 1)).toEqual({ gems: 60n, [CAT_KEY]: 5n, [ROCK_KEY]: 2n });
      expect(await heldBy(snapshot, 2)).toEqual({ gems: 7n, [ROCK_KEY]: 4n });
      expect(await heldBy(snapshot, 3)).toEqual({});
      const roots = snapshot.assets.map(
        ({ key, root: { hash, sum } }) => [key, { hash, sum: String(sum) }] as const,
      );
      expect(joinRoots(new Map(roots))).toBe(snapshot.root);
    });

    test('is what tellers hold', async () => {
      const bank = openBank({ driver: driver() });
      await play(bank);
      const owed = (await build(driver())).assets.map(({ key, root }) => [key, root.sum] as const);
      const stock = (await bank.reads.tellerBalances()).map(({ asset, amount }) => [asset, -amount] as const);
      expect(new Map(owed)).toEqual(new Map(stock));
    });

    test('can be told again as of a transaction, whatever has happened since', async () => {
      const bank = openBank({ driver: driver() });
      await play(bank);
      const { root, head } = await build(driver());
      const [first, second] = await bank.reads.cases({ isOpen: true, limit: 10 });
      await bank.resolve({ caseId: first?.id ?? '', resolution: 'credit', reason: 'it is theirs' });
      await bank.resolve({ caseId: second?.id ?? '', resolution: 'return', reason: 'not a pet' });
      const [reserved] = await bank.reads.openWithdrawals({ limit: 1 });
      await bank.cancel(reserved?.id ?? '');
      await bank.deposit({ tradeId: 'T-9', robloxUserId: 3, pets: [{ id: 'Rock' }], gems: 1 });
      await bank.request({ requestId: 'R-9', robloxUserId: 3, gems: 1 });
      expect((await build(driver())).root).not.toBe(root);
      expect(await build(driver(), head.seq)).toMatchObject({ root, head });
    });

    test('is of one moment, whatever happens meanwhile', async () => {
      const bank = openBank({ driver: driver() });
      await play(bank);
      const { seq } = await bank.reads.head();
      let trades = 0;
      const snapshot = await build(driver(), null, async () => {
        trades += 1;
        if (trades > MOST_TRADES) return;
        await bank.deposit({ tradeId: `M-${trades}`, robloxUserId: 2, gems: 1 });
      });
      expect(trades).toBeGreaterThan(0);
      expect(await build(driver(), snapshot.head.seq)).toMatchObject({ root: snapshot.root });
      expect(snapshot.head.seq).toBe(seq);
    });

    test('is nothing in an empty bank', async () => {
      expect(await build(driver())).toMatchObject({ members: 0, assets: [], head: { seq: 0 } });
    });
  });
}

/** Deposits, one of them with what can't be credited, a reservation and a delivery. */
async function play(bank: Bank): Promise<void> {
  await bank.deposit({ tradeId: 'T-1', robloxUserId: 1, pets: [{ ...CAT, quantity: 6 }], gems: 70 });
  await bank.deposit({ tradeId: 'T-2', robloxUserId: 1, pets: [{ id: 'Rock', quantity: 2 }] });
  await bank.deposit({ tradeId: 'T-3', robloxUserId: 2, pets: [{ id: 'Rock', quantity: 4 }], gems: 7 });
  await bank.request({ requestId: 'R-1', robloxUserId: 1, pets: [CAT], gems: 10 });
  const { claimed } = await bank.check({ robloxUserId: 1, claim: true });
  await bank.complete({
    withdrawalId: claimed?.withdrawalId ?? '',
    claimToken: claimed?.claimToken ?? '',
    tradeId: 'W-1',
    outcome: 'delivered',
  });
  await bank.request({ requestId: 'R-2', robloxUserId: 1, pets: [{ ...CAT, quantity: 2 }], gems: 5 });
}

async function build(driver: Driver, seq: number | null = null, between = pause): Promise<Liabilities> {
  const { reads, close } = await driver.openSnapshot();
  try {
    const made = await buildLiabilities(reads, { seq, saltKey: SALT_KEY, pause: between });
    if (!made) throw new Error('the bank can not be seen as it was');
    return made;
  } finally {
    await close();
  }
}

async function heldBy(snapshot: Liabilities, robloxUserId: number): Promise<Record<string, bigint>> {
  const proof = await proveMember(snapshot, robloxUserId, pause);
  expect(findProofError(proof)).toBeUndefined();
  return Object.fromEntries(proof.assets.map(({ key, amount }) => [key, BigInt(amount)]));
}
