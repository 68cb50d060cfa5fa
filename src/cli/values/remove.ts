import { indexPetNames } from '../../bank/engine/pet-name-index.ts';
import type { PetValue } from '../../bank/pet-values.ts';
import type { Driver } from '../../storage/driver.ts';
import { quoteName, unquoteName } from '../../values/file-names.ts';
import { type LoadedLists, loadLists } from '../../values/load.ts';
import { parsePet } from '../../values/parse-pet.ts';
import { type CliContext, CommandError } from '../command-line.ts';
import { withBank } from '../with-book.ts';
import { count, IN_USE } from './config.ts';

/** How many pets are listed, and how many ids suggested. */
const MAX_LISTED = 100;
const MAX_SUGGESTED = 3;

export interface RemovalRequest {
  /** As it is listed; without one, all that can be removed is listed. */
  readonly id: string | undefined;
  /** Without these, every form of the pet. */
  readonly variant: string | undefined;
  readonly shiny: boolean | undefined;
  readonly chroma: string | undefined;
  /** Removes; else shows what would be removed. */
  readonly yes: boolean;
}

/**
 * Removes pets that a file brought and that no list of BIG Games' has. What the bank holds of them stays.
 * Rejects with CommandError or ArchiveError: then nothing has changed.
 */
export const removeValues = (request: RemovalRequest, context: CliContext): Promise<string> =>
  withBank(context, async (driver) => {
    const lists = await loadLists(driver);
    const { id } = request;
    if (id === undefined) return listRemovable(lists);
    const rows = findRows(lists, { ...request, id });
    const shown = `${rows.map(describeRow).join('\n')}${await describeHeld(driver, rows)}`;
    if (!request.yes) return `This would remove:\n${shown}\nNothing was removed. To remove it, add --yes.`;
    const removed = await driver.removeUnlistedValues(rows.map(({ asset }) => asset));
    return `Removed ${count(removed, 'pet')}, each form for itself:\n${shown}\n${IN_USE}`;
  });

function listRemovable({ unlisted }: LoadedLists): string {
  if (unlisted.length === 0) return 'Every pet with a value is in a list of BIG Games: none can be removed.';
  const rest = unlisted.length - MAX_LISTED;
  return [
    `${count(unlisted.length, 'pet')} that no list of BIG Games has, each form for itself:`,
    ...unlisted.slice(0, MAX_LISTED).map(describeRow),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    'To remove one, name it: bun run petbank values remove "…".',
  ].join('\n');
}

/** The rows of the pet that the request names. Throws CommandError where none can be removed. */
function findRows(
  { listed, unlisted }: LoadedLists,
  { id, variant, shiny, chroma }: RemovalRequest & { readonly id: string },
): readonly PetValue[] {
  const ids = new Set([id, unquoteName(id)]);
  const ofPet = unlisted.filter(({ asset }) => ids.has(parsePet(asset).id));
  if (ofPet.length === 0) throw new CommandError(explainMissing(id, { listed, unlisted }));
  const rows = ofPet.filter(({ asset }) => {
    const pet = parsePet(asset);
    const isVariant = variant === undefined || pet.variant === variant;
    const isShiny = shiny === undefined || pet.shiny === shiny;
    return isVariant && isShiny && (chroma === undefined || String(pet.chroma) === chroma);
  });
  if (rows.length > 0) return rows;
  throw new CommandError(`There is no such form of it. There is:\n${ofPet.map(describeRow).join('\n')}`);
}

function explainMissing(id: string, { listed, unlisted }: LoadedLists): string {
  if (listed?.find(id)) {
    return (
      `${quoteName(id)} is in BIG Games' list, and would come back with it. To return it to BIG Games' ` +
      'prices, import it with an empty value; to keep it out, name it in PETS_DENIED.'
    );
  }
  const index = indexPetNames(unlisted.map(({ asset, name }) => ({ id: parsePet(asset).id, name })));
  const folded = index.findIds(id);
  const meant = folded.length > 0 ? folded : index.suggest(id, MAX_SUGGESTED);
  const suggestion = meant.length > 0 ? ` Did you mean ${meant.map(quoteName).join(' or ')}?` : '';
  return `No pet with a value has the id ${quoteName(id)}.${suggestion}`;
}

function describeRow({ asset, value }: PetValue): string {
  const { id, variant, shiny, chroma } = parsePet(asset);
  const form = [variant, shiny ? 'shiny' : '', chroma === undefined ? '' : `chroma ${chroma}`];
  const worth = value === null ? 'without a value' : `worth ${count(value, 'gem')}`;
  return `  ${quoteName(id)} (${form.filter((word) => word !== '').join(', ')}), ${worth}`;
}

/** What happens to those that the bank holds; a teller's account is below zero by what it holds. */
async function describeHeld(driver: Driver, rows: readonly PetValue[]): Promise<string> {
  const assets = new Set(rows.map(({ asset }) => asset));
  const balances = await driver.tellerBalances();
  const held = balances.reduce((sum, { asset, amount }) => (assets.has(asset) ? sum - amount : sum), 0n);
  if (held === 0n) return '';
  return `\nThe bank holds ${held} of them. They stay with their owners and can be withdrawn.`;
}
