import { randomBytes } from 'node:crypto';
import { invariant } from '../../src/bank/engine/assert.ts';
import type { Book } from '../../src/bank/engine/book.ts';
import type { StaffLevel } from '../../src/bank/engine/rows.ts';
import { createStaffCommands } from '../../src/commands/commands.ts';
import { type Cooldown, createCooldown } from '../../src/commands/dispatch/cooldown.ts';
import { createDispatcher } from '../../src/commands/dispatch/dispatcher.ts';
import type { PressResult, RenderedReply } from '../../src/commands/dispatch/types.ts';
import type { Actor } from '../../src/commands/model/actor.ts';
import type { RawOptions } from '../../src/commands/model/command.ts';
import { createExplainError } from '../../src/commands/model/refusal-reply.ts';
import type { PlainText } from '../../src/commands/model/text.ts';
import { findLevel } from '../../src/commands/staff/level.ts';
import type { StaffProposals } from '../../src/commands/staff/proposals.ts';
import { createSandbox } from '../../src/roblox/sandbox.ts';
import { type Bank, expectSound, openBank } from '../bank/bank.ts';
import { linkUser } from '../bank/link.ts';

const person = (discordUserId: string, level: StaffLevel | null): Actor => ({
  discordUserId,
  name: 'somebody',
  level: async () => level,
});

/** Staff whose Roblox accounts are 9 and 8, staff with none, and a member whose account is 1. */
export const KIM = person('100000000000000009', 'owner');
export const LEE = person('100000000000000008', 'owner');
export const UNLINKED = person('100000000000000007', 'owner');
/** A cashier by their roles, without a Roblox account. */
export const CASHIER = person('100000000000000006', 'cashier');
export const MEMBER = person('100000000000000001', null);
export const MENTION = `<@${MEMBER.discordUserId}>`;
export const REASON = 'met in the plaza';

export interface StaffKit {
  readonly bank: Bank;
  /** Runs a command as Kim, unless another actor is given. */
  ask(path: string, raw?: RawOptions, actor?: Actor): Promise<RenderedReply>;
  /**
   * Presses the button or fills in the form of this label; without a reason of its own, the usual one is
   * given.
   */
  press(rendered: RenderedReply, label: string, given?: Pressing): Promise<PressResult>;
  /** What is offered for an option while it is typed. */
  offered(path: string, option: string, typed: string, actor?: Actor): Promise<string[]>;
}

interface Pressing {
  readonly fields?: Readonly<Record<string, string>>;
  readonly values?: readonly string[];
  readonly actor?: Actor;
}

/** The commands of staff over a bank in memory. Roblox knows `builderman`, whose id is 156. */
export async function openStaffKit({
  bank = openBank(),
  bookOf = (book) => book,
  cooldown = createCooldown(),
  proposals,
}: {
  bank?: Bank;
  bookOf?: (book: Book) => Book;
  cooldown?: Cooldown;
  proposals?: StaffProposals;
} = {}): Promise<StaffKit> {
  const roblox = createSandbox();
  roblox.put('builderman', { id: 156 });
  for (const [actor, robloxUserId] of [[KIM, 9] as const, [LEE, 8] as const, [MEMBER, 1] as const]) {
    await linkUser(bank, { discordUserId: actor.discordUserId, robloxUserId });
    await findLevel(bank.book, actor);
  }
  let ids = 0;
  const nextId = (): number => {
    ids += 1;
    return ids;
  };
  const dispatcher = createDispatcher({
    commands: createStaffCommands({
      book: bookOf(bank.book),
      profiles: roblox,
      random: randomBytes,
      rules: () => ({ ...bank.now.rules, aliases: bank.book.aliases() }),
      ...(proposals ? { proposals } : {}),
    }),
    clock: () => bank.now.at,
    newId: () => `panel-${nextId()}`,
    findLevel: (actor) => findLevel(bank.book, actor),
    cooldown,
    explain: createExplainError({
      newReference: () => 'ref-1',
      onError(error) {
        throw error;
      },
    }),
  });
  return {
    bank,
    ask: (path, raw = {}, actor = KIM) =>
      dispatcher.run({ path: path.split(' '), raw }, { actor, operationId: `discord:${nextId()}` }),
    press(rendered, label, { fields = {}, values = [], actor = KIM } = {}) {
      const found = rendered.rows.flat().find(({ control }) => labelOf(control) === label);
      const { id } = invariant(found, `“${label}” among ${labelsOf(rendered).join(', ')}`);
      return dispatcher.press(id, { values, fields: { reason: REASON, ...fields } }, actor);
    },
    async offered(path, option, typed, actor = KIM) {
      const choices = await dispatcher.complete({ path: path.split(' '), option, typed }, actor);
      return choices.map(({ value }) => value);
    },
  };
}

const labelOf = (control: RenderedReply['rows'][number][number]['control']): string =>
  control.kind === 'menu' ? control.placeholder : control.label;

/** What there is to press or to choose in a reply. */
export const labelsOf = (rendered: RenderedReply): string[] =>
  rendered.rows.flat().map(({ control }) => labelOf(control));

/** All that people read in a reply, in one line. */
export function wordsIn({ title, text, fields = [] }: RenderedReply): string {
  const said = fields.map((field) => `${field.name}: ${plain(field.text)}`);
  return [title, plain(text ?? []), ...said].join(' | ').replaceAll('\n', ', ');
}

const plain = (text: PlainText): string =>
  text
    .map((span) => {
      switch (span.kind) {
        case 'time':
          return 'then';
        case 'command':
          return `/${span.name}`;
        case 'user':
          return '@user';
        default:
          return span.text;
      }
    })
    .join('');

/** Who did it and why, by the newest row of the log; the ledger holds. */
export async function lastInLedger({ bank }: StaffKit) {
  await expectSound(bank);
  const { seq } = await bank.reads.head();
  const [transaction] = await bank.reads.log({ afterSeq: seq - 1, limit: 1 });
  const { kind, status, by, note } = invariant(transaction, 'a transaction');
  return { kind, status, by, note };
}
