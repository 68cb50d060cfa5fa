import type { Context } from '../model/actor.ts';
import type { Command, RawOptions } from '../model/command.ts';
import type { Explain } from '../model/refusal-reply.ts';
import type { Reply } from '../model/reply.ts';
import { createPresses } from './controls.ts';
import type { Cooldown } from './cooldown.ts';
import { createPanels } from './panels.ts';
import { STAFF_ONLY, tooFast, UNKNOWN } from './replies.ts';
import type { Desk } from './types.ts';

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
  const found = commands.find((command) => command.name === name);
  if (!found || found.subcommands.length === 0) return rest.length === 0 ? found : undefined;
  return findCommand(found.subcommands, rest);
}
