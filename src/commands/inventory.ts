import { type HeldPet, type Holdings, readHoldings } from '../bank/holdings.ts';
import { paginate } from '../pictures/page.ts';
import { describeRestrictions } from './balance.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { countPets, formatWorth, sortByWorth } from './goods.ts';
import type { Actor } from './model/actor.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { formatNumber, formatPets, type PetNames, readPetNames } from './model/pet-names.ts';
import type { Reply } from './model/reply.ts';
import { command, lines, say, strong, type Text } from './model/text.ts';
import { describeOnHold } from './on-hold.ts';
import { pageButtons } from './pages.ts';
import { attachPicture, toPerson } from './person.ts';

export function inventoryCommand(dependencies: CommandDependencies): Command {
  const about = { name: 'inventory', description: 'Your pets in the bank, as a picture' };
  return defineSimpleCommand(about, ({ actor }) => showInventory(dependencies, actor, 1));
}

/** Shows one page of the pets, the most valuable first. */
async function showInventory(
  dependencies: CommandDependencies,
  actor: Actor,
  wanted: number,
): Promise<Reply> {
  const held = await dependencies.book.query(readHoldings, actor.discordUserId, DISCORD);
  const names = readPetNames(dependencies.rules().catalogue);
  const { pets, page, pages } = paginate(sortByWorth(held.pets, names), wanted);
  const free = countPets(held.pets, 'free');
  const reserved = countPets(held.pets, 'reserved');
  const kinds = formatNumber(held.pets.length);
  return {
    title: pages === 1 ? 'Your pets' : `Your pets, page ${page} of ${formatNumber(pages)}`,
    person: toPerson(held, actor),
    text: lines([
      ...pets.map((pet) => describeHeldPet(pet, names)),
      held.pets.length === 0 && say`No pets yet. ${command('deposit')} shows how to bring the first one in.`,
      ...describeRestrictions(dependencies, held),
      ...describeOnHold(held.onHold, names),
    ]),
    fields: [
      { name: 'Pets', text: say`${strong(formatNumber(free))} of ${kinds} kinds`, isInline: true },
      { name: 'In withdrawals', text: say`${formatPets(reserved)}`, isInline: true },
      { name: 'Gems', text: say`${formatNumber(held.gems.free)}`, isInline: true },
      { name: 'Everything is worth', text: say`${strong(formatWorth(held.total))}`, isInline: true },
    ],
    rows: pageButtons({ page, pages, show: (next, by) => showInventory(dependencies, by, next) }),
    ...(await drawPage(dependencies, held, { username: held.username ?? actor.name, pets, page, pages })),
  };
}

function describeHeldPet({ pet, free, reserved, value }: HeldPet, names: PetNames): Text {
  const worth = value === null ? 'no value known' : `worth ${formatNumber(value)} each`;
  const waiting = reserved > 0 ? `, and ${formatNumber(reserved)} in a withdrawal` : '';
  return say`${strong(`${formatNumber(free)} × ${names.label(pet)}`)}, ${worth}${waiting}`;
}

function drawPage(
  { pictures, clock, rules }: CommandDependencies,
  held: Holdings,
  { username, pets, page, pages }: { username: string; pets: HeldPet[]; page: number; pages: number },
): Promise<Pick<Reply, 'picture'>> {
  const names = readPetNames(rules().catalogue);
  const png = pictures.inventory({
    title: 'Inventory',
    owner: { username, displayName: held.displayName ?? username },
    pets: pets.map(({ pet, free: quantity, reserved, value }) => {
      const color = names.chromaName(pet);
      const name = color === null ? names.name(pet) : `${names.name(pet)} (${color})`;
      return { ...pet, name, quantity, reserved, value };
    }),
    gems: held.gems.free,
    totalValue: held.total.worth ?? 0n,
    unvalued: held.total.unvalued,
    page,
    pages,
    asOf: clock(),
  });
  return attachPicture(png, `The pets of page ${page} of ${pages} as cards; the list says the same.`);
}
