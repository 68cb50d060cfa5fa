import type { Reply } from '../model/reply.ts';
import { command, relativeTime, say, strong } from '../model/text.ts';

/* Replies of the dispatcher itself, where no command answers. */

export const UNKNOWN: Reply = {
  title: "I don't know that command",
  tone: 'warning',
  text: say`${command('help')} shows everything I can do.`,
};
export const STAFF_ONLY: Reply = {
  title: 'For staff only',
  tone: 'bad',
  text: say`Only staff of this bank's own server may do that.`,
};
export const NOT_YOURS: Reply = {
  title: 'This is for someone else',
  tone: 'warning',
  text: say`Only who asked may press this. Ask for your own with ${command('help')}.`,
};
export const NEEDS_ANOTHER: Reply = {
  title: 'A second person has to press this',
  tone: 'warning',
  text: say`You asked for it, so another member of staff confirms it.`,
};
export const TOO_OLD: Reply = {
  title: 'Too old to press',
  tone: 'warning',
  text: say`Nothing was done. Ask again to get a fresh one.`,
};
export const USED_UP: Reply = {
  title: 'Already done',
  tone: 'warning',
  text: say`This was pressed before. Nothing was done twice.`,
};
export const UNDER_WAY: Reply = {
  title: 'One moment',
  tone: 'plain',
  text: say`This is under way already.`,
};
export const TOO_LONG: Reply = {
  title: 'Too short or too long',
  tone: 'warning',
  text: say`Nothing was done. Fill the form in again.`,
};

export const tooFast = (until: number): Reply => ({
  title: 'A little slower, please',
  tone: 'warning',
  text: say`You have asked for a lot. Try again ${relativeTime(until)}.`,
});

export const notUnderstood = (leftOver: string): Reply => ({
  title: "I don't understand all of that",
  tone: 'warning',
  text: say`Nothing was done. I don't know what to make of ${strong(leftOver)}. ${command('help')} shows how.`,
});
