import { StorageUnavailable } from '../bank/engine/book.ts';
import type { StaffLevel } from '../bank/engine/rows.ts';
import { reachesLevel } from '../bank/staff.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { Actor } from './model/actor.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import type { Field, Reply } from './model/reply.ts';
import { code, command, lines, type Text, t } from './model/text.ts';
import { findLinkedAccount } from './person.ts';

/** The groups of commands, in this order. Commands in none of them come last. */
const GROUPS: readonly { readonly name: Text; readonly commands: readonly string[] }[] = [
  { name: t('help.start'), commands: ['verify', 'verify-confirm'] },
  { name: t('help.what-you-have'), commands: ['inventory', 'balance', 'history', 'mypage', 'value'] },
  { name: t('help.in-and-out'), commands: ['deposit', 'withdraw', 'cancel'] },
  { name: t('help.others'), commands: ['gift', 'trade', 'whois'] },
  { name: t('help.about-you'), commands: ['update', 'notices', 'unlink', 'export', 'forget-me'] },
];

/** Describes the commands that the actor may run. */
export function helpCommand({ book }: CommandDependencies, commands: () => readonly Command[]): Command {
  const about = { name: 'help', description: t('about.help') };
  return defineSimpleCommand(about, async ({ actor }): Promise<Reply> => {
    const all = commands();
    const level = await findLevel(actor);
    const staff = all.filter(({ audience }) => audience !== 'everyone' && reachesLevel(level, audience));
    return {
      title: t('help.title'),
      text: lines([
        t('help.what'),
        await firstStep(book, actor.discordUserId),
        t('help.direct', { example: code('inventory') }),
      ]),
      fields: [
        ...memberFields(all.filter((command) => command.audience === 'everyone')),
        ...staff.map((command) =>
          toHelpField({ name: t('help.for-staff', { command: command.name }), commands: [command] }),
        ),
      ],
    };
  });
}

/** Help for members needs nothing of Discord: where it can't say who is staff, nobody is shown as staff. */
async function findLevel({ level }: Actor): Promise<StaffLevel | null> {
  try {
    return await level();
  } catch {
    return null;
  }
}

/** Says what this person can do next. Help works while the bank is unavailable, too. */
async function firstStep(book: CommandDependencies['book'], discordUserId: string): Promise<Text> {
  try {
    const isLinked = (await findLinkedAccount(book, discordUserId)) !== undefined;
    return t(isLinked ? 'help.next' : 'help.new');
  } catch (error) {
    if (error instanceof StorageUnavailable) return t('help.busy');
    throw error;
  }
}

function memberFields(commands: readonly Command[]): Field[] {
  const grouped = GROUPS.map(({ name, commands: own }) => ({
    name,
    commands: commands.filter((command) => own.includes(command.name)),
  }));
  const known = new Set(['help', ...GROUPS.flatMap((group) => group.commands)]);
  const others = { name: t('help.more'), commands: commands.filter((command) => !known.has(command.name)) };
  return [...grouped, others].filter((group) => group.commands.length > 0).map(toHelpField);
}

const toHelpField = ({ name, commands }: { name: Text; commands: readonly Command[] }): Field => ({
  name,
  text: lines(commands.flatMap((command) => describeCommand(command))),
});

function describeCommand({ name, subcommands, options, description }: Command, parent = ''): Text[] {
  const path = `${parent}${name}`;
  if (subcommands.length > 0) return subcommands.flatMap((below) => describeCommand(below, `${path} `));
  const inputs = Object.entries(options).map(([option, { isRequired }]) =>
    isRequired ? ` <${option}>` : ` [${option}]`,
  );
  return [t('help.command', { command: command(path), inputs: inputs.join(''), description })];
}
