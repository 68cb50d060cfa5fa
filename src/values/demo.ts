import { z } from 'zod';
import type { Catalogue, Item, ValuePoint } from '../bank/engine/catalogue.ts';
import { type Pet, petKey, TIERS, type Tier, VARIANTS } from '../bank/engine/pets.ts';
import { createCatalogue } from './catalogue.ts';
import demo from './demo.json';
import type { Supported } from './supported.ts';

/** The highest of the made-up values, where BIG Games cut its prices off in 2024. */
const VALUE_CAP = 25_000_000_000;
/** Roblox has handed out no number this high, so the demo never shows a stranger's picture. */
const FIRST_THUMBNAIL = 900_000_000_000_000;

// What a form makes of the plain pet, in per cent so that amounts stay integers: it is worth more, and rarer.
const WORTH = { normal: 100, golden: 130, rainbow: 200, shiny: 250, chromas: [150, 175, 200, 250, 300, 400] };
const EXISTING = { normal: 100, golden: 30, rainbow: 8, shiny: 10, chromas: [18, 16, 14, 12, 10, 8] };
const CHROMAS = [1, 2, 3, 4, 5, 6];

const recordSchema = z.strictObject({
  id: z.string(),
  /** Only where the shown name isn't the id. */
  name: z.string().optional(),
  value: z.int().min(0).max(VALUE_CAP).nullable(),
  exists: z.int().min(0).nullable(),
  shiny: z.boolean().default(false),
  chroma: z.boolean().default(false),
  tradable: z.boolean().default(true),
  pictured: z.boolean().default(true),
});
type DemoRecord = z.infer<typeof recordSchema>;

const sourceSchema = z.record(z.enum(TIERS), z.array(recordSchema));

/** The built-in catalogue, for trying the bank out: made-up values that are the same at every start. */
export function createDemoCatalogue({
  updatedAt,
  ...options
}: {
  readonly updatedAt: string;
  readonly supported?: Supported;
}): Catalogue {
  const source = sourceSchema.parse(demo);
  const items = TIERS.flatMap((tier) =>
    source[tier].flatMap((record) =>
      listForms(record).map((pet) => ({ ...pet, ...computeFacts(record, tier, pet), updatedAt })),
    ),
  );
  return createCatalogue(items, updatedAt, options);
}

/** Every variant, each with and without the shine and the chromas that the pet comes in. */
function listForms({ id, shiny, chroma }: DemoRecord): Pet[] {
  const shines = shiny ? [false, true] : [false];
  const chromas = chroma ? [{}, ...CHROMAS.map((number) => ({ chroma: number }))] : [{}];
  return VARIANTS.flatMap((variant) =>
    shines.flatMap((isShiny) => chromas.map((some) => ({ id, variant, shiny: isShiny, ...some }))),
  );
}

function computeFacts(record: DemoRecord, tier: Tier, pet: Pet): Omit<Item, keyof Pet | 'updatedAt'> {
  const value = record.value === null ? null : scale(record.value, pet, WORTH);
  return {
    name: record.name ?? record.id,
    tier,
    tradable: record.tradable,
    value,
    rap: value === null ? null : computeRap(value, tier, pet),
    exists: record.exists === null ? null : scale(record.exists, pet, EXISTING),
    thumbnail: record.pictured ? `rbxassetid://${FIRST_THUMBNAIL + Bun.hash.crc32(record.id)}` : null,
  };
}

function scale(amount: number, { variant, shiny, chroma }: Pet, percent: typeof WORTH): number {
  const shine = shiny ? percent.shiny : 100;
  const colour = chroma === undefined ? 100 : (percent.chromas[chroma - 1] ?? 100);
  return takePercent(takePercent(takePercent(amount, percent[variant]), shine), colour);
}

/** A price within a tenth of the value. As in the game, about one huge or titanic form in eight has none. */
function computeRap(value: number, tier: Tier, pet: Pet): number | null {
  const draw = Bun.hash.crc32(petKey(pet));
  if ((tier === 'huge' || tier === 'titanic') && draw % 8 === 0) return null;
  return Math.min(takePercent(value, 90 + (Math.floor(draw / 8) % 21)), VALUE_CAP);
}

/** Rounded up, so that the rarest form of a pet still exists once. */
function takePercent(amount: number, percent: number): number {
  return Math.ceil((amount * percent) / 100);
}

const DAYS = 60;
const DAY_MS = 86_400_000;
/** How far a made-up value strays, in per cent: in waves of some weeks, and a little from day to day. */
const WAVE = 9;
const DAYS_OF_WAVE = 4;
const DAILY = 2;

/** A made-up history for the built-in list: always the same for a pet, ending at its value. */
export function createDemoPoints(pet: Pet, value: number | null, at: number): readonly ValuePoint[] {
  if (value === null) return [];
  const seed = Bun.hash.crc32(petKey(pet));
  const strayOn = (day: number): number =>
    WAVE * Math.sin((day + seed) / DAYS_OF_WAVE) + ((day * seed) % (2 * DAILY + 1)) - DAILY;
  const today = Math.floor(at / DAY_MS);
  return Array.from({ length: DAYS }, (_, index) => {
    const day = today - (DAYS - 1 - index);
    return { at: day * DAY_MS, value: Math.round(value * (1 + (strayOn(day) - strayOn(today)) / 100)) };
  });
}
