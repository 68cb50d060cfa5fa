import { indexNearMisses } from '../../bank/engine/near-misses.ts';
import type { StaffLevel } from '../../bank/engine/rows.ts';
import { reachesLevel } from '../../bank/staff.ts';
import type { Command } from '../model/command.ts';
import { type Reply, titled, warning } from '../model/reply.ts';
import { command, relativeTime, strong } from '../model/text.ts';

// What the dispatcher itself replies, where no command or control does.

/** Names the member's command that is nearly what was typed, if there is one. */
export function explainUnknown(commands: readonly Command[], typed: string): Reply {
  const [word = ''] = typed.trim().split(/\s+/);
  const named = commands.filter(({ audience }) => audience === 'everyone');
  const near = indexNearMisses(named.map(({ name }) => ({ name, value: name })))(word, 1);
  const [meant] = word === '' ? [] : near;
  return meant === undefined
    ? warning("I don't know that command")`${command('help')} shows everything I can do.`
    : warning("I don't know that command")`
        Did you mean ${command(meant)}? ${command('help')} shows everything I can do.`;
}

const STAFF_ONLY = titled('For staff only', 'bad')`Only staff of this bank's own server can do that.`;

/** Says that the level is too low; undefined where it is this one or a higher one. */
export function explainLevel(needed: StaffLevel, level: StaffLevel | null): Reply | undefined {
  if (reachesLevel(level, needed)) return undefined;
  if (level === null) return STAFF_ONLY;
  return titled('Not with your level', 'bad')`
    You are ${strong(level)} here. It takes ${strong(needed)}: ask one, or whoever runs this bank.`;
}

export const NOT_YOURS = warning('This is for someone else')`
  Only the person who ran the command can press this. ${command('help')} shows how to run your own.`;
export const NEEDS_ANOTHER = warning('A second person has to press this')`
  You proposed it, so another staff member has to confirm it.`;
export const TOO_OLD = warning('Too old to press')`Nothing was done. Run the command again.`;
export const USED_UP = warning('Already done')`This was pressed before. Nothing was done twice.`;
export const IN_PROGRESS = titled('One moment', 'plain')`This is already in progress.`;
export const TOO_LONG = warning('Too short or too long')`Nothing was done. Fill in the form again.`;

export const explainTooFast = (until: number) => warning('A little slower, please')`
  That was a lot at once. Nothing was done this time: try again ${relativeTime(until)}.`;

export const explainLeftOver = (leftOver: string) => warning("I don't understand all of that")`
  Nothing was done. I don't know what ${strong(leftOver)} means here. ${command('help')} shows how.`;
