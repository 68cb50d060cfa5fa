import type { StaffLevel } from '../../bank/engine/rows.ts';
import type { Actor, Context } from '../model/actor.ts';
import type { Choice, Command, RawOptions } from '../model/command.ts';
import type { Control, Given, Reply } from '../model/reply.ts';
import type { TranslatedForm, TranslatedReply } from '../model/translate.ts';
import type { Audience, Panel, RenderedControl } from './panels.ts';

/** A reply ready for a screen: in the reader's language, and its controls have ids. */
export interface RenderedReply extends Omit<TranslatedReply, 'rows'> {
  readonly rows: readonly (readonly RenderedControl[])[];
  readonly isPublic: boolean;
  readonly level: StaffLevel | null;
}

/** Returns the reply that this was rendered from, in the language in which it was. */
export function toReply(rendered: RenderedReply): TranslatedReply {
  const { rows, isPublic: _isPublic, level: _level, ...reply } = rendered;
  return { ...reply, rows: rows.map((row) => row.map(({ control }) => control)) };
}

/** The result of a control: it replaces its message, or only the actor sees it and the message stays. */
export interface PressResult {
  readonly kind: 'replace' | 'ephemeral';
  readonly rendered: RenderedReply;
}

export interface Invocation {
  /** The command and subcommand: `withdraw`, or `teller` and `queue`. */
  readonly path: readonly string[];
  readonly raw: RawOptions;
  /** What no option takes: then the command isn't run, since it may have meant something else. */
  readonly leftOver?: string;
  /** What was typed, where it is no command. */
  readonly unknown?: string;
}

/** Runs commands and controls for any screen. `run` and `press` never reject: a reply explains the error. */
export interface Dispatcher {
  readonly commands: readonly Command[];
  run(invocation: Invocation, context: Context): Promise<RenderedReply>;
  /** Returns what to offer for an option while it is typed; nothing if that isn't possible. */
  complete(
    completion: { readonly path: readonly string[]; readonly option: string; readonly typed: string },
    actor: Actor,
  ): Promise<readonly Choice[]>;
  press(controlId: string, given: Given, actor: Actor): Promise<PressResult>;
  /** Returns the form that this control opens for this actor. If undefined, `press` says why not. */
  findForm(controlId: string, actor: Actor): TranslatedForm | undefined;
  /** Returns the control that stands under this name, for a message that no command wrote. */
  findStanding(name: string, about: string): Control | undefined;
  /** Renders a reply outside a command, such as a live message that has changed. */
  render(reply: Reply, audience: Audience): RenderedReply;
  /** `busy` while a control acts, `used` once one has or they have expired; `open` without controls. */
  getState(rendered: RenderedReply): Panel['state'];
}
