import { join } from 'node:path';
import { completeDeposit, depositInput } from '../../src/bank/deposit.ts';
import type { Rules } from '../../src/bank/engine/operation.ts';
import { type Pet, petKey, VARIANTS } from '../../src/bank/engine/pets.ts';
import { confirmVerification, startVerification } from '../../src/bank/verify.ts';
import { openBook } from '../../src/storage/book.ts';
import { openSqlite } from '../../src/storage/sqlite/sqlite.ts';
import { createCatalogue } from '../../src/values/catalogue.ts';
import { codeOf, foundAccount, randomOf, usernameOf } from '../../test/bank/link.ts';
import { rulesWith } from '../../test/bank/rules.ts';

const PETS_PER_TRADE = 100;
export const RICH = { discordUserId: '100000000000000001', robloxUserId: 1 };

/**
 * A bank on a file whose catalogue lists `listed` forms of pets, of which one linked member owns the first
 * `owned`, two each, and gems.
 */
export async function openRichBank(folder: string, { owned, listed }: { owned: number; listed: number }) {
  const driver = openSqlite({ file: join(folder, 'discord.db'), migrationsFolder: 'migrations' });
  const pets = Array.from({ length: listed }, (_, at) => petOf(at));
  const items = pets.map((pet, at) => ({
    ...pet,
    name: `Shown ${pet.id}`,
    tier: 'huge' as const,
    tradable: true,
    value: Bun.hash.crc32(petKey(pet)),
    rap: at,
    exists: at,
    thumbnail: null,
    updatedAt: new Date().toISOString(),
  }));
  const rules: Rules = { ...rulesWith(), catalogue: createCatalogue(items, null) };
  const book = openBook(driver, { rules: () => rules, clock: Date.now, queueLimit: 1000 });
  const { discordUserId, robloxUserId } = RICH;
  const input = { discordUserId, robloxUsername: usernameOf(robloxUserId) };
  const found = foundAccount(robloxUserId);
  const profile = { ...found, account: { ...found.account, description: codeOf(RICH), isBanned: false } };
  await book.perform(startVerification, { ...input, random: randomOf(0), user: found }, { by: 'bench' });
  await book.perform(confirmVerification, { ...input, profile, salt: 'a1' }, { by: 'bench' });
  for (let at = 0; at < owned; at += PETS_PER_TRADE) {
    const some = pets.slice(at, Math.min(at + PETS_PER_TRADE, owned)).map((pet) => ({ ...pet, quantity: 2 }));
    const deposit = depositInput.parse({ tradeId: `t${at}`, robloxUserId, pets: some, gems: 1000 });
    await book.perform(completeDeposit, deposit, { by: 'teller-1' });
  }
  return { book, driver, rules, pets, close: () => driver.close() };
}

function petOf(at: number): Pet {
  const variant = VARIANTS[at % VARIANTS.length] ?? 'normal';
  return { id: `Huge Pet ${Math.floor(at / 6)}`, variant, shiny: at % 6 >= 3 };
}
