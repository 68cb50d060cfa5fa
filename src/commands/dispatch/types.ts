import type { Actor, Context } from '../model/actor.ts';
import type { Choice, Command, RawOptions } from '../model/command.ts';
import type { Form, Given, Reply } from '../model/reply.ts';
import type { Audience, Panel, RenderedControl } from './panels.ts';

/** A reply on its way to a screen: its controls have ids. */
export interface RenderedReply extends Omit<Reply, 'rows'> {
  readonly rows: readonly (readonly RenderedControl[])[];
  readonly isPublic: boolean;
  readonly isForStaff: boolean;
}

/** The reply that this was rendered from. */
export function toReply({
  rows,
  isPublic: _isPublic,
  isForStaff: _isForStaff,
  ...reply
}: RenderedReply): Reply {
  return { ...reply, rows: rows.map((row) => row.map(({ control }) => control)) };
}

/**
 * What came of pressing something: the message it stood on becomes this one, or this is told aside to who
 * pressed, and the message stays.
 */
export type PressResult =
  | { readonly kind: 'replace'; readonly rendered: RenderedReply }
  | { readonly kind: 'ephemeral'; readonly rendered: RenderedReply };

interface Invocation {
  /** The command's words: `withdraw`, or `teller` and `queue`. */
  readonly path: readonly string[];
  readonly raw: RawOptions;
}

/**
 * Where people ask and press, whatever screen they do it on. Nothing here rejects: what goes wrong is told in
 * the answer.
 */
export interface Dispatcher {
  readonly commands: readonly Command[];
  run(asked: Invocation, context: Context): Promise<RenderedReply>;
  /** What to offer for an option while it is typed; nothing where it can't be told. */
  complete(
    asked: { path: readonly string[]; option: string; typed: string },
    actor: Actor,
  ): Promise<readonly Choice[]>;
  press(controlId: string, given: Given, actor: Actor): Promise<PressResult>;
  /**
   * The form that this control opens; none where it opens none, or not for this person, or not any more:
   * `use` then says why.
   */
  findForm(controlId: string, actor: Actor): Form | undefined;
  /** Shows a reply that nobody asked for just now, such as a watched one that has changed. */
  render(reply: Reply, audience: Audience): RenderedReply;
  /**
   * How its controls stand: `busy` while one of them acts, `used` once one has or they are too old. What has
   * none is `open`.
   */
  getState(rendered: RenderedReply): Panel['state'];
}
