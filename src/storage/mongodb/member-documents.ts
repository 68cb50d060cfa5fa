import type { Filter } from 'mongodb';
import { z } from 'zod';
import { memberAccount } from '../../bank/engine/ledger.ts';
import type { AssetKey } from '../../bank/engine/pets.ts';
import type { Balance } from '../../bank/engine/rows.ts';
import { decodeRow, encodeRow } from '../archive/rows.ts';
import type { Stored } from './tables.ts';

/*
 * A member's document holds their balances too, so that a deposit writes one document. Balances that are too
 * many for that are documents of `inventory`, like those of all other accounts: then the member's document is
 * *apart* from them, and has no field `balances`. One that has the field is *whole*, and holds all of them:
 * what stands in `inventory` under that account, or under one of which no member's document is there, is no
 * balance. docs/decisions/0043.
 */
export const IS_WHOLE: Filter<Stored> = { balances: { $exists: true } };
export const IS_APART: Filter<Stored> = { balances: { $exists: false } };

/** A full stop would part the names of fields within fields, as in `balances.gems`. */
export const toName = (asset: AssetKey): string => asset.replaceAll('%', '%25').replaceAll('.', '%2E');
/** The asset of `$_id`, which is such a name, in an aggregation. */
export const NAME_TO_ASSET = {
  $replaceAll: {
    input: { $replaceAll: { input: '$_id', find: '%2E', replacement: '.' } },
    find: '%25',
    replacement: '%',
  },
};
const toAsset = (name: string): AssetKey => name.replaceAll('%2E', '.').replaceAll('%25', '%');

/** A whole document's balances, as they are stored, by their names. */
export type NamedBalances = Readonly<Record<string, unknown>>;
/** Only its kind is looked at: what is in it, where a balance is read. */
const fields = z.custom<NamedBalances>((value) => typeof value === 'object' && value !== null);
const memberDocument = z.object({ _id: z.int(), balances: fields.optional() });

/** The member whose document it is, and its balances; undefined where it is apart from them. */
export function namedBalances(document: unknown): [robloxUserId: number, named: NamedBalances | undefined] {
  const { _id, balances } = memberDocument.parse(document);
  return [_id, balances];
}

/**
 * Balances of a whole document: all of them, or those of some assets. Throws a ZodError where one isn't what
 * the bank writes.
 */
export function readNamed(
  robloxUserId: number,
  named: NamedBalances = {},
  assets: Iterable<AssetKey> | null = null,
): Balance[] {
  const names = assets === null ? Object.keys(named) : [...assets].map(toName);
  const account = memberAccount(robloxUserId);
  return names
    .filter((name) => Object.hasOwn(named, name))
    .map((name) => decodeRow('balances', { ...fields.parse(named[name]), account, asset: toAsset(name) }));
}

/** A balance as a whole document holds it. */
export function toValue(balance: Balance): object {
  const { amount, holds } = fields.parse(encodeRow('balances', balance));
  return holds === null ? { amount } : { amount, holds };
}

/** How much room balances take, in parts: each of them, and each credit on hold, is about as large. */
export const countParts = (balances: readonly { readonly holds: readonly unknown[] | null }[]): number =>
  balances.reduce((sum, { holds }) => sum + 1 + (holds?.length ?? 0), 0);

/** How much room a whole document's balances take. Whatever else stands there is one part. */
export const countNamedParts = (named: NamedBalances): number =>
  Object.values(named).reduce<number>((sum, value) => {
    const { holds } = fields.safeParse(value).data ?? {};
    return sum + 1 + (Array.isArray(holds) ? holds.length : 0);
  }, 0);
