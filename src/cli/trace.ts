import { defineCommand } from 'citty';
import type { Book } from '../bank/engine/book.ts';
import { petLabel } from '../bank/engine/pet-label.ts';
import { type Amounts, parseAssetKey } from '../bank/engine/pets.ts';
import { type KeyTrace, type MemberTrace, readHeldCredits, traceKey } from '../bank/trace.ts';
import { type CliContext, CommandError, option } from './command-line.ts';
import { readKeyId } from './keys/revoke.ts';
import { count } from './values/config.ts';
import { withBook } from './with-book.ts';

/** How many members are shown, those that were touched last, and how many transactions of each. */
const MAX_MEMBERS = 100;
const MAX_SEQS = 10;

export const createTraceCommand = (context: CliContext) =>
  defineCommand({
    meta: { name: 'trace', description: 'Shows what a key did: members, pets, gems, what is on hold.' },
    args: {
      key: { type: 'positional', required: true, description: 'The id of the key, such as teller-1@a' },
      since: option('A time such as 2026-05-10T12:00:00Z; by default everything'),
    },
    run: ({ args }) => traceKeyAt({ keyId: args.key, since: args.since }, context),
  });

/** Describes what a key did. Rejects with CommandError or ArchiveError. */
export async function traceKeyAt(
  { keyId, since }: { readonly keyId: string; readonly since?: string | undefined },
  context: CliContext,
): Promise<string> {
  const key = { keyId: readKeyId(keyId), since: since === undefined ? 0 : readTime(since) };
  return withBook(context, async (book) => describeTrace(keyId, await traceKey(book.reads, key), book));
}

function readTime(text: string): number {
  const at = /^\d{4}-\d\d-\d\d(T.*(Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new CommandError('--since must be a time such as 2026-05-10T12:00:00Z');
  return at;
}

async function describeTrace(keyId: string, { counts, members }: KeyTrace, book: Book): Promise<string> {
  if (counts.size === 0) return `${keyId} has signed for nothing in that time.`;
  const total = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const lines = [
    `${keyId} signed for ${count(total, 'transaction')}, and touched ${count(members.size, 'member')}.`,
    '',
  ];
  for (const [label, each] of counts) lines.push(`${String(each).padStart(7)}  ${label}`);
  for (const member of [...members.values()].slice(0, MAX_MEMBERS)) {
    const held = await book.query(readHeldCredits, member, { by: 'staff-command-line' });
    lines.push('', ...describeMember(member, held));
  }
  if (members.size > MAX_MEMBERS) lines.push('', `and ${members.size - MAX_MEMBERS} more members`);
  lines.push('', `Each of them: bun run petbank ask GET /admin/keys/${keyId}/transactions`);
  return lines.join('\n');
}

function describeMember(member: MemberTrace, held: Amounts): string[] {
  const { robloxUserId, seqs, cameIn, wentOut, reserved } = member;
  const shown = seqs.slice(0, MAX_SEQS).map((seq) => `t-${seq}`);
  const rest = seqs.length - shown.length;
  return [
    `Member ${robloxUserId}: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    ...describeAmounts('came in', cameIn),
    ...describeAmounts('went out', wentOut),
    ...describeAmounts('reserved', reserved),
    ...describeAmounts('still on hold', held),
  ];
}

function describeAmounts(what: string, amounts: Amounts): string[] {
  if (amounts.size === 0) return [];
  const named = [...amounts].map(([asset, amount]) => {
    const pet = parseAssetKey(asset);
    return pet === 'gems' ? `${amount} gems` : `${amount}x ${petLabel(pet)}`;
  });
  return [`  ${what}: ${named.join(', ')}`];
}
