import { indexNearMisses } from '../../bank/engine/near-misses.ts';
import type { StaffLevel } from '../../bank/engine/rows.ts';
import { reachesLevel } from '../../bank/staff.ts';
import type { Command } from '../model/command.ts';
import { type Reply, worded } from '../model/reply.ts';
import { command, relativeTime } from '../model/text.ts';

// What the dispatcher itself replies, where no command or control does.

/** Names the member's command that is nearly what was typed, if there is one. */
export function explainUnknown(commands: readonly Command[], typed: string): Reply {
  const [word = ''] = typed.trim().split(/\s+/);
  const named = commands.filter(({ audience }) => audience === 'everyone');
  const near = indexNearMisses(named.map(({ name }) => ({ name, value: name })))(word, 1);
  const [meant] = word === '' ? [] : near;
  return meant === undefined
    ? worded('dispatch.unknown', 'warning')
    : worded('dispatch.near-miss', 'warning', { command: command(meant) });
}

const STAFF_ONLY = worded('dispatch.staff-only', 'bad');

/** Says that the level is too low; undefined where it is this one or a higher one. */
export function explainLevel(needed: StaffLevel, level: StaffLevel | null): Reply | undefined {
  if (reachesLevel(level, needed)) return undefined;
  return level === null ? STAFF_ONLY : worded('dispatch.level', 'bad', { level, needed });
}

export const NOT_YOURS = worded('dispatch.not-yours', 'warning');
export const NEEDS_ANOTHER = worded('dispatch.needs-another', 'warning');
export const NOT_HERE = worded('dispatch.not-here', 'warning');
export const TOO_OLD = worded('dispatch.too-old', 'warning');
export const USED_UP = worded('dispatch.used-up', 'warning');
export const IN_PROGRESS = worded('dispatch.in-progress', 'plain');
export const TOO_LONG = worded('dispatch.too-long', 'warning');

export const explainTooFast = (until: number) =>
  worded('dispatch.too-fast', 'warning', { when: relativeTime(until) });

export const explainLeftOver = (leftOver: string) =>
  worded('dispatch.left-over', 'warning', { typed: leftOver });
