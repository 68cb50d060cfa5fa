import type { StaffLevel } from '../../bank/engine/rows.ts';
import { reachesLevel } from '../../bank/staff.ts';
import { DEFAULT_LANGUAGE } from '../../messages/languages.ts';
import { type Actor, type Context, mayUseHere } from '../model/actor.ts';
import { type Command, MAX_CHOICES } from '../model/command.ts';
import type { ExplainError } from '../model/refusal-reply.ts';
import type { Reply } from '../model/reply.ts';
import { translateReply } from '../model/translate.ts';
import { createControlHandlers } from './controls.ts';
import type { Cooldown } from './cooldown.ts';
import { createPanels, type FindStanding } from './panels.ts';
import { explainLeftOver, explainLevel, explainTooFast, explainUnknown, NOT_HERE } from './replies.ts';
import type { Dispatcher, Invocation } from './types.ts';

interface DispatcherDependencies {
  readonly commands: readonly Command[];
  readonly clock: () => number;
  /** An id that nobody can guess, of letters, digits, `-` and `_`. */
  readonly newId: () => string;
  readonly cooldown: Cooldown;
  readonly explain: ExplainError;
  /** Makes the controls anew that work after a restart. */
  readonly findStanding?: FindStanding;
  /** What an actor may do as staff, where the bank knows more than the actor's own screen does. */
  readonly findLevel?: (actor: Actor) => Promise<StaffLevel | null>;
}

export function createDispatcher(dependencies: DispatcherDependencies): Dispatcher {
  const { commands, findLevel } = dependencies;
  const withLevel = (actor: Actor): Actor =>
    findLevel ? { ...actor, level: () => findLevel(actor) } : actor;
  const panels = createPanels(dependencies);
  const render: Dispatcher['render'] = (reply, audience) => {
    const translated = translateReply(reply, audience.language ?? DEFAULT_LANGUAGE);
    return {
      ...translated,
      rows: panels.open(translated, audience),
      isPublic: audience.isPublic,
      level: audience.level ?? null,
    };
  };
  return {
    commands,
    render,
    findStanding: dependencies.findStanding ?? (() => undefined),
    getState({ rows }) {
      const [first] = rows.flat();
      return first ? (panels.find(first.id)?.panel.state ?? 'used') : 'open';
    },
    ...createControlHandlers(panels, { ...dependencies, render, withLevel }),
    async run(invocation, { actor, operationId }) {
      const command = findCommand(commands, invocation.path);
      const audience = {
        ownerId: actor.discordUserId,
        isPublic: command?.isPublic ?? false,
        level: command && command.audience !== 'everyone' ? command.audience : null,
        language: actor.language,
        command: invocation.path[0],
      };
      const context = { actor: withLevel(actor), operationId };
      const reply = run(dependencies, { command, invocation, context });
      return render(await reply.catch(dependencies.explain), audience);
    },
    async complete({ path, option, typed }, actor) {
      const command = findCommand(commands, path);
      if (!command || !(await mayRun(command, withLevel(actor)))) return [];
      return (await command.complete(actor, option, typed)).slice(0, MAX_CHOICES);
    },
  };
}

interface Running {
  readonly command: Command | undefined;
  readonly invocation: Invocation;
  readonly context: Context;
}

async function run(
  { commands, cooldown, clock }: DispatcherDependencies,
  { command, invocation, context }: Running,
): Promise<Reply> {
  const { actor } = context;
  const waitMs = cooldown.take(actor.discordUserId, command ?? {});
  if (waitMs > 0) return explainTooFast(clock() + waitMs);
  if (!command) return explainUnknown(commands, invocation.unknown ?? invocation.path.join(' '));
  if (!(await mayUseHere(actor, invocation.path[0]))) return NOT_HERE;
  if (invocation.leftOver) return explainLeftOver(invocation.leftOver);
  if (command.audience !== 'everyone') {
    const refusal = explainLevel(command.audience, await actor.level());
    if (refusal) return refusal;
  }
  return command.run(context, invocation.raw);
}

const mayRun = async ({ audience }: Command, actor: Actor): Promise<boolean> =>
  audience === 'everyone' || reachesLevel(await actor.level(), audience);

/** Returns the command with this path; undefined for none, and for a group without its subcommand. */
export function findCommand(commands: readonly Command[], path: readonly string[]): Command | undefined {
  const [name, ...rest] = path;
  const found = commands.find((command) => command.name === name);
  if (!found || found.subcommands.length === 0) return rest.length === 0 ? found : undefined;
  return findCommand(found.subcommands, rest);
}
