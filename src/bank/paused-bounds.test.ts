import { expect, setDefaultTimeout, test } from 'bun:test';
import { NEWEST, openBank, openMemory } from '../../test/bank/bank.ts';
import { store } from '../../test/storage/samples.ts';
import { onEachDatabase } from '../../test/support/databases.ts';
import { packAmounts } from './engine/pets.ts';
import { jointCaseId, MAX_JOINT } from './shortages.ts';

// So many rows take a database a while.
setDefaultTimeout(60_000);

const CAT = { id: 'Cat', quantity: 1 };
/** Of pets with the longest ids, a thief with a teller's key can report a hundred kinds in one deposit. */
const kinds = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, at) => `pet/rainbow/shiny/6/${'🦄'.repeat(58)}${String(at).padStart(6, '0')}`,
  );
const STOCK = { account: 'teller:teller-1', amount: -1n, holds: null } as const;

test('a teller that lacks more kinds than a row can name reports on, and hands out nothing', async () => {
  const driver = openMemory();
  const bank = openBank({ driver });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [CAT] });
  const balances = kinds(MAX_JOINT + 10).map((asset) => ({ asset, ...STOCK }));
  expect(await store(driver, { puts: { balances } })).toBe('stored');
  for (let times = 0; times < 3; times += 1) await bank.report({ pets: [CAT], seq: NEWEST });
  const [joint] = await driver.jointShortages();
  expect(joint?.paused.split('\n')).toHaveLength(MAX_JOINT);
  expect(bank.events.filter(({ topic }) => topic === 'case_shortage')).toHaveLength(1);
  await bank.request({ requestId: 'a', robloxUserId: 1, pets: [CAT] });
  expect(await bank.check({ robloxUserId: 1, claim: true })).toMatchObject({ claimed: null });

  await bank.resolve({ caseId: jointCaseId('teller-1'), resolution: 'resume', reason: 'looked into' });
  expect(await bank.check({ robloxUserId: 1, claim: true })).toMatchObject({
    claimed: { gems: 0 },
  });
});

onEachDatabase((make) => {
  test('the longest row of what a teller lacks comes back', async () => {
    const database = make();
    const driver = await database.open();
    try {
      const most = packAmounts(kinds(MAX_JOINT).map((asset) => [asset, 10n ** 30n] as const));
      const row = { tellerId: 'teller-1', paused: most, resumed: most };
      expect(await store(driver, { puts: { jointShortages: [row] } })).toBe('stored');
      const [stored] = await driver.jointShortages();
      expect(stored?.paused === most && stored.resumed === most).toBe(true);
    } finally {
      await driver.close();
      await database.remove();
    }
  });
});
