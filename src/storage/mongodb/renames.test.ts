import { afterEach, expect, test } from 'bun:test';
import { listing, NO_LIST } from '../../../test/bank/lists.ts';
import { type Book, bookOn } from '../../../test/storage/book.ts';
import { makeMongoAddress, mongoTests } from '../../../test/support/mongo.ts';
import { completeDeposit } from '../../bank/deposit.ts';
import { StorageUnavailable } from '../../bank/engine/book.ts';
import { petKey } from '../../bank/engine/pets.ts';
import { learnNames } from '../../bank/rename.ts';
import type { Driver } from '../driver.ts';
import { openMongo } from './mongodb.ts';

const NAME = '8-Bit Cat';
const { catalogue } = listing({ cat_pixel: NAME });
const RULES = { rules: () => NO_LIST };
/** How many holders a process reads at once, and some more. */
const [PAGE, HOLDERS] = [256, 260];
/** So many kinds that the member's document is parted from them when it is looked at. */
const KINDS = 140;

mongoTests('a rename on MongoDB', () => {
  const made = makeMongoAddress();
  const drivers: Driver[] = [];
  async function open(): Promise<Driver> {
    const { driver } = await openMongo(made.address);
    drivers.push(driver);
    return driver;
  }
  afterEach(async () => {
    for (const driver of drivers.splice(0)) await driver.close();
    await made.drop();
  });

  test('leaves out nobody though another process parts balances from a document', async () => {
    const [first, second] = [await open(), await open()];
    await giveAll(bookOn(second, RULES).book);
    let isAway = false;
    const lost = withHoldings(second, async (page) => {
      if (isAway) throw new StorageUnavailable('the process is lost');
      isAway = true;
      return await second.holdings(page);
    });
    let isFirst = true;
    const beside = withHoldings(first, async (page) => {
      const found = await first.holdings(page);
      // The other one moves this page too, and is lost before the next.
      if (isFirst) await expect(learnNames(bookOn(lost, RULES).book, catalogue)).rejects.toThrow('lost');
      isFirst = false;
      return found;
    });
    await learnNames(bookOn(beside, RULES).book, catalogue);
    const page = { assets: [petKey(petOf(NAME))], after: { account: '', asset: '' }, limit: HOLDERS };
    expect(await first.holdings(page)).toEqual([]);
  });
});

const withHoldings = (driver: Driver, holdings: Driver['holdings']): Driver => ({ ...driver, holdings });

const petOf = (id: string) => ({ id, variant: 'normal', shiny: false, quantity: 1 }) as const;

/** Everybody gets a pet of that name, and the last member of a page many others as well. */
async function giveAll(book: Book): Promise<void> {
  const give = (robloxUserId: number, ids: readonly string[], tradeId = `t-${robloxUserId}`) => {
    const trade = { tradeId, robloxUserId, pets: ids.map(petOf), gems: 0 };
    return book.perform(completeDeposit, trade, { by: 'teller-1' });
  };
  await Promise.all(Array.from({ length: HOLDERS }, (_, index) => give(index + 1, [NAME])));
  const others = Array.from({ length: KINDS }, (_, index) => `Dog ${index}`);
  await give(PAGE, others.slice(0, KINDS / 2), 'a');
  await give(PAGE, others.slice(KINDS / 2), 'b');
}
