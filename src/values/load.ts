import type { Catalogue, Item, ValueFlag, ValueProvenance } from '../bank/engine/catalogue.ts';
import type { AssetKey } from '../bank/engine/pets.ts';
import { isDecision, type PetValue, type ValueStore } from '../bank/pet-values.ts';
import { adoptFileNames, findNewestList } from './adopt.ts';
import { createCatalogue, createOpenCatalogue } from './catalogue.ts';
import { collectDecisions } from './decisions.ts';
import { parsePet } from './parse-pet.ts';
import { EVERY_PET, NO_DECISIONS, type PetDecisions, type Supported } from './supported.ts';

/** How many rows are read at once. */
const PAGE_ROWS = 1_000;
/** How often a read is begun anew because an import came between its pages. */
const MAX_READS = 5;

export interface LoadedCatalogue {
  readonly version: number;
  readonly catalogue: Catalogue;
}

type Store = Pick<ValueStore, 'petValues' | 'valuesVersion'>;

/** The catalogue of the last import. Before any, the bank takes every pet that the operator supports. */
export async function loadCatalogue(store: Store, supported: Supported): Promise<LoadedCatalogue> {
  const { version, rows } = await readRows(store);
  if (rows.length === 0) return { version, catalogue: createOpenCatalogue(supported) };
  const known = adoptFileNames(rows, findNewestList(rows));
  return { version, catalogue: rowsToCatalogue(known, supported, collectDecisions(rows)) };
}

export interface LoadedLists {
  /** The pets of BIG Games' lists alone; null before the first list was read. */
  readonly listed: Catalogue | null;
  /** What no list has, and only files brought. */
  readonly unlisted: readonly PetValue[];
}

/** Tells what is in BIG Games' lists, also in those before the newest, from what only files name. */
export async function loadLists(store: Store): Promise<LoadedLists> {
  const { rows } = await readRows(store);
  const newestList = findNewestList(rows);
  // 0 is a row from before lists were dated: the first list since then says whether it is in one.
  const isListed = ({ listedAt }: PetValue): boolean =>
    listedAt !== null && (listedAt > 0 || newestList === 0);
  const { true: listed = [], false: unlisted = [] } = Object.groupBy(rows, (row) => `${isListed(row)}`);
  return { listed: listed.length === 0 ? null : rowsToCatalogue(listed, EVERY_PET), unlisted };
}

/** All that is known of pets, as one import left it where none comes between. */
export async function readRows(store: Store): Promise<{ version: number; rows: readonly PetValue[] }> {
  for (let reads = 1; ; reads += 1) {
    const version = await store.valuesVersion();
    const rows = await readAll(store);
    if ((await store.valuesVersion()) === version || reads === MAX_READS) return { version, rows };
  }
}

async function readAll(store: Store): Promise<PetValue[]> {
  const rows: PetValue[] = [];
  for (let page = await store.petValues({ limit: PAGE_ROWS }); ; ) {
    rows.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_ROWS) return rows;
    page = await store.petValues({ after: last.asset, limit: PAGE_ROWS });
  }
}

const ORDINARY: ValueProvenance = { source: 'big_games', flags: [] };

function rowsToCatalogue(
  rows: readonly PetValue[],
  supported: Supported,
  decisions: PetDecisions = NO_DECISIONS,
): Catalogue {
  const odd = new Map<AssetKey, ValueProvenance>();
  const gone = new Set<AssetKey>();
  const chromaNames = new Map<string, PetValue['chromaNames']>();
  let newest = 0;
  const newestList = findNewestList(rows);
  for (const { asset, source, valuedAt, listedAt, ...row } of rows) {
    const flags = row.flags.filter((flag): flag is ValueFlag => !isDecision(flag));
    if (source !== ORDINARY.source || flags.length > 0) odd.set(asset, { source, flags });
    if (listedAt !== null && listedAt < newestList) gone.add(asset);
    const { id } = parsePet(asset);
    // The newest list's names come before older ones.
    const isNews = !(gone.has(asset) && chromaNames.has(id));
    if (row.chromaNames.length > 0 && isNews) chromaNames.set(id, row.chromaNames);
    newest = Math.max(newest, valuedAt);
  }
  return createCatalogue(rows.map(rowToItem), new Date(newest).toISOString(), {
    supported,
    decisions,
    provenanceOf: (asset) => odd.get(asset) ?? ORDINARY,
    isCurrent: (asset) => !gone.has(asset),
    chromaNames,
  });
}

function rowToItem({ asset, valuedAt, ...row }: PetValue): Item {
  const { name, tier, tradable, source, value, rap, exists, thumbnail } = row;
  return {
    ...parsePet(asset),
    name,
    tier,
    tradable,
    // Rows from when a RAP of 0 was taken for a price heal with the next read. A file's 0 is meant.
    value: source === 'file' ? value : value || null,
    rap: rap || null,
    exists,
    thumbnail,
    updatedAt: new Date(valuedAt).toISOString(),
  };
}
