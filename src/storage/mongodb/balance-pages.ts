import type { Filter } from 'mongodb';
import { memberAccount, memberOf } from '../../bank/engine/ledger.ts';
import type { AssetKey } from '../../bank/engine/pets.ts';
import type { Account, Balance } from '../../bank/engine/rows.ts';
import { type Collections, findAll, inParts } from './collections.ts';
import { fromDocument } from './documents.ts';
import { IS_APART, IS_WHOLE, namedBalances, readNamed, toName } from './member-documents.ts';
import type { Stored } from './tables.ts';

/** How many documents are read at once. */
const PAGE = 500;

interface BalancePage {
  readonly after?: Pick<Balance, 'account' | 'asset'> | undefined;
  readonly limit: number;
  /** Only balances of these; left out, of all. */
  readonly assets?: readonly AssetKey[];
  /** Only accounts before this; left out, all. */
  readonly before?: string;
}

/**
 * Balances after one: first those that members' documents hold, by the members' ids and the assets, then
 * those that are documents of their own, by account and asset.
 */
export async function findBalances(collections: Collections, page: BalancePage): Promise<Balance[]> {
  const found: Balance[] = [];
  if (page.limit === 0) return found;
  for await (const balance of listAfter(collections, page)) {
    found.push(balance);
    if (found.length === page.limit) break;
  }
  return found;
}

async function* listAfter(collections: Collections, page: BalancePage): AsyncGenerator<Balance> {
  const { account = '', asset = '' } = page.after ?? {};
  const member = memberOf(account);
  const isInMember =
    member !== undefined && (await collections.members.findOne({ _id: member, ...IS_WHOLE })) !== null;
  if (account === '' || isInMember) {
    for await (const balance of listNamed(collections, { ...page, from: member ?? 0 }))
      if (balance.account !== account || balance.asset > asset) yield balance;
  }
  yield* listOwn(collections, { ...page, afterId: isInMember ? '' : `${account} ${asset}` });
}

/** Balances that members' documents hold, from one member on. */
async function* listNamed(
  { members }: Collections,
  { from, assets, limit }: BalancePage & { readonly from: number },
): AsyncGenerator<Balance> {
  const isAsked = assets && {
    $or: assets.map((asset) => ({ [`balances.${toName(asset)}`]: { $exists: true } })),
  };
  const options = { projection: { balances: 1 }, sort: { _id: 1 }, limit: Math.min(limit, PAGE) } as const;
  for (let next = from; ; ) {
    const documents = await findAll(members, { ...IS_WHOLE, ...isAsked, _id: { $gte: next } }, options);
    for (const document of documents) {
      const [id, named] = namedBalances(document);
      yield* readNamed(id, named, assets).sort(byAsset);
      next = id + 1;
    }
    if (documents.length < options.limit) return;
  }
}

/** Balances that are documents of their own. */
async function* listOwn(
  collections: Collections,
  { afterId, assets, before, limit }: BalancePage & { readonly afterId: string },
): AsyncGenerator<Balance> {
  const isAsked = assets && { asset: { $in: [...assets] } };
  const isBefore = before === undefined ? {} : { $lt: before };
  const options = { sort: { _id: 1 }, limit: Math.min(limit, PAGE) } as const;
  for (let next: Stored['_id'] = afterId; ; ) {
    const documents: readonly Stored[] = await findAll(
      collections.balances,
      { ...isAsked, _id: { $gt: next, ...isBefore } },
      options,
    );
    const balances = documents.map((document) => fromDocument('balances', document));
    yield* await keepThoseThatCount(collections, balances);
    const last = documents.at(-1);
    if (!last || documents.length < options.limit) return;
    next = last._id;
  }
}

/** Without what stands beside a member's document that holds all there is of theirs. */
async function keepThoseThatCount(
  collections: Collections,
  balances: readonly Balance[],
): Promise<Balance[]> {
  const ofMembers = balances.filter(({ account }) => memberOf(account) !== undefined);
  const apart = await findApart(collections, new Set(ofMembers.map(({ account }) => account)));
  return balances.filter(({ account }) => memberOf(account) === undefined || apart.has(account));
}

/** Those of the members' accounts whose balances are documents of their own. */
export async function findApart(
  { members }: Collections,
  accounts: ReadonlySet<Account>,
): Promise<ReadonlySet<Account>> {
  const ids = [...accounts].flatMap((account) => memberOf(account) ?? []);
  const apart = new Set<Account>();
  for (const some of inParts(ids)) {
    const where: Filter<Stored> = { _id: { $in: some }, ...IS_APART };
    const documents = await findAll(members, where, { projection: { _id: 1 } });
    for (const { _id } of documents) apart.add(memberAccount(Number(_id)));
  }
  return apart;
}

const byAsset = (balance: Balance, other: Balance): number => (balance.asset < other.asset ? -1 : 1);
