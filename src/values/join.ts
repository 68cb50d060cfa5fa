import { z } from 'zod';
import type { Tier } from '../bank/engine/pets.ts';
import { type AssetKey, MAX_AMOUNT, type Pet, petKey, petSchema, VARIANTS } from '../bank/engine/pets.ts';
import type { PetValue } from '../bank/pet-values.ts';
import type { PriceLists } from './big-games.ts';
import { parseTier } from './catalogue.ts';

/** What a source knows about one form of a pet. */
export type PetReading = Omit<PetValue, 'value' | 'valuedAt' | 'listedAt' | 'source' | 'flags' | 'recent'>;

export interface JoinedLists {
  readonly readings: readonly PetReading[];
  /** Lines that name a pet or an amount that the bank can't hold. */
  readonly leftOut: number;
}

/**
 * Joins the three lists by all four fields that are a pet's identity. Each pet of the collection is there in
 * its plain form, and in each form that has a price or a count; a form of a pet that the collection lacks is
 * one that is newer than the collection. Never reads a variant out of a name.
 */
export function joinLists({ pets, raps, exists }: PriceLists): JoinedLists {
  const configs = indexConfigs(pets);
  const rapFigures = indexFigures(raps);
  const existsFigures = indexFigures(exists);
  const forms = new Map<AssetKey, Pet>();
  for (const id of configs.byId.keys()) {
    const plain: Pet = { id, variant: 'normal', shiny: false };
    forms.set(petKey(plain), plain);
  }
  for (const figures of [rapFigures, existsFigures])
    for (const [asset, { pet }] of figures.byAsset) forms.set(asset, pet);
  const readings = [...forms].map(([asset, pet]) => ({
    asset,
    ...configToFacts(pet, configs.byId.get(pet.id)),
    rap: rapFigures.byAsset.get(asset)?.amount ?? null,
    exists: existsFigures.byAsset.get(asset)?.amount ?? null,
  }));
  return { readings, leftOut: configs.leftOut + rapFigures.leftOut + existsFigures.leftOut };
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
  }),
});
type PetConfig = z.infer<typeof petConfig>;

function indexConfigs(pets: readonly unknown[]): { byId: Map<string, PetConfig>; leftOut: number } {
  const read = pets.flatMap((pet) => petConfig.safeParse(pet).data ?? []);
  return { byId: new Map(read.map((pet) => [pet.configName, pet])), leftOut: pets.length - read.length };
}

/** A price or a count of any item: only a pet's has to be more than that. */
const figure = z.looseObject({ category: z.string() });
const flag = z.union([z.boolean(), z.literal([0, 1])]).nullish();
const petFigure = z.looseObject({
  configData: z.looseObject({
    id: petSchema.shape.id,
    pt: z.literal([0, 1, 2]).nullish(),
    sh: flag,
    cv: z.int().min(1).max(6).nullish(),
  }),
  // Amounts of the game's have no fractions; where a mean has one, it is cut off.
  value: z.number().min(0).max(MAX_AMOUNT).transform(Math.floor),
});

interface Indexed {
  readonly byAsset: Map<AssetKey, { readonly pet: Pet; readonly amount: number }>;
  readonly leftOut: number;
}

/** The figures of pets. Of two for one, the lower counts: nothing is worth more for being listed twice. */
function indexFigures(figures: readonly unknown[]): Indexed {
  const byAsset: Indexed['byAsset'] = new Map();
  let leftOut = 0;
  for (const raw of figures) {
    const category = figure.safeParse(raw).data?.category;
    const read = category === 'Pet' ? petFigure.safeParse(raw).data : undefined;
    if (!read) {
      if (category === undefined || category === 'Pet') leftOut += 1;
      continue;
    }
    const { id, pt, sh, cv } = read.configData;
    const pet = { id, variant: VARIANTS[pt ?? 0], shiny: Boolean(sh), ...(cv ? { chroma: cv } : {}) };
    const asset = petKey(pet);
    byAsset.set(asset, { pet, amount: Math.min(read.value, byAsset.get(asset)?.amount ?? read.value) });
  }
  return { byAsset, leftOut };
}

function configToFacts({ id, variant }: Pet, config: PetConfig | undefined) {
  const data = config?.configData;
  const picture = variant === 'golden' && data?.goldenThumbnail ? data.goldenThumbnail : data?.thumbnail;
  return {
    name: data?.name ?? id,
    tier: findTier(id, config),
    tradable: data?.tradable !== false,
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
