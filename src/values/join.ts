import { z } from 'zod';
import type { Tier } from '../bank/engine/pets.ts';
import { type AssetKey, type Pet, petKey, petSchema, VARIANTS } from '../bank/engine/pets.ts';
import type { PetValue } from '../bank/pet-values.ts';
import { listErrors, PLAIN_ENGLISH } from '../zod-messages.ts';
import type { PriceLists } from './big-games.ts';
import { parseTier } from './catalogue.ts';
import { readChromaNames } from './chroma-names.ts';
import { findCap } from './price-limits.ts';

/** What a source knows about one form of a pet. */
export type PetReading = Omit<PetValue, 'value' | 'valuedAt' | 'listedAt' | 'source' | 'flags' | 'recent'>;

/** A line of a list that the bank can't use: its place, from 1, its pet where it names one, and why not. */
export interface LeftOut {
  readonly list: keyof PriceLists;
  readonly position: number;
  readonly id?: string;
  readonly why: string;
}

export interface JoinedLists {
  readonly readings: readonly PetReading[];
  /** Where prices are cut off, or null. */
  readonly cap: number | null;
  readonly leftOut: readonly LeftOut[];
}

/** What a RAP of 0 is: nothing was sold, as of a new Titanic. */
const NO_PRICE = null;

/**
 * Joins the three lists by all four fields that are a pet's identity. Each pet of the collection is there in
 * its plain form, and in each form that has a price or a count; a form of a pet that the collection lacks is
 * one that is newer than the collection. Never reads a variant out of a name.
 */
export function joinLists({ pets, raps, exists }: PriceLists): JoinedLists {
  const leftOut: LeftOut[] = [];
  const configs = indexConfigs(pets, leftOut);
  const prices = indexFigures('raps', raps, leftOut);
  const counts = indexFigures('exists', exists, leftOut);
  const forms = new Map<AssetKey, Pet>();
  for (const id of configs.keys()) {
    const plain: Pet = { id, variant: 'normal', shiny: false };
    forms.set(petKey(plain), plain);
  }
  for (const figures of [prices, counts]) for (const [asset, { pet }] of figures) forms.set(asset, pet);
  const readings = [...forms].map(([asset, pet]) => ({
    asset,
    ...configToFacts(pet, configs.get(pet.id)),
    rap: prices.get(asset)?.amount || NO_PRICE,
    exists: counts.get(asset)?.amount ?? null,
  }));
  const cap = findCap(
    [...prices.values()].map(({ pet, amount }) => ({ id: pet.id, rap: amount || NO_PRICE })),
  );
  return { readings, cap, leftOut };
}

// Objects are loose, since BIG Games adds fields without notice.
const petConfig = z.looseObject({
  configName: petSchema.shape.id,
  category: z.string().nullish(),
  configData: z.looseObject({
    name: petSchema.shape.id.nullish().catch(null),
    thumbnail: z.string().nullish(),
    goldenThumbnail: z.string().nullish(),
    huge: z.boolean().nullish(),
    titanic: z.boolean().nullish(),
    tradable: z.boolean().nullish(),
    exclusiveLevel: z.number().nullish(),
    animations: z.looseObject({ colorVariants: z.unknown() }).nullish().catch(null),
  }),
});
type PetConfig = z.infer<typeof petConfig>;

function indexConfigs(pets: readonly unknown[], leftOut: LeftOut[]): ReadonlyMap<string, PetConfig> {
  const byId = new Map<string, PetConfig>();
  for (const [index, raw] of pets.entries()) {
    const { data: read, error } = petConfig.safeParse(raw, PLAIN_ENGLISH);
    if (read && !byId.has(read.configName)) byId.set(read.configName, read);
    else leftOut.push({ list: 'pets', position: index + 1, ...idOf(raw), why: explain(error) });
  }
  return byId;
}

const LISTED_TWICE = 'listed before';

/** The first of what is wrong, in words that don't quote the line; where nothing is, it came before. */
function explain(error: z.ZodError | undefined): string {
  const [first] = listErrors(error);
  return first === undefined ? LISTED_TWICE : [first.path, first.message].filter(Boolean).join(': ');
}

const idSchema = petSchema.shape.id;
const named = z.looseObject({
  configName: idSchema.optional().catch(undefined),
  configData: z
    .looseObject({ id: idSchema.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** The id that a line names, where it is one that may be shown. */
function idOf(raw: unknown): { readonly id?: string } {
  const read = named.safeParse(raw).data;
  const id = read?.configName ?? read?.configData?.id;
  return id === undefined ? {} : { id };
}

const flag = z.union([z.boolean(), z.literal([0, 1])]).nullish();
const petFigure = z.looseObject({
  category: z.string(),
  configData: z.looseObject({
    id: idSchema,
    pt: z.literal([0, 1, 2]).nullish(),
    sh: flag,
    cv: z.int().min(1).max(6).nullish(),
  }),
  // Amounts of the game's have no fractions; where a mean has one, it is cut off, and with it a sign of 0.
  value: z
    .number()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .transform((value) => Math.floor(value) || 0),
});

type Figures = Map<AssetKey, { readonly pet: Pet; readonly amount: number }>;

/**
 * The figures of pets. Of two for one form, the lower above 0 counts: nothing is worth more for being listed
 * twice.
 */
function indexFigures(list: 'raps' | 'exists', figures: readonly unknown[], leftOut: LeftOut[]): Figures {
  const byAsset: Figures = new Map();
  for (const [index, raw] of figures.entries()) {
    if (isOfOtherItem(raw)) continue;
    const { data: read, error } = petFigure.safeParse(raw, PLAIN_ENGLISH);
    const leave = (why: string) => leftOut.push({ list, position: index + 1, ...idOf(raw), why });
    if (!read) {
      leave(explain(error));
      continue;
    }
    const { id, pt, sh, cv } = read.configData;
    const pet = { id, variant: VARIANTS[pt ?? 0], shiny: Boolean(sh), ...(cv ? { chroma: cv } : {}) };
    const asset = petKey(pet);
    const before = byAsset.get(asset)?.amount;
    if (before !== undefined) leave(LISTED_TWICE);
    byAsset.set(asset, { pet, amount: before ? Math.min(before, read.value || before) : read.value });
  }
  return byAsset;
}

/** Half of the lines are no pets', so it is asked before any schema. */
function isOfOtherItem(raw: unknown): boolean {
  const category = typeof raw === 'object' && raw !== null && 'category' in raw ? raw.category : undefined;
  return typeof category === 'string' && category !== 'Pet';
}

function configToFacts({ id, variant }: Pet, config: PetConfig | undefined) {
  const data = config?.configData;
  const picture = variant === 'golden' && data?.goldenThumbnail ? data.goldenThumbnail : data?.thumbnail;
  return {
    name: data?.name ?? id,
    tier: findTier(id, config),
    tradable: data?.tradable !== false,
    chromaNames: readChromaNames(data?.animations?.colorVariants),
    thumbnail: picture && PICTURE.test(picture) ? picture : null,
  };
}

const PICTURE = /^rbxassetid:\/\/\d{1,20}$/;

/** From the flags, then the category, then the name's first word; the rarest of the flags counts. */
function findTier(id: string, config: PetConfig | undefined): Tier {
  const { titanic, huge, exclusiveLevel, name } = config?.configData ?? {};
  if (titanic) return 'titanic';
  if (huge) return 'huge';
  const named = parseTier(config?.category ?? '') ?? parseTier(name ?? id);
  return named ?? (exclusiveLevel ? 'exclusive' : 'other');
}
