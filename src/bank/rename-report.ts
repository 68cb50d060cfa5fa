import type { Operation } from './engine/operation.ts';
import {
  type Amounts,
  type AssetKey,
  mapAssetId,
  type PackedAmounts,
  packAmounts,
  sumAmounts,
  unpackAmounts,
} from './engine/pets.ts';
import type { Reader } from './engine/reader.ts';
import type { Alias, Shortage } from './engine/rows.ts';
import { sha256 } from './engine/sha256.ts';
import type { Step } from './engine/step.ts';
import { aliasReadKeys, isUnderWay, type Together } from './rename-holdings.ts';
import { ownCaseId } from './shortages.ts';

/**
 * Puts pets under their new ids in what a teller last reported, in its shortages and their cases. Leaves out
 * renames that are over. Refuses nothing.
 */
export const renameReport: Operation<Together & { readonly tellerId: string }, void> = {
  readKeys: ({ aliases, tellerId }) => [
    ...aliasReadKeys({ aliases }),
    { kind: 'teller', id: tellerId },
    { kind: 'report', tellerId },
    { kind: 'joint_shortages', tellerId },
  ],
  moreReadKeys: (reader, { aliases, tellerId }) =>
    listRenamed(reader, tellerId, buildRename(aliases)).flatMap(({ before, after }) =>
      [before, after].map((asset) => ({ kind: 'case', id: ownCaseId(tellerId, asset) }) as const),
    ),
  decide(step, { aliases, tellerId }) {
    const rename = buildRename(aliases.filter((alias) => isUnderWay(step, alias)));
    for (const renamed of listRenamed(step, tellerId, rename)) moveShortageCase(step, tellerId, renamed);
    renameShortages(step, tellerId, rename);
    renameReported(step, tellerId, rename);
  },
};

type Rename = (asset: AssetKey) => AssetKey;

function buildRename(aliases: readonly Alias[]): Rename {
  const newIds = new Map(aliases.map(({ oldId, newId }) => [oldId, newId]));
  return (asset) => mapAssetId(asset, (id) => newIds.get(id) ?? id);
}

interface Renamed {
  readonly before: AssetKey;
  readonly after: AssetKey;
}

/** The assets with a shortage that are renamed. */
const listRenamed = (reader: Reader, tellerId: string, rename: Rename): Renamed[] =>
  (reader.row('tellers', tellerId)?.shortages ?? [])
    .map(({ asset }) => ({ before: asset, after: rename(asset) }))
    .filter(({ before, after }) => before !== after);

const renameAmounts = (amounts: Iterable<readonly [AssetKey, bigint]>, rename: Rename): Amounts =>
  sumAmounts(Array.from(amounts, ([key, amount]) => [rename(key), amount] as const));

const renamePacked = (packed: PackedAmounts, rename: Rename): PackedAmounts =>
  packAmounts(renameAmounts(unpackAmounts(packed), rename));

function renameShortages(step: Step, tellerId: string, rename: Rename): void {
  const teller = step.row('tellers', tellerId);
  if (teller) {
    const { shortages } = teller;
    const missing = renameAmounts(
      shortages.map((shortage) => [shortage.asset, shortage.missing] as const),
      rename,
    );
    const renamed = [...missing].map(
      ([asset, sum]): Shortage => ({
        asset,
        missing: sum,
        isPaused: shortages.some((each) => each.isPaused && rename(each.asset) === asset),
      }),
    );
    step.put('tellers', { ...teller, shortages: renamed });
  }
  const joint = step.row('jointShortages', tellerId);
  if (!joint) return;
  const paused = renamePacked(joint.paused, rename);
  step.put('jointShortages', { tellerId, paused, resumed: renamePacked(joint.resumed, rename) });
}

/** The next report says the same if it names what this one does, under any of its names. */
function renameReported(step: Step, tellerId: string, rename: Rename): void {
  const reported = step.row('reports', tellerId);
  const teller = step.row('tellers', tellerId);
  if (!reported) return;
  const amounts = renamePacked(reported.amounts, rename);
  // Mostly megabytes of other pets.
  if (amounts === reported.amounts) return;
  step.put('reports', { tellerId, amounts });
  if (teller?.report) {
    step.put('tellers', { ...teller, report: { ...teller.report, digest: sha256(amounts) } });
  }
}

/** A shortage's case has the asset in its id: it goes on under the new one. */
function moveShortageCase(step: Step, tellerId: string, { before, after }: Renamed): void {
  const open = step.row('cases', ownCaseId(tellerId, before));
  if (open?.closedAt !== null) return;
  const id = ownCaseId(tellerId, after);
  if (step.row('cases', id)?.closedAt !== null) step.put('cases', { ...open, id });
  step.put('cases', { ...open, closedAt: step.at, resolution: `renamed: it goes on as ${id}` });
}
