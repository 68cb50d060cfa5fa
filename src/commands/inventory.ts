import { type HeldPet, type Holdings, readHoldings } from '../bank/holdings.ts';
import { paginate } from '../pictures/page.ts';
import { describeRestrictions } from './balance.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { countPets, formatEach, formatWorth, sortByWorth } from './goods.ts';
import { type Actor, languageOf } from './model/actor.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { formatNumber, formatPets, type PetNames, readPetNames } from './model/pet-names.ts';
import type { Reply } from './model/reply.ts';
import { lines, strong, type Text, t } from './model/text.ts';
import { toLine } from './model/translate.ts';
import { describeOnHold } from './on-hold.ts';
import { pageButtons } from './pages.ts';
import { attachPicture, toPerson } from './person.ts';

export function inventoryCommand(dependencies: CommandDependencies): Command {
  const about = { name: 'inventory', description: t('about.inventory') };
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
  const kinds = held.pets.length;
  return {
    title: pages === 1 ? t('inventory.title') : t('inventory.title-page', { page, pages }),
    person: toPerson(held, actor),
    text: lines([
      ...pets.map((pet) => describeHeldPet(pet, names)),
      held.pets.length === 0 && t('inventory.none'),
      ...describeRestrictions(dependencies, held),
      ...describeOnHold(held.onHold, names),
    ]),
    fields: [
      { name: t('balance.pets'), text: t('inventory.of-kinds', { count: free, kinds }), isInline: true },
      { name: t('inventory.in-withdrawals'), text: formatPets(reserved), isInline: true },
      { name: t('balance.gems'), text: formatNumber(held.gems.free), isInline: true },
      { name: t('balance.worth'), text: [strong(formatWorth(held.total))], isInline: true },
    ],
    rows: pageButtons({ page, pages, show: (next, by) => showInventory(dependencies, by, next) }),
    ...(await drawPage(dependencies, held, { actor, pets, page, pages })),
  };
}

function describeHeldPet({ pet, free, reserved, value }: HeldPet, names: PetNames): Text {
  const shown = { pet: names.label(pet), worth: formatEach(value) };
  if (reserved === 0) return t('inventory.pet', { ...shown, count: free });
  if (free === 0) return t('inventory.pet-none-free', { ...shown, reserved });
  return t('inventory.pet-reserved', { ...shown, count: free, reserved });
}

function drawPage(
  { pictures, clock, rules }: CommandDependencies,
  held: Holdings,
  { actor, pets, page, pages }: { actor: Actor; pets: HeldPet[]; page: number; pages: number },
): Promise<Pick<Reply, 'picture'>> {
  const names = readPetNames(rules().catalogue);
  const language = languageOf(actor);
  const username = held.username ?? actor.name;
  const png = pictures.inventory({
    language,
    title: toLine(t('inventory.title'), language),
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
  return attachPicture(png, t('inventory.picture', { page, pages }));
}
