import type { Asker, Context } from './asker.ts';
import type { Command, RawOptions } from './command.ts';
import type { Cooldown } from './cooldown.ts';
import { STAFF_ONLY, tooFast, UNKNOWN } from './desk-replies.ts';
import type { Explain } from './explain.ts';
import type { Choice } from './option.ts';
import { type Audience, createPanels, type Panel, type ShownControl } from './panels.ts';
import { createPresses } from './press.ts';
import type { Form, Given, Reply } from './reply.ts';

/** A reply on its way to a screen: its controls have ids. */
export interface Shown extends Omit<Reply, 'rows'> {
  readonly rows: readonly (readonly ShownControl[])[];
  readonly isPublic: boolean;
  readonly isForStaff: boolean;
}

/** The reply without what the desk has made of it. */
export function replyOf({ rows, isPublic: _isPublic, isForStaff: _isForStaff, ...reply }: Shown): Reply {
  return { ...reply, rows: rows.map((row) => row.map(({ control }) => control)) };
}

/** What came of pressing something: the message it stood on becomes this one, or this is told aside to who pressed, and the message stays. */
export type Used =
  | { readonly kind: 'replace'; readonly shown: Shown }
  | { readonly kind: 'aside'; readonly shown: Shown };

interface Asked {
  /** The command's words: `withdraw`, or `teller` and `queue`. */
  readonly path: readonly string[];
  readonly raw: RawOptions;
}

/**
 * Where people ask and press, whatever screen they do it on. Nothing here rejects: what goes wrong is told in the answer.
 */
export interface Desk {
  readonly commands: readonly Command[];
  ask(asked: Asked, context: Context): Promise<Shown>;
  /** What to offer for an option while it is typed; nothing where it can't be told. */
  complete(
    asked: { path: readonly string[]; option: string; typed: string },
    asker: Asker,
  ): Promise<readonly Choice[]>;
  use(controlId: string, given: Given, asker: Asker): Promise<Used>;
  /** The form that this control opens; none where it opens none, or not for this person, or not any more: `use` then says why. */
  formOf(controlId: string, asker: Asker): Form | undefined;
  /** Shows a reply that nobody asked for just now, such as a watched one that has changed. */
  show(reply: Reply, audience: Audience): Shown;
  /** How its controls stand: `busy` while one of them acts, `used` once one has or they are too old. What has none is `open`. */
  stateOf(shown: Shown): Panel['state'];
}

interface DeskParts {
  readonly commands: readonly Command[];
  readonly clock: () => number;
  /** An id that nobody can guess, of letters, digits, `-` and `_`. */
  readonly newId: () => string;
  readonly cooldown: Cooldown;
  readonly explain: Explain;
}

export function createDesk(parts: DeskParts): Desk {
  const { commands, explain } = parts;
  const panels = createPanels(parts);
  const show: Desk['show'] = (reply, audience) => ({
    ...reply,
    rows: panels.open(reply, audience),
    isPublic: audience.isPublic,
    isForStaff: audience.isForStaff ?? false,
  });
  return {
    commands,
    show,
    stateOf({ rows }) {
      const [first] = rows.flat();
      return first ? (panels.find(first.id)?.panel.state ?? 'used') : 'open';
    },
    ...createPresses(panels, { show, explain }),
    async ask({ path, raw }, context) {
      const command = findCommand(commands, path);
      const audience = {
        ownerId: context.asker.discordUserId,
        isPublic: command?.isPublic ?? false,
        isForStaff: command?.audience === 'staff',
      };
      if (!command) return show(UNKNOWN, audience);
      return show(await run(parts, { command, raw, context }).catch(explain), audience);
    },
    async complete({ path, option, typed }, asker) {
      const command = findCommand(commands, path);
      if (!command || (command.audience === 'staff' && !(await asker.isStaff()))) return [];
      return (await command.complete(asker, option, typed)).slice(0, MAX_CHOICES);
    },
  };
}

async function run(
  { cooldown, clock }: DeskParts,
  { command, raw, context }: { command: Command; raw: RawOptions; context: Context },
): Promise<Reply> {
  const { asker } = context;
  const waitMs = await cooldown.take(asker.discordUserId);
  if (waitMs > 0) return tooFast(clock() + waitMs);
  if (command.audience === 'staff' && !(await asker.isStaff())) return STAFF_ONLY;
  return command.run(context, raw);
}

/** Discord shows no more than this. */
const MAX_CHOICES = 25;

/** The command of these words; undefined for none, or for the first word alone of a group. */
export function findCommand(commands: readonly Command[], path: readonly string[]): Command | undefined {
  const [name, ...rest] = path;
  const found = commands.find((one) => one.name === name);
  if (!found || found.subcommands.length === 0) return rest.length === 0 ? found : undefined;
  return findCommand(found.subcommands, rest);
}
