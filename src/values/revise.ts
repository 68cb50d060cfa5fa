import { type AssetKey, parseAssetKey } from '../bank/engine/pets.ts';
import type { Instant } from '../bank/engine/rows.ts';
import type { PetValueRow } from '../bank/pet-values.ts';
import { addRap, findMedian, judgePrice } from './guard.ts';
import { addPoint } from './history.ts';
import type { PetReading } from './join.ts';
import { parseTier } from './tier.ts';

/**
 * What a reading of BIG Games' makes of a pet's row. A value that a file has set stays as it is until a file
 * takes it back.
 */
export function reviseByReading(
  before: PetValueRow | undefined,
  reading: PetReading,
  at: Instant,
): PetValueRow {
  const { rap } = reading;
  const recent = rap === null ? (before?.recent ?? []) : addRap(before?.recent ?? [], { at, rap });
  const judged = judgePrice(recent, { rap, before: before?.value ?? null });
  if (before?.source === 'file') return { ...before, ...reading, recent };
  const isConfirmed = rap !== null && judged.value !== null;
  return {
    ...reading,
    value: judged.value,
    valuedAt: isConfirmed ? at : (before?.valuedAt ?? at),
    source: 'big_games',
    flags: judged.flags,
    recent,
    points: pointsWith(before, isConfirmed ? judged.value : null, at),
  };
}

/**
 * One line of a file: what it says about a pet. What it leaves out stays as it was; `value: null` gives the
 * pet back to BIG Games' prices.
 */
export interface FileReading extends Partial<Omit<PetReading, 'asset'>> {
  readonly asset: PetReading['asset'];
  readonly value?: number | null;
}

/**
 * What a line of a file makes of a pet's row. The operator's word is taken as it is: no guard stands in its
 * way.
 */
export function reviseByFile(
  before: PetValueRow | undefined,
  { value, ...facts }: FileReading,
  at: Instant,
): PetValueRow {
  const row: PetValueRow = { ...(before ?? createBlankRow(facts.asset, at)), ...facts };
  if (value === undefined) return row;
  if (value === null) return { ...row, source: 'big_games', value: findMedian(row.recent), valuedAt: at };
  return { ...row, source: 'file', flags: [], value, valuedAt: at, points: pointsWith(before, value, at) };
}

/** A pet of which nothing is known but what it is. */
function createBlankRow(asset: AssetKey, at: Instant): PetValueRow {
  const pet = parseAssetKey(asset);
  const name = pet === 'gems' ? pet : pet.id;
  return {
    asset,
    name,
    tier: parseTier(name) ?? 'other',
    tradable: true,
    thumbnail: null,
    value: null,
    rap: null,
    exists: null,
    valuedAt: at,
    source: 'big_games',
    flags: ['no_rap'],
    recent: [],
    points: [],
  };
}

function pointsWith(before: PetValueRow | undefined, value: number | null, at: Instant) {
  const points = before?.points ?? [];
  return value === null ? points : addPoint(points, { at, value });
}
