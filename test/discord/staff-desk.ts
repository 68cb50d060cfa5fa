import { known } from '../../src/bank/engine/assert.ts';
import type { Book } from '../../src/bank/engine/book.ts';
import { createDesk } from '../../src/commands/dispatch/dispatcher.ts';
import type { Shown, Used } from '../../src/commands/dispatch/types.ts';
import type { Asker } from '../../src/commands/model/actor.ts';
import type { RawOptions } from '../../src/commands/model/command.ts';
import { createExplain } from '../../src/commands/model/refusal-reply.ts';
import type { Text } from '../../src/commands/model/text.ts';
import { createStaffCommands } from '../../src/commands/staff/teller.ts';
import { createSandbox } from '../../src/roblox/sandbox.ts';
import { type Bank, expectSound, openBank } from '../bank/bank.ts';
import { linkUser } from '../bank/link.ts';

const person = (discordUserId: string, isStaff: boolean): Asker => ({
  discordUserId,
  name: 'somebody',
  isStaff: async () => isStaff,
});

/** Staff whose Roblox accounts are 9 and 8, staff with none, and a member whose account is 1. */
export const KIM = person('100000000000000009', true);
export const LEE = person('100000000000000008', true);
export const UNLINKED = person('100000000000000007', true);
export const MEMBER = person('100000000000000001', false);
export const MENTION = `<@${MEMBER.discordUserId}>`;
export const REASON = 'met in the plaza';

export interface StaffDesk {
  readonly bank: Bank;
  /** Asks as Kim, unless somebody else is named. */
  ask(path: string, raw?: RawOptions, asker?: Asker): Promise<Shown>;
  /**
   * Presses the button or fills in the form of this label; without a reason of its own, the usual one is
   * given.
   */
  press(shown: Shown, label: string, given?: Pressing): Promise<Used>;
  /** What is offered for an option while it is typed. */
  offered(path: string, option: string, typed: string, asker?: Asker): Promise<string[]>;
}

interface Pressing {
  readonly fields?: Readonly<Record<string, string>>;
  readonly values?: readonly string[];
  readonly asker?: Asker;
}

/** The commands of staff over a bank in memory. Roblox knows `builderman`, whose id is 156. */
export async function openStaffDesk({
  bank = openBank(),
  bookOf = (book) => book,
}: {
  bank?: Bank;
  bookOf?: (book: Book) => Book;
} = {}): Promise<StaffDesk> {
  const roblox = createSandbox();
  roblox.put('builderman', { id: 156 });
  for (const [asker, robloxUserId] of [[KIM, 9] as const, [LEE, 8] as const, [MEMBER, 1] as const]) {
    await linkUser(bank, { discordUserId: asker.discordUserId, robloxUserId });
  }
  let ids = 0;
  const nextId = (): number => {
    ids += 1;
    return ids;
  };
  const desk = createDesk({
    commands: createStaffCommands({
      book: bookOf(bank.book),
      profiles: roblox,
      rules: () => bank.now.rules,
    }),
    clock: () => bank.now.at,
    newId: () => `panel-${nextId()}`,
    cooldown: { take: async () => 0 },
    explain: createExplain({
      newReference: () => 'ref-1',
      onFault(error) {
        throw error;
      },
    }),
  });
  return {
    bank,
    ask: (path, raw = {}, asker = KIM) =>
      desk.ask({ path: path.split(' '), raw }, { asker, operationId: `discord:${nextId()}` }),
    press(shown, label, { fields = {}, values = [], asker = KIM } = {}) {
      const found = shown.rows.flat().find(({ control }) => labelOf(control) === label);
      const { id } = known(found, `“${label}” among ${labelsOf(shown).join(', ')}`);
      return desk.use(id, { values, fields: { reason: REASON, ...fields } }, asker);
    },
    async offered(path, option, typed, asker = KIM) {
      const choices = await desk.complete({ path: path.split(' '), option, typed }, asker);
      return choices.map(({ value }) => value);
    },
  };
}

const labelOf = (control: Shown['rows'][number][number]['control']): string =>
  control.kind === 'menu' ? control.placeholder : control.label;

/** What there is to press or to choose in a reply. */
export const labelsOf = (shown: Shown): string[] => shown.rows.flat().map(({ control }) => labelOf(control));

/** All that people read in a reply, in one line. */
export function wordsIn({ title, text, fields = [] }: Shown): string {
  const said = fields.map((field) => `${field.name}: ${plain(field.text)}`);
  return [title, plain(text ?? []), ...said].join(' | ').replaceAll('\n', ', ');
}

const plain = (text: Text): string =>
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
export async function lastInLedger({ bank }: StaffDesk) {
  await expectSound(bank);
  const { seq } = await bank.reads.head();
  const [one] = await bank.reads.log({ afterSeq: seq - 1, limit: 1 });
  const { kind, status, by, note } = known(one, 'a transaction');
  return { kind, status, by, note };
}
