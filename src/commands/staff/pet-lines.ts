import type { Catalogue } from '../../bank/engine/catalogue.ts';
import { readPetNameIndex } from '../../bank/engine/pet-name-index.ts';
import { MAX_PET_LINES, type Pet, type PetStack, petStackSchema } from '../../bank/engine/pets.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import { DOUBLE_QUOTES, readPetAmounts } from '../model/pet-amounts.ts';

/** The pets that lines are expected to name. */
export interface KnownPets {
  readonly catalogue: Catalogue;
  /** Some that the catalogue may lack, such as those of a withdrawal. */
  readonly pets?: readonly Pet[];
}

/**
 * Reads pets as staff write them, one a line or separated by `;`: `2 x Huge Cat, golden, shiny, chroma 3`.
 * The traits follow the name after commas. A known pet is found by its name or id as people type it, the
 * whole line before a number in it is an amount; any other name, and one in double quotes, is taken as it is.
 * Refuses `invalid`, with every line that is no pet or may be several.
 */
export function readPetLines(written: string, known?: KnownPets): PetStack[] {
  const lines = splitLines(written);
  const read = lines.slice(0, MAX_PET_LINES).map((line) => readPetLine(line, known));
  const errors = read.flatMap((pet) => (typeof pet === 'string' ? [{ path: 'pets', message: pet }] : []));
  if (lines.length > MAX_PET_LINES)
    errors.push({ path: 'pets', message: `at most ${MAX_PET_LINES} pets at a time` });
  if (errors.length > 0) throw new Refusal('invalid', { errors });
  return read.filter((pet) => typeof pet !== 'string');
}

export const splitLines = (written: string): string[] =>
  written
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

type Facts = Partial<Pick<PetStack, 'variant' | 'shiny' | 'chroma'>>;

interface LineReading {
  readonly name: string;
  readonly facts: Facts;
  /** What is read as the amount; undefined: nothing. */
  readonly amount: number | undefined;
  readonly isSigned: boolean;
}

/** Returns the pet, or why it is none. A known name goes before another, a whole one before an amount. */
function readPetLine(line: string, known: KnownPets | undefined): PetStack | string {
  const whole: LineReading = { ...splitFacts(line), amount: undefined, isSigned: false };
  const counted = readCounted(line, whole);
  for (const readings of [[whole], counted]) {
    const found = readings.flatMap((reading) => findIds(reading.name, known).map((id) => ({ reading, id })));
    const [first, ...others] = found;
    if (others.length > 0) return `“${line}” may be ${found.map(({ id }) => id).join(' or ')}: write the id`;
    if (first) return toStack(first.reading, first.id) ?? explainNoPet(line);
  }
  const reading = counted.find(({ isSigned }) => isSigned) ?? whole;
  const isMiscounted = reading === whole && COUNTED.test(line);
  return (isMiscounted ? undefined : toStack(reading, reading.name)) ?? explainNoPet(line);
}

/** The ways to read a number in the line as an amount, before the traits or after them, each once. */
function readCounted(line: string, { name, facts }: LineReading): readonly LineReading[] {
  const readings = [
    ...readPetAmounts(name, 1).map((reading) => ({ ...reading, facts })),
    ...readPetAmounts(line, 1).map((reading) => ({ ...reading, ...splitFacts(reading.name) })),
  ];
  const counted = readings.flatMap(({ amounts: [amount], ...reading }) =>
    amount === undefined ? [] : [{ ...reading, amount }],
  );
  return [...Map.groupBy(counted, ({ isSigned: _, ...read }) => JSON.stringify(read)).values()].flatMap(
    ([first]) => first ?? [],
  );
}

const COUNTED = /^\d[\d.,_]*[kmbt]?\s*[x×]\s+/i;

const explainNoPet = (line: string): string => `“${line}” is no pet: write it like 2 x Huge Cat, golden`;

const toStack = ({ facts, amount }: LineReading, id: string): PetStack | undefined =>
  petStackSchema.safeParse({ ...facts, id, quantity: amount ?? 1 }).data;

const QUOTED = new RegExp(`^[${DOUBLE_QUOTES}](.+)[${DOUBLE_QUOTES}]$`);

/** The ids with this name; one in quotes that nobody knows is an id itself. */
function findIds(written: string, known: KnownPets | undefined): readonly string[] {
  const quoted = QUOTED.exec(written)?.[1];
  const name = quoted ?? written;
  const { catalogue, pets = [] } = known ?? {};
  if (pets.some(({ id }) => id === name)) return [name];
  // A catalogue without pets finds any name. What the bank finds by itself stays as it was written.
  if (catalogue && catalogue.items.length > 0 && catalogue.find(name)) return [name];
  const ids = catalogue ? readPetNameIndex(catalogue).findIds(name) : [];
  return ids.length === 0 && quoted !== undefined ? [quoted] : ids;
}

/** How many names are offered for one that nobody knows. */
const MAX_SUGGESTED = 3;

/** Names that are nearly those of pets which nobody knows, a line for each such pet. */
export function suggestNames(pets: readonly PetStack[], catalogue: Catalogue): string[] {
  const { suggest } = readPetNameIndex(catalogue);
  return pets.flatMap(({ id }) => {
    const near = findIds(id, { catalogue }).length > 0 ? [] : suggest(id, MAX_SUGGESTED);
    return near.length === 0 ? [] : [`“${id}”: did you mean ${near.join(' or ')}?`];
  });
}

function splitFacts(text: string): Pick<LineReading, 'name' | 'facts'> {
  const words = text.split(',').map((word) => word.trim());
  let facts: Facts = {};
  while (words.length > 1) {
    const fact = readFact(words.at(-1) ?? '');
    if (!fact) break;
    facts = { ...facts, ...fact };
    words.pop();
  }
  return { name: words.join(', '), facts };
}

function readFact(word: string): Facts | undefined {
  const said = word.toLowerCase();
  if (said === 'shiny') return { shiny: true };
  if (said === 'normal' || said === 'golden' || said === 'rainbow') return { variant: said };
  const chroma = /^chroma ([1-6])$/.exec(said)?.[1];
  return chroma === undefined ? undefined : { chroma: Number(chroma) };
}

/** Writes a pet as `readPetLines` reads it. */
export function formatPetLine({ id, variant, shiny, chroma, quantity }: PetStack): string {
  const facts = [
    ...(variant === 'normal' ? [] : [variant]),
    ...(shiny ? ['shiny'] : []),
    ...(chroma === undefined ? [] : [`chroma ${chroma}`]),
  ];
  const name = isMisread(id) ? `"${id}"` : id;
  return [quantity === 1 ? name : `${quantity} x ${name}`, ...facts].join(', ');
}

/** Whether a name reads as something else than itself. */
function isMisread(id: string): boolean {
  const hasAmount =
    COUNTED.test(id) || readPetAmounts(id, 1).some(({ isSigned, amounts }) => isSigned && amounts.length > 0);
  return hasAmount || QUOTED.test(id) || splitFacts(id).name !== id;
}
