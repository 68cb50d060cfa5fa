import { type AssetKey, assetOf } from '../bank/engine/pets.ts';
import type { Instant } from '../bank/engine/rows.ts';
import type { PetValueRow } from '../bank/pet-values.ts';
import { addRap, judge, medianOf } from './guard.ts';
import { addPoint } from './history.ts';
import type { Reading } from './join.ts';
import { tierNamedIn } from './tier.ts';

/**
 * What a reading of BIG Games' makes of a pet's row. A value that a file has set stays as it is until a file
 * takes it back.
 */
export function reviseByReading(before: PetValueRow | undefined, reading: Reading, at: Instant): PetValueRow {
  const { rap } = reading;
  const recent = rap === null ? (before?.recent ?? []) : addRap(before?.recent ?? [], { at, rap });
  const judged = judge(recent, { rap, before: before?.value ?? null });
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
export interface FileReading extends Partial<Omit<Reading, 'asset'>> {
  readonly asset: Reading['asset'];
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
  const row: PetValueRow = { ...(before ?? blankOf(facts.asset, at)), ...facts };
  if (value === undefined) return row;
  if (value === null) return { ...row, source: 'big_games', value: medianOf(row.recent), valuedAt: at };
  return { ...row, source: 'file', flags: [], value, valuedAt: at, points: pointsWith(before, value, at) };
}

/** A pet of which nothing is known but what it is. */
function blankOf(asset: AssetKey, at: Instant): PetValueRow {
  const pet = assetOf(asset);
  const name = pet === 'gems' ? pet : pet.id;
  return {
    asset,
    name,
    tier: tierNamedIn(name) ?? 'other',
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
