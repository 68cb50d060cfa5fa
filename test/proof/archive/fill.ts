import { openSqlite } from '../../../src/storage/sqlite/sqlite.ts';
import { reviseByReading } from '../../../src/values/revise.ts';
import { startBank } from '../../support/bank.ts';
import { TELLER, WEB } from '../../support/keys.ts';
import type { BankFile } from '../../support/process.ts';
import { claim, deposit, link, OTHER_DISCORD_USER, putProfile, reserve } from '../../support/scenes.ts';

const AT_ONCE = 100;
const OTHER = { discordUserId: OTHER_DISCORD_USER, robloxUsername: 'shedletsky' } as const;

/**
 * Makes a bank in which every table has rows: trades, open withdrawals, a pending verification, something for
 * the operator.
 */
export async function fillBank(place: BankFile, { deposits }: { deposits: number }): Promise<void> {
  const bank = await startBank({}, { ...place, remove: () => undefined });
  try {
    await link(bank);
    await putProfile(bank, { id: 261, displayName: 'Zoë "🐭" \\' }, OTHER.robloxUsername);
    await bank.ask(WEB, 'POST', '/verify/start', OTHER);
    await deposit(bank);
    await reserve(bank);
    await claim(bank);
    await deposit(
      bank,
      { pets: [{ id: 'Nobody Knows It', chroma: 3, quantity: 1_000_000_000_000 }], gems: 0 },
      'T-odd',
    );
    await bank.ask(TELLER, 'POST', '/teller/report', { pets: [], gems: 1, seq: 2 });
    for (let done = 0; done < deposits; done += AT_ONCE) {
      const group = Array.from({ length: Math.min(AT_ONCE, deposits - done) }, (_, at) => done + at);
      await Promise.all(
        group.map((trade) => bank.ask(TELLER, 'POST', '/deposit/complete', depositOf(trade))),
      );
    }
    // Members on both sides of a further digit: their order as numbers is not that of their letters.
    for (const robloxUserId of [9, 10, 100]) {
      const request = { requestId: `R-${robloxUserId}-x`, robloxUserId, pets: [], gems: 1 };
      await bank.ask(TELLER, 'POST', '/deposit/complete', {
        ...depositOf(robloxUserId),
        tradeId: `X-${robloxUserId}`,
        robloxUserId,
      });
      await bank.ask(WEB, 'POST', '/withdraw/request', request);
    }
  } finally {
    await bank.stop();
  }
  await importValues(place);
}

/** Pets with and without a history, one of them with a name that JSON has to escape. */
async function importValues({ file }: BankFile): Promise<void> {
  const driver = openSqlite({ file, migrationsFolder: 'migrations' });
  const reading = { tier: 'huge', tradable: true, thumbnail: null, chromaNames: ['Red'], exists: 3 } as const;
  for (const at of [1_000, 2_000]) {
    await driver.importValues({
      readings: [
        { ...reading, asset: 'pet/normal/-/-/Huge Cat', name: 'Huge Cat', rap: 25_000_000_000 + at },
        { ...reading, asset: 'pet/golden/shiny/3/Zoë "🐭" / \\', name: 'Zoë "🐭" \\', rap: null },
      ],
      revise: (before, reading) => reviseByReading(before, reading, { at, cap: null }),
      nextAt: null,
    });
  }
  await driver.close();
}

const depositOf = (trade: number) => ({
  tradeId: `many-${trade}`,
  robloxUserId: 1 + (trade % 200),
  pets: [{ id: 'Huge Cat', variant: trade % 2 === 0 ? 'normal' : 'rainbow', quantity: 1 + (trade % 7) }],
  gems: 7,
});
