import { assert } from './engine/assert.ts';
import { memberAccount, QUARANTINE, reservedAccount, tellerAccount } from './engine/ledger.ts';
import type { Operation } from './engine/operation.ts';
import { identifyPets } from './engine/pet-identity.ts';
import {
  type Amounts,
  type AssetKey,
  amountsToGoods,
  type Goods,
  goodsToAmounts,
  mapAssetId,
  sumAmounts,
} from './engine/pets.ts';
import { balanceReadKeys, type ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import type { Account, Alias, Entry, Hold, Withdrawal } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { mergeHolds } from './holds.ts';

/** How many of a member's withdrawals one transaction moves at most. */
const MAX_WITHDRAWALS = 50;

/** A rename that is under way, the forms of the old pet that are held, and the tellers that hold them. */
export interface Renaming {
  readonly alias: Alias;
  readonly assets: readonly AssetKey[];
  readonly tellerIds: readonly string[];
}

/** Whose pets are moved in one transaction: a member, by Roblox id, or nobody, for what is in quarantine. */
export type Holder = number | null;

const holderAccount = (holder: Holder): Account => (holder === null ? QUARANTINE : memberAccount(holder));

/**
 * Moves what one holder has under the old id to the new one, free and reserved: in the ledger by way of
 * tellers, so that every sum stays zero. Returns whether there was any; more than fifty withdrawals take more
 * than one call. Does nothing once the rename is over. Refuses nothing.
 */
export const renameHoldings: Operation<Renaming & { readonly holder: Holder }, boolean> = {
  readKeys: ({ alias, assets, tellerIds, holder }) => [
    { kind: 'alias', id: alias.id },
    ...[holderAccount(holder), ...tellerIds.map(tellerAccount)].flatMap((account) =>
      pairAssets(assets, alias)
        .flat()
        .map((asset) => ({ kind: 'balance', account, asset }) as const),
    ),
    ...(holder === null ? [] : [{ kind: 'open_withdrawals_of_member', robloxUserId: holder } as const]),
  ],
  moreReadKeys: (reader, { alias, holder }) =>
    listWithdrawals(reader, holder, alias).flatMap(({ id, goods }) =>
      balanceReadKeys({ pets: [...goods.pets, ...renameGoods(goods, [alias]).pets], gems: 0 }, [
        reservedAccount(id),
      ]),
    ),
  decide(step, { alias, assets, tellerIds, holder }) {
    if (!isUnderWay(step, alias)) return false;
    const own = holderAccount(holder);
    const withdrawals = listWithdrawals(step, holder, alias);
    const held = new Map<Account, Amounts>([
      [own, new Map(assets.map((asset) => [asset, step.balance(own, asset)]))],
      ...withdrawals.map(({ id, goods }) => [reservedAccount(id), new Map(goodsToAmounts(goods))] as const),
    ]);
    const entries = buildRenaming(step, { alias, assets, tellerIds }, held);
    if (entries.length === 0) return false;
    const accounts = [own, ...tellerIds.map(tellerAccount)];
    const onHold = accounts.flatMap((account) => listHolds(step, account, pairAssets(assets, alias)));
    const moved = entries.filter(({ to }) => held.has(to));
    step.post({
      kind: 'renamed',
      status: 'renamed',
      ...(holder === null ? {} : { robloxUserId: holder }),
      goods: amountsToGoods(sumAmounts(moved.map(({ asset, amount }) => [asset, amount] as const))),
      entries,
    });
    for (const each of onHold) moveHolds(step, each);
    for (const withdrawal of withdrawals) {
      step.put('withdrawals', { ...withdrawal, goods: renameGoods(withdrawal.goods, [alias]) });
    }
    return true;
  },
};

/** What of an account may be on hold under an old asset. */
interface HeldAsset {
  readonly account: Account;
  readonly before: AssetKey;
  readonly after: AssetKey;
  readonly holds: readonly Hold[];
}

const listHolds = (step: Step, account: Account, pairs: readonly [AssetKey, AssetKey][]): HeldAsset[] =>
  pairs.flatMap(([before, after]) => {
    const { holds } = step.balanceRow(account, before);
    return holds ? [{ account, before, after, holds }] : [];
  });

/**
 * What is on hold stays so. A teller's holds go all at once, with the first of its holders: nobody asks what
 * is on hold before the last one is moved.
 */
function moveHolds(step: Step, { account, before, after, holds }: HeldAsset): void {
  const renamed = step.balanceRow(account, after);
  step.putHolds({ ...step.balanceRow(account, before), holds: null });
  step.putHolds({ ...renamed, holds: joinHolds([...(renamed.holds ?? []), ...holds]) });
}

/** In their order. What one transaction credited under both ids is one entry, as it is one asset now. */
function joinHolds(holds: readonly Hold[]): Hold[] {
  const joined: Hold[] = [];
  for (const hold of holds.toSorted((each, other) => each.seq - other.seq)) {
    const isWith = ({ tellerId, hour, seq }: Hold): boolean =>
      tellerId === hold.tellerId && hour === hold.hour && seq >= hold.firstSeq;
    const at = joined.findLastIndex(isWith);
    const earlier = joined[at];
    if (earlier) joined[at] = mergeHolds(earlier, hold);
    else joined.push(hold);
  }
  return joined;
}

export const isUnderWay = (reader: Reader, { id }: Alias): boolean =>
  reader.row('aliases', id)?.status === 'renaming';

/** Each asset as it was and as it will be. */
export const pairAssets = (assets: readonly AssetKey[], { newId }: Alias): [AssetKey, AssetKey][] =>
  assets.map((asset) => [asset, mapAssetId(asset, () => newId)]);

/** The goods with these pets under their new ids. */
function renameGoods(goods: Goods, aliases: readonly Alias[]): Goods {
  const newIds = new Map(aliases.map(({ oldId, newId }) => [oldId, newId]));
  return identifyPets(goods, ({ id }) => newIds.get(id) ?? id);
}

export const hasPet = ({ pets }: Goods, aliases: readonly Alias[]): boolean =>
  pets.some(({ id }) => aliases.some(({ oldId }) => oldId === id));

const listWithdrawals = (reader: Reader, holder: Holder, alias: Alias): Withdrawal[] =>
  holder === null
    ? []
    : reader
        .openWithdrawalsOfMember(holder)
        .filter(({ goods }) => hasPet(goods, [alias]))
        .slice(0, MAX_WITHDRAWALS);

/** Entries that take what is held of the old pet to tellers who have it, and as much of the new one back. */
function buildRenaming(
  step: Step,
  { alias, assets, tellerIds }: Renaming,
  held: ReadonlyMap<Account, Amounts>,
): Entry[] {
  const entries: Entry[] = [];
  for (const [before, after] of pairAssets(assets, alias)) {
    const tellers = tellerIds.map(tellerAccount);
    const stock = new Map(tellers.map((teller) => [teller, -step.balance(teller, before)]));
    for (const [account, amounts] of held) {
      let left = amounts.get(before) ?? 0n;
      for (const [teller, inStock] of stock) {
        const amount = left < inStock ? left : inStock;
        if (amount <= 0n) continue;
        entries.push({ asset: before, from: account, to: teller, amount });
        entries.push({ asset: after, from: teller, to: account, amount });
        stock.set(teller, inStock - amount);
        left -= amount;
      }
      assert(left === 0n, 'tellers hold all that accounts do');
    }
  }
  return entries;
}

/** Renames that are carried through together: none of them leads to another. */
export interface Together {
  readonly aliases: readonly Alias[];
}

export const aliasReadKeys = ({ aliases }: Together): ReadKey[] =>
  aliases.map(({ id }) => ({ kind: 'alias', id }) as const);

/** Puts pets under their new ids in open cases. Leaves out renames that are over. Refuses nothing. */
export const renameCases: Operation<Together & { readonly caseIds: readonly string[] }, void> = {
  readKeys: ({ aliases, caseIds }) => [
    ...aliasReadKeys({ aliases }),
    ...caseIds.map((id) => ({ kind: 'case', id }) as const),
  ],
  decide(step, { aliases, caseIds }) {
    const underWay = aliases.filter((alias) => isUnderWay(step, alias));
    for (const id of caseIds) {
      const found = step.row('cases', id);
      if (found?.closedAt === null)
        step.put('cases', { ...found, goods: renameGoods(found.goods, underWay) });
    }
  },
};

/** Ends renames once nothing is left under the old ids. Refuses nothing. */
export const finishRenames: Operation<Together, void> = {
  readKeys: aliasReadKeys,
  decide(step, { aliases }) {
    for (const alias of aliases) {
      if (isUnderWay(step, alias)) step.put('aliases', { ...alias, status: 'done' });
    }
  },
};
