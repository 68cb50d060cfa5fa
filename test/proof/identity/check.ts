import { type AssetKey, goodsToAmounts, parseAssetKey, sumAmounts } from '../../../src/bank/engine/pets.ts';
import { aliasId } from '../../../src/bank/engine/rows.ts';
import { readInventory } from '../../../src/bank/inventory.ts';
import { verifyLedger } from '../../../src/bank/verify-ledger.ts';
import { hold } from '../model/broken.ts';
import { MEMBERS, type Process, readBalances, type World } from './world.ts';

export const ANYONE = { by: 'web' } as const;

/** What must be so of the log and all rows. Whatever breaks it stays, so it needn't be checked each time. */
export async function checkLedger({ driver }: World): Promise<void> {
  const check = await verifyLedger(driver);
  hold(check.kind === 'sound', 'sound', () => Bun.inspect(check));
}

/** What must be so at any time: what is owed and held, and what each member's pets are worth. */
export async function checkWorld(world: World, process: Process): Promise<void> {
  const held = await readBalances(world, '');
  const sum = (isOurs: (account: string) => boolean): bigint =>
    held.filter(([account]) => isOurs(account)).reduce((total, [, , amount]) => total + amount, 0n);
  const owed = sum((account) => !account.startsWith('teller:'));
  hold(owed === world.owed, 'owed', () => `${owed} is owed, and ${world.owed} was given`);
  hold(sum(() => true) === 0n, 'held', () => 'tellers hold other than is owed');
  await checkQuarantine(world);
  for (const member of MEMBERS) await checkWorth(process, member);
}

/** What waits in quarantine is what its open cases name. */
async function checkQuarantine(world: World): Promise<void> {
  const cases = await world.driver.cases({ isOpen: true, limit: 1_000 });
  const named = sumAmounts(
    cases.filter(({ kind }) => kind === 'quarantine').flatMap(({ goods }) => goodsToAmounts(goods)),
  );
  const waiting = new Map(
    (await readBalances(world, 'quarantine')).map(([, asset, amount]) => [asset, amount]),
  );
  hold(Bun.deepEquals(named, waiting), 'quarantine', () => Bun.inspect({ named, waiting }));
}

/** What the list knows has its worth, whoever holds it, and counts in the total. */
async function checkWorth({ book, catalogue }: Process, member: number): Promise<void> {
  const { pets, totalValue } = await book.query(readInventory, member, ANYONE);
  const worth = pets.reduce(
    (sum, { value, quantity, reserved }) => sum + (value ?? 0) * (quantity + reserved),
    0,
  );
  const lost = pets.find(({ id, value }) => catalogue.isListed(id) && value === null);
  hold(!lost && worth === totalValue, 'worth', () => `${Bun.inspect(pets)} are worth ${totalValue}`);
}

/** What must be so once a list is in use: what it knows under another id is that, or staff are asked. */
export async function checkLearnt(world: World, { catalogue }: Process): Promise<void> {
  const aliases = new Map((await world.driver.aliases()).map(({ id, status }) => [id, status]));
  hold(![...aliases.values()].includes('renaming'), 'carried through', () => 'a rename is left half-way');
  for (const id of await readHeldIds(world)) {
    const composed = id.normalize('NFC');
    const [newId, ...others] = catalogue.isListed(composed) ? [composed] : catalogue.idsNamed(id);
    const isOwn = catalogue.isListed(id) || catalogue.find(id)?.id === id;
    if (isOwn || newId === undefined || others.length > 0) continue;
    const status = aliases.get(aliasId(id, newId));
    hold(
      status === 'asked' || status === 'different',
      'learnt',
      () => `${id} is held, and the list has ${newId}: ${status}`,
    );
  }
}

/** The ids under which anything is held. */
export async function readHeldIds(world: World): Promise<Set<string>> {
  return new Set((await readBalances(world, 'teller:')).map(([, asset]) => idOf(asset)));
}

function idOf(asset: AssetKey): string {
  const pet = parseAssetKey(asset);
  return pet === 'gems' ? 'gems' : pet.id;
}

/** How many pets each member has, and how many nobody does: no list changes that. */
export async function countPets(world: World): Promise<string> {
  const counts = new Map<string, bigint>();
  for (const [account, , amount] of await readBalances(world, ''))
    if (!account.startsWith('teller:')) counts.set(account, (counts.get(account) ?? 0n) + amount);
  return JSON.stringify([...counts].map(([account, count]) => `${account}: ${count}`).sort());
}
