import type { Context } from '../model/actor.ts';
import { findCommand } from './dispatcher.ts';
import type { TypedCommand } from './parse-typed.ts';
import { notUnderstood } from './replies.ts';
import type { Dispatcher, RenderedReply } from './types.ts';

/**
 * Asks what somebody typed, as `readTyped` read it. Words that a command with options can't place are told
 * back, and nothing is done: they may have meant something else. Behind a command that takes nothing, such as
 * `balance please`, they are no harm.
 */
export async function runTyped(
  dispatcher: Dispatcher,
  typed: TypedCommand | undefined,
  context: Context,
): Promise<RenderedReply> {
  const { path, raw, leftOver } = typed ?? { path: [], raw: {}, leftOver: '' };
  const takesSomething = Object.keys(findCommand(dispatcher.commands, path)?.options ?? {}).length > 0;
  if (leftOver === '' || !takesSomething) return dispatcher.run({ path, raw }, context);
  return dispatcher.render(notUnderstood(leftOver), {
    ownerId: context.actor.discordUserId,
    isPublic: false,
  });
}
