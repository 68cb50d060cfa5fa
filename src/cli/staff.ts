import { defineCommand } from 'citty';
import type { Book } from '../bank/engine/book.ts';
import { STAFF_LEVELS, type StaffMember } from '../bank/engine/rows.ts';
import { type MemberIdentity, readIdentity } from '../bank/member.ts';
import { changeStaff, levelOf, readStaff, readStaffMember } from '../bank/staff.ts';
import { createStaffToken } from '../staff-token.ts';
import { type Answer, type CliContext, CommandError, JSON_OPTION, requiredOption } from './command-line.ts';
import { findAccount } from './roblox-account.ts';
import { COMMAND_LINE, withBook } from './with-book.ts';

const NAME = {
  name: { type: 'positional', required: true, description: 'Their Roblox username or id' },
} as const;

export const createStaffCommand = (context: CliContext) =>
  defineCommand({
    meta: { name: 'staff', description: 'Who is staff, and what they may do.' },
    subCommands: {
      add: defineCommand({
        meta: { name: 'add', description: 'Makes somebody staff, or changes their level.' },
        args: { ...NAME, level: requiredOption(STAFF_LEVELS.join(', ')) },
        run: ({ args }) => addStaff(args, context),
      }),
      list: defineCommand({
        meta: { name: 'list', description: 'Lists everyone who is staff, with level and since when.' },
        args: JSON_OPTION,
        run: () => listStaff(context),
      }),
      remove: defineCommand({
        meta: { name: 'remove', description: 'Takes back what add gave, and the token.' },
        args: NAME,
        run: ({ args }) => removeStaff(args.name, context),
      }),
      token: defineCommand({
        meta: { name: 'token', description: 'Makes a new personal token; the one before ends.' },
        args: NAME,
        run: ({ args }) => renewToken(args.name, context),
      }),
    },
  });

/** Makes somebody staff; the first time with a token. Rejects with CommandError or ArchiveError. */
export function addStaff(order: { readonly name: string; readonly level: string }, context: CliContext) {
  const level = STAFF_LEVELS.find((each) => each === order.level);
  if (!level) throw new CommandError(`--level must be one of: ${STAFF_LEVELS.join(', ')}`);
  return withSomebody(order.name, context, async ({ book, member, row }) => {
    const { robloxUserId } = member;
    const made = row?.tokenHash ? undefined : createStaffToken(context.random);
    const change = { robloxUserId, granted: level, ...(made ? { tokenHash: made.tokenHash } : {}) };
    await book.perform(changeStaff, change, COMMAND_LINE);
    return `${nameOf(member)} is ${level} now.${made ? `\n${describeToken(made.token)}` : ''}`;
  });
}

/** Ends what the command line gave somebody. Rejects with CommandError or ArchiveError. */
export const removeStaff = (name: string, context: CliContext): Promise<string> =>
  withSomebody(name, context, async ({ book, member, row }) => {
    if (!row?.granted) throw new CommandError(`${nameOf(member)} was never added. Nothing was changed.`);
    const { robloxUserId } = member;
    const after = await book.perform(
      changeStaff,
      { robloxUserId, granted: null, tokenHash: null },
      COMMAND_LINE,
    );
    const level = after && levelOf(after);
    return level
      ? `Taken back. ${nameOf(member)} is still ${level} by a role on Discord: take the role, too.`
      : `${nameOf(member)} is no longer one of the staff.`;
  });

/** Makes a new token for somebody who was added. Rejects with CommandError or ArchiveError. */
export const renewToken = (name: string, context: CliContext): Promise<string> =>
  withSomebody(name, context, async ({ book, member, row }) => {
    if (!row?.granted)
      throw new CommandError(`${nameOf(member)} has to be added first: bun run petbank staff add`);
    const { token, tokenHash } = createStaffToken(context.random);
    await book.perform(changeStaff, { robloxUserId: member.robloxUserId, tokenHash }, COMMAND_LINE);
    return describeToken(token);
  });

/** Lists everyone who is staff. Rejects with CommandError or ArchiveError. */
export const listStaff = (context: CliContext): Promise<Answer> =>
  withBook(context, async (book) => {
    const rows = (await book.query(readStaff, null, COMMAND_LINE)).filter((row) => levelOf(row) !== null);
    const people = await Promise.all(
      rows.map(async (row) => ({
        row,
        member: await book.query(readIdentity, row.robloxUserId, COMMAND_LINE),
      })),
    );
    const lines = people.map(({ row, member }) => `${nameOf(member)}  ${describeRow(row)}`);
    const data = people.map(({ row, member: { robloxUserId, username } }) => ({
      robloxUserId,
      username,
      level: levelOf(row),
      hasToken: Boolean(row.tokenHash),
    }));
    const nobody = 'Nobody is staff yet: bun run petbank staff add NAME --level LEVEL';
    return { text: lines.join('\n') || nobody, data };
  });

function describeRow({ granted, byRoles, managerSince, tokenHash, ...row }: StaffMember): string {
  const facts = [
    levelOf({ granted, byRoles }) ?? '',
    ...(granted ? [`added as ${granted}`] : []),
    ...(byRoles ? [`${byRoles} by roles on Discord`] : []),
    ...(managerSince === null ? [] : [`manager since ${new Date(managerSince).toISOString()}`]),
    ...(tokenHash ? ['has a token'] : []),
  ];
  return `${facts.join(', ')}  t-${row.seq}`;
}

interface Somebody {
  readonly book: Book;
  readonly member: MemberIdentity;
  readonly row: StaffMember | null;
}

/** Runs with the bank and the person of this name. */
const withSomebody = (
  name: string,
  context: CliContext,
  run: (somebody: Somebody) => Promise<string>,
): Promise<string> =>
  withBook(context, async (book) => {
    const found = /^[1-9]\d{0,13}$/.test(name) ? { id: Number(name) } : await findAccount(name, context);
    const member = await book.query(readIdentity, found.id, COMMAND_LINE);
    const row = await book.query(readStaffMember, found.id, COMMAND_LINE);
    return run({ book, member: { ...member, ...found }, row });
  });

const nameOf = ({ username, robloxUserId }: MemberIdentity): string =>
  username === null ? `Roblox ${robloxUserId}` : `${username} (Roblox ${robloxUserId})`;

const describeToken = (token: string): string =>
  `Their personal token, shown this once: ${token}\n` +
  'The bank keeps only its hash. It signs them in to the dashboard, at /dashboard.';
