import type { Operation } from './engine/operation.ts';
import {
  type Amounts,
  type AssetKey,
  listForms,
  type PackedAmounts,
  packAmounts,
  sumAmounts,
  unpackAmounts,
} from './engine/pets.ts';
import { sha256 } from './engine/replay.ts';
import type { Alias, Shortage } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { isUnderWay, pairAssets } from './rename-holdings.ts';
import { ownCaseId } from './shortages.ts';

/**
 * Puts the pet under its new id in what a teller last reported, in its shortages and their cases. Does
 * nothing once the rename is over. Refuses nothing.
 */
export const renameReport: Operation<{ readonly alias: Alias; readonly tellerId: string }, void> = {
  readKeys: ({ alias, tellerId }) => [
    { kind: 'alias', id: alias.id },
    { kind: 'teller', id: tellerId },
    { kind: 'report', tellerId },
    { kind: 'joint_shortages', tellerId },
    ...pairForms(alias)
      .flat()
      .map((asset) => ({ kind: 'case', id: ownCaseId(tellerId, asset) }) as const),
  ],
  decide(step, { alias, tellerId }) {
    if (!isUnderWay(step, alias)) return;
    const forms = new Map(pairForms(alias));
    const rename = (asset: AssetKey): AssetKey => forms.get(asset) ?? asset;
    renameShortages(step, tellerId, rename);
    renameReported(step, tellerId, rename);
    for (const [before, after] of forms) moveShortageCase(step, tellerId, { before, after });
  },
};

type Rename = (asset: AssetKey) => AssetKey;

/** Every form of the pet, as it was and as it will be. */
const pairForms = (alias: Alias): [AssetKey, AssetKey][] => pairAssets(listForms(alias.oldId), alias);

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
  step.put('reports', { tellerId, amounts });
  if (teller?.report) {
    step.put('tellers', { ...teller, report: { ...teller.report, digest: sha256(amounts) } });
  }
}

/** A shortage's case has the asset in its id: it goes on under the new one. */
function moveShortageCase(
  step: Step,
  tellerId: string,
  { before, after }: { before: AssetKey; after: AssetKey },
): void {
  const open = step.row('cases', ownCaseId(tellerId, before));
  if (open?.closedAt !== null) return;
  const id = ownCaseId(tellerId, after);
  if (step.row('cases', id)?.closedAt !== null) step.put('cases', { ...open, id });
  step.put('cases', { ...open, closedAt: step.at, resolution: `renamed: it goes on as ${id}` });
}
