import { expect, setDefaultTimeout, test } from 'bun:test';
import { NEWEST, openBank } from '../../test/bank/bank.ts';
import { store } from '../../test/storage/samples.ts';
import { type MakeDatabase, onEachDatabase } from '../../test/support/databases.ts';
import type { Driver } from '../storage/driver.ts';
import { packAmounts, parseAssetKey } from './engine/pets.ts';
import { jointCaseId, MAX_JOINT } from './shortages.ts';

// So many rows take a database a while.
setDefaultTimeout(120_000);

const CAT = { id: 'Cat', quantity: 1 };
/** A thief with a teller's key can report a hundred kinds in one deposit. */
const kinds = (count: number, word: string): string[] =>
  Array.from({ length: count }, (_, at) => `pet/rainbow/shiny/6/${word}${String(at).padStart(6, '0')}`);
const STOCK = { account: 'teller:teller-1', amount: -1n, holds: null } as const;

async function withDatabase(make: MakeDatabase, run: (driver: Driver) => Promise<void>): Promise<void> {
  const database = make();
  const driver = await database.open();
  try {
    await run(driver);
  } finally {
    await driver.close();
    await database.remove();
  }
}

onEachDatabase((make) => {
  test('a teller reports as many kinds as a report can name, and lacks more than a row can', () =>
    withDatabase(make, async (driver) => {
      const bank = openBank({ driver });
      await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [CAT] });
      const balances = kinds(MAX_JOINT + 10, 'Huge Pet ').map((asset) => ({ asset, ...STOCK }));
      expect(await store(driver, { puts: { balances } })).toBe('stored');
      const named = balances.slice(0, MAX_JOINT - 1).map(({ asset }) => parseAssetKey(asset));
      const pets = [CAT, ...named.filter((asset) => asset !== 'gems')];
      const { drift } = await bank.report({ pets, seq: NEWEST });
      expect(drift.map(({ reported }) => reported)).toEqual(Array(11).fill(0));

      for (let times = 0; times < 3; times += 1) await bank.report({ pets: [CAT], seq: NEWEST });
      const [joint] = await driver.jointShortages();
      expect(joint?.paused.split('\n')).toHaveLength(MAX_JOINT);
      expect(bank.events.filter(({ topic }) => topic === 'case_shortage')).toHaveLength(1);
      await bank.request({ requestId: 'a', robloxUserId: 1, pets: [CAT] });
      expect(await bank.check({ robloxUserId: 1, claim: true })).toMatchObject({ claimed: null });

      await bank.resolve({ caseId: jointCaseId('teller-1'), resolution: 'resume', reason: 'looked into' });
      expect(await bank.check({ robloxUserId: 1, claim: true })).toMatchObject({ claimed: { gems: 0 } });
    }));

  test('the longest row of what a teller lacks comes back', () =>
    withDatabase(make, async (driver) => {
      const most = packAmounts(
        kinds(MAX_JOINT, '🦄'.repeat(58)).map((asset) => [asset, 10n ** 30n] as const),
      );
      const row = { tellerId: 'teller-1', paused: most, resumed: most };
      expect(await store(driver, { puts: { jointShortages: [row] } })).toBe('stored');
      const [stored] = await driver.jointShortages();
      expect(stored?.paused === most && stored.resumed === most).toBe(true);
    }));
});
