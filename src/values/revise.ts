import { type PetDecision, VALUE_WAIT_MS, type ValuePoint } from '../bank/engine/catalogue.ts';
import { type AssetKey, parseAssetKey } from '../bank/engine/pets.ts';
import type { Instant } from '../bank/engine/rows.ts';
import { isDecision, type PetValueRow } from '../bank/pet-values.ts';
import { parseTier } from './catalogue.ts';
import { healRow } from './heal.ts';
import type { PetReading } from './join.ts';
import { addRap, findMedian, judgePrice } from './price-limits.ts';

/** The row that is there, if any. */
type Before = PetValueRow | undefined;

/** A read of BIG Games' lists: when it was, and where the prices in it are cut off, if they are. */
export interface ReadFacts {
  readonly at: Instant;
  readonly cap: number | null;
}

/** What a reading of BIG Games' makes of a row. A file's value stays until a file takes it back. */
export function reviseByReading(stored: Before, reading: PetReading, { at, cap }: ReadFacts): PetValueRow {
  const before = stored && healRow(stored);
  const { rap } = reading;
  const recent = rap === null ? (before?.recent ?? []) : addRap(before?.recent ?? [], { at, rap });
  const judged = judgePrice(recent, { rap, before: before?.value ?? null, cap });
  // Never earlier than before: of two reads at once, or with clocks apart, neither unlists the other's rows.
  const listedAt = Math.max(at, before?.listedAt ?? at);
  if (before?.source === 'file') return { ...before, ...reading, listedAt, recent };
  const isConfirmed = rap !== null && judged.value !== null;
  return {
    ...reading,
    value: judged.value,
    valuedAt: isConfirmed ? at : (before?.valuedAt ?? at),
    listedAt,
    source: 'big_games',
    flags: [...judged.flags, ...listDecisions(before)],
    recent,
    points: pointsWith(before, isConfirmed ? judged.value : null, at),
  };
}

/** A file's line on a pet. What it leaves out stays; with `value: null` BIG Games' prices count again. */
export interface FileReading extends Partial<Omit<PetReading, 'asset'>> {
  readonly asset: PetReading['asset'];
  readonly value?: number | null;
}

/** What a file's line makes of a row. The operator's values are taken as they are: no guard limits them. */
export function reviseByFile(stored: Before, { value, ...facts }: FileReading, at: Instant): PetValueRow {
  const before = stored && healRow(stored);
  const row: PetValueRow = { ...(before ?? createBlankRow(facts.asset, at)), ...facts };
  if (value === undefined) return row;
  if (value === null) {
    const median = findMedian(row.recent);
    const points = pointsWith(before, median, at);
    return { ...row, source: 'big_games', value: median, valuedAt: at, points };
  }
  const points = pointsWith(before, value, at);
  return { ...row, source: 'file', flags: listDecisions(before), value, valuedAt: at, points };
}

/** What staff say of a pet stays, whatever becomes of its value. */
const listDecisions = (before: Before): readonly PetDecision[] => before?.flags.filter(isDecision) ?? [];

/** The same from afar: a value for a pet that had none is marked as new, since limits count by values. */
export function reviseFromAfar(stored: Before, reading: FileReading, at: Instant): PetValueRow {
  const row = reviseByFile(stored, reading, at);
  if (reading.value === undefined || reading.value === null || !isUnproven(stored, at)) return row;
  return { ...row, flags: ['new', ...listDecisions(row)] };
}

/** Whether nothing was known of the pet's worth, but what the same hand may have said within a day. */
function isUnproven(before: Before, at: Instant): boolean {
  if (!before || before.value === null || (before.value === 0 && before.source === 'big_games')) return true;
  return before.flags.includes('new') && at - before.valuedAt < VALUE_WAIT_MS;
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
    chromaNames: [],
    value: null,
    rap: null,
    exists: null,
    valuedAt: at,
    listedAt: null,
    source: 'big_games',
    flags: ['no_rap'],
    recent: [],
    points: [],
  };
}

function pointsWith(before: Before, value: number | null, at: Instant) {
  const points = before?.points ?? [];
  return value === null ? points : addPoint(points, { at, value });
}

const DAY_MS = 86_400_000;
/** Every point of two days stays, then the last of each day for two months, of each week for two years. */
const WHOLE_MS = 2 * DAY_MS;
const DAILY_MS = 60 * DAY_MS;
const WEEKLY_MS = 730 * DAY_MS;

/** The history with one point more, thinned by age. Of a value that stays, the first and last are kept. */
export function addPoint(points: readonly ValuePoint[], next: ValuePoint): readonly ValuePoint[] {
  const [beforeLast, last] = points.slice(-2);
  const isFlat = beforeLast?.value === next.value && last?.value === next.value;
  return thinPoints([...(isFlat ? points.slice(0, -1) : points), next], next.at);
}

/** What is kept at this time, oldest first: at most some two hundred points, however long the bank lives. */
export function thinPoints(points: readonly ValuePoint[], at: Instant): readonly ValuePoint[] {
  return points.filter((point, index) => {
    const later = points[index + 1];
    const age = at - point.at;
    if (later === undefined || age < WHOLE_MS) return true;
    if (age >= WEEKLY_MS) return false;
    const span = age < DAILY_MS ? DAY_MS : 7 * DAY_MS;
    return Math.floor(point.at / span) !== Math.floor(later.at / span);
  });
}
