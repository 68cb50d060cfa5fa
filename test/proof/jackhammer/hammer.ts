import { completeDeposit } from '../../../src/bank/deposit.ts';
import { StorageUnavailable } from '../../../src/bank/engine/book.ts';
import { openBook } from '../../../src/storage/book.ts';
import { openStorage } from '../../../src/storage/open.ts';
import { rulesWith } from '../../bank/rules.ts';
import { readHammer } from './order.ts';

// A process of its own: says when it is ready, waits for a line, and deposits one gem after the other, a few
// at a time, in the bank that its order names.

/** How many deposits are under way at a time: those that come together share a commit. */
const LANES = 4;
/** Whoever is turned away comes again with the same trade, so often at most. */
const MAX_TRIES = 100;
/** The longest pause before that: twenty processes may be more than a server takes at a time. */
const MAX_PAUSE_MS = 1_000;
const QUEUE_LIMIT = 100;

const { name, deposits, address } = readHammer(process.argv[2]);
const { driver } = await openStorage(address, { migrationsFolder: 'migrations' });
const rules = rulesWith();
const book = openBook(driver, { rules: () => rules, clock: Date.now, queueLimit: QUEUE_LIMIT });
const input = { robloxUserId: 1, pets: [], gems: 1 };

async function deposit(tradeId: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await book.perform(completeDeposit, { ...input, tradeId }, { by: name });
      return;
    } catch (error) {
      if (!(error instanceof StorageUnavailable) || tries >= MAX_TRIES) throw error;
      await Bun.sleep(Math.random() * MAX_PAUSE_MS);
    }
  }
}

async function depositEvery(step: number, from: number): Promise<void> {
  for (let count = from; count < deposits; count += step) await deposit(`T-${count}`);
}

console.log('ready');
for await (const _start of console) break;
await Promise.all(Array.from({ length: LANES }, (_, lane) => depositEvery(LANES, lane)));
await driver.close();
