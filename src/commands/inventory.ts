import { type HeldPet, type Holdings, readHoldings } from '../bank/holdings.ts';
import { pageOf } from '../pictures/page.ts';
import { standingOf } from './balance.ts';
import { countOf, mostPreciousFirst } from './held-pets.ts';
import type { Actor } from './model/actor.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { inFull, type PetNames, petNamesOf, petsInWords } from './model/pet-names.ts';
import type { Reply } from './model/reply.ts';
import { command, lines, say, strong, type Text } from './model/text.ts';
import { pageButtons } from './pages.ts';
import { type CommandDependencies, DISCORD } from './parts.ts';
import { personOf, pictured } from './person.ts';

export function inventoryCommand(dependencies: CommandDependencies): Command {
  const about = { name: 'inventory', description: 'Your pets in the bank, as a picture' };
  return defineSimpleCommand(about, ({ actor }) => showInventory(dependencies, actor, 1));
}

/** One page of the pets, the most precious first. */
async function showInventory(
  dependencies: CommandDependencies,
  actor: Actor,
  wanted: number,
): Promise<Reply> {
  const held = await dependencies.book.query(readHoldings, actor.discordUserId, DISCORD);
  const names = petNamesOf(dependencies.rules().catalogue);
  const { pets, page, pages } = pageOf(mostPreciousFirst(held.pets, names), wanted);
  const free = countOf(held.pets, 'free');
  const reserved = countOf(held.pets, 'reserved');
  const title = pages === 1 ? 'Your pets' : `Your pets, page ${page} of ${inFull(pages)}`;
  return {
    title,
    person: personOf(held, actor),
    text: lines([
      ...pets.map((pet) => petLine(pet, names)),
      ...(held.pets.length === 0
        ? [say`No pets yet. ${command('deposit')} shows how to bring the first one in.`]
        : []),
      ...standingOf(dependencies, held),
    ]),
    fields: [
      {
        name: 'Pets',
        text: say`${strong(inFull(free))} of ${inFull(held.pets.length)} kinds`,
        isInline: true,
      },
      { name: 'In withdrawals', text: say`${petsInWords(reserved)}`, isInline: true },
      { name: 'Gems', text: say`${inFull(held.gems.free)}`, isInline: true },
      { name: 'Everything is worth', text: say`${strong(inFull(held.worth))}`, isInline: true },
    ],
    rows: pageButtons({ page, pages, show: (next, by) => showInventory(dependencies, by, next) }),
    ...(await drawPage(dependencies, { held, asker: actor, pets, names, page, pages })),
  };
}

function petLine({ pet, free, reserved, value }: HeldPet, names: PetNames): Text {
  const worth = value === null ? 'no value known' : `worth ${inFull(value)} each`;
  const waiting = reserved > 0 ? `, and ${inFull(reserved)} in a withdrawal` : '';
  return say`${strong(`${inFull(free)} × ${names.label(pet)}`)}, ${worth}${waiting}`;
}

interface Shown {
  readonly held: Holdings;
  readonly asker: Actor;
  readonly pets: readonly HeldPet[];
  readonly names: PetNames;
  readonly page: number;
  readonly pages: number;
}

function drawPage(
  { pictures, clock }: CommandDependencies,
  { held, asker: actor, pets, names, page, pages }: Shown,
): Promise<Pick<Reply, 'picture'>> {
  const username = held.username ?? actor.name;
  const png = pictures.inventory({
    title: 'Inventory',
    owner: { username, displayName: held.displayName ?? username },
    pets: pets.map(({ pet, free, reserved, value }) => ({
      ...pet,
      name: names.name(pet),
      quantity: free,
      reserved,
      value,
    })),
    gems: held.gems.free,
    totalValue: held.worth,
    page,
    pages,
    asOf: clock(),
  });
  return pictured(png, `The pets of page ${page} of ${pages} as cards; the list says the same.`);
}
