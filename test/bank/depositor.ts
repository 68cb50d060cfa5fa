import { completeDeposit } from '../../src/bank/deposit.ts';
import { openBook } from '../../src/storage/book.ts';
import { openSqlite } from '../../src/storage/sqlite/sqlite.ts';
import { rulesWith } from './rules.ts';

// A process of its own: deposits one gem after the other into the file it is given, each in its own commit.
const [file = '', count = '0'] = process.argv.slice(2);
const driver = openSqlite({ file, migrationsFolder: 'migrations' });
const book = openBook(driver, { rules: () => rulesWith(), clock: () => 0, queueLimit: 1 });
for (let index = 0; index < Number(count); index += 1) {
  const trade = { tradeId: `t${index}`, robloxUserId: 1, pets: [], gems: 1 };
  await book.perform(completeDeposit, trade, { by: `teller-${process.pid}` });
}
await driver.close();
