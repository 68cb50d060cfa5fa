import type { Reads } from './engine/book.ts';
import { operationId } from './engine/operation.ts';
import type { BankRow, Link, Profile, Transaction } from './engine/rows.ts';
import { type RowRecord, recordRow, type Values } from './engine/state.ts';
import { isInChain, listSaid, wasSaidAfter } from './in-chain.ts';
import { ifUnreadable } from './verify-balances.ts';
import { startsWhole } from './verify-state.ts';

/*
 * Whose an account is on Discord, the log says in transactions that an index finds by the account: so a row
 * counts only where the newest of them says the same (docs/decisions/0038).
 */

/** How a transaction about an account's link names it. */
export const linkNote = (robloxUserId: number): string => `member ${robloxUserId}`;

/** What reads links of the log, and whether the log has them in its chain. */
export type LinkReads = Pick<Reads, 'log' | 'linkLog'>;

/** Whether the link is what the log, up to this head, says last of the account, in its chain. */
export async function isLinkLogged(reads: LinkReads, link: Link, head: BankRow): Promise<boolean> {
  const newest = await findNewest(reads, linkNote(link.robloxUserId), head);
  if (!newest) return false;
  const [, account, values] = recordRow('links', link) ?? [];
  const said = listLinks(newest).findLast(([robloxUserId]) => robloxUserId === account);
  return said !== undefined && JSON.stringify(said[1]) === JSON.stringify(values);
}

/** The transaction by which an account was unlinked, and the one before, by which it was linked. */
const MAX_LOOKED = 2;

/**
 * Whether the profile names whom the log, up to this head, says that the account was linked to last. Where an
 * older version logged it, no index finds that: then the row is believed. That it forgot somebody who had
 * unlinked the account is found among the transactions that follow.
 */
export async function isLastUserLogged(reads: LinkReads, profile: Profile, head: BankRow): Promise<boolean> {
  const [, account, values = null] = recordRow('profiles', profile) ?? [];
  const note = linkNote(profile.robloxUserId);
  let upTo = head.seq;
  for (let looked = 0; looked < MAX_LOOKED; looked += 1) {
    const found = await reads.linkLog({ note, upTo }).catch(ifUnreadable(null));
    if (found === undefined) return true;
    if (found === null || !(await isInChain(reads, found, head))) return false;
    const said = listSaid(found).findLast(([table, key]) => table === 'profiles' && key === account);
    if (said && JSON.stringify(said[2]) === JSON.stringify(values)) return true;
    if (said) return values === null && wasForgotten(reads, { account, afterSeq: found.seq }, head);
    upTo = found.seq - 1;
  }
  return true;
}

/** Whether one of the transactions that follow says that nobody is known to have had the account. */
function wasForgotten(
  reads: LinkReads,
  { account, afterSeq }: { readonly account: string | undefined; readonly afterSeq: number },
  head: BankRow,
): Promise<boolean> {
  const isSo = ([table, key, values]: RowRecord) =>
    table === 'profiles' && key === account && values === null;
  return wasSaidAfter(reads, { afterSeq, isSo, isNear: () => true }, head).catch(ifUnreadable(false));
}

/** One that is not in the chain says nothing, and nor does any before it. */
async function findNewest(reads: LinkReads, note: string | null, head: BankRow) {
  const newest = await reads.linkLog({ note, upTo: head.seq }).catch(ifUnreadable(undefined));
  return newest && (await isInChain(reads, newest, head)) ? newest : undefined;
}

/**
 * When an account was linked to a Discord user and unlinked, the newest first. To whom is in no log, so that
 * it can be forgotten. Refuses nothing.
 */
export async function readLinkHistory(
  reads: Pick<Reads, 'head' | 'linkLog'>,
  robloxUserId: number,
  limit: number,
): Promise<Transaction[]> {
  const history: Transaction[] = [];
  let { seq: upTo } = await reads.head();
  while (history.length < limit) {
    const change = await reads.linkLog({ note: linkNote(robloxUserId), upTo });
    if (!change) break;
    history.push(change);
    upTo = change.seq - 1;
  }
  return history;
}

/** What a transaction says of links: by account, null where one has ended. */
export function listLinks({ state }: Pick<Transaction, 'state'>): [account: string, Values | null][] {
  return listSaid({ state }).flatMap(([table, account, values]) =>
    table === 'links' ? [[account, values]] : [],
  );
}

/** The operation by which links of an older version were carried over, once for ever. */
export const CARRIED_ID = operationId('record', 'bank', 'links');

/**
 * Whether no link was ever logged without naming its account, as older versions did. A first row that was
 * edited is of no older version: else by that edit all links would be believed.
 */
export async function areLinksNamed(reads: LinkReads, head: BankRow): Promise<boolean> {
  const [first] = await reads.log({ afterSeq: 0, limit: 1 });
  const isOld = first && !startsWhole(first) && (await isInChain(reads, first, head));
  return !isOld && (await findNewest(reads, null, head)) === undefined;
}
