import type { Reply } from '../model/reply.ts';
import { command, relativeTime, say, strong, type Text } from '../model/text.ts';

// What the dispatcher itself replies, where no command or control does.

const warning = (title: string, text: Text): Reply => ({ title, tone: 'warning', text });

export const UNKNOWN = warning(
  "I don't know that command",
  say`${command('help')} shows everything I can do.`,
);
export const STAFF_ONLY: Reply = {
  title: 'For staff only',
  tone: 'bad',
  text: say`Only staff of this bank's own server can do that.`,
};
export const NOT_YOURS = warning(
  'This is for someone else',
  say`Only the person who ran the command can press this. ${command('help')} shows how to run your own.`,
);
export const NEEDS_ANOTHER = warning(
  'A second person has to press this',
  say`You proposed it, so another staff member has to confirm it.`,
);
export const TOO_OLD = warning('Too old to press', say`Nothing was done. Run the command again.`);
export const USED_UP = warning('Already done', say`This was pressed before. Nothing was done twice.`);
export const IN_PROGRESS: Reply = {
  title: 'One moment',
  tone: 'plain',
  text: say`This is already in progress.`,
};
export const TOO_LONG = warning('Too short or too long', say`Nothing was done. Fill in the form again.`);

export const explainTooFast = (until: number): Reply =>
  warning('A little slower, please', say`You have sent a lot of commands. Try again ${relativeTime(until)}.`);

export const explainLeftOver = (leftOver: string): Reply =>
  warning(
    "I don't understand all of that",
    say`Nothing was done. I don't know what ${strong(leftOver)} means here. ${command('help')} shows how.`,
  );
