import type { Context } from './asker.ts';
import { type Desk, findCommand, type Shown } from './desk.ts';
import { notUnderstood } from './desk-replies.ts';
import type { Typed } from './typed.ts';

/**
 * Asks what somebody typed, as `readTyped` read it. Words that a command with options can't place are told back, and nothing is
 * done: they may have meant something else. Behind a command that takes nothing, such as `balance please`, they are no harm.
 */
export async function askTyped(desk: Desk, typed: Typed | undefined, context: Context): Promise<Shown> {
  const { path, raw, leftOver } = typed ?? { path: [], raw: {}, leftOver: '' };
  const takesSomething = Object.keys(findCommand(desk.commands, path)?.options ?? {}).length > 0;
  if (leftOver === '' || !takesSomething) return desk.ask({ path, raw }, context);
  return desk.show(notUnderstood(leftOver), { ownerId: context.asker.discordUserId, isPublic: false });
}
