import { z } from 'zod';
import { robloxUsernameSchema } from '../bank/verify.ts';
import type { TextOption } from './model/command.ts';
import { Mistake } from './model/mistake.ts';
import { type Reply, worded } from './model/reply.ts';
import { t } from './model/text.ts';

/** Longer than a username may be, so that our own words explain what is wrong with it. */
const MAX_TYPED = 200;

export const usernameOption = {
  kind: 'text',
  description: t('about.option.username'),
  isRequired: true,
  maxLength: MAX_TYPED,
} as const satisfies TextOption;

/** A Roblox username as people type it. What surely isn't one is refused with what to type in its place. */
export const typedUsername = z
  .string()
  .max(MAX_TYPED)
  .superRefine((typed) => {
    const explained = explainOtherThing(typed.trim());
    if (explained) throw new Mistake(explained);
  })
  .pipe(robloxUsernameSchema);

function explainOtherThing(typed: string): Reply | undefined {
  if (/^<[@#]|^@(?:everyone|here)$/.test(typed)) return worded('username.names-someone', 'warning');
  if (/:\/\/|\b(?:roblox|ro\.blox)\.com\//i.test(typed)) return worded('username.is-link', 'warning');
  const name = /^\S.*[\s(]@([^@()]+)\)?$/s.exec(typed)?.[1]?.trim();
  if (name) return worded('username.only-behind', 'warning', { name });
  return robloxUsernameSchema.safeParse(typed).success ? undefined : worded('username.no-name', 'warning');
}

/** An unknown name that may be an id, copied in its place. */
export const looksLikeId = (username: string): boolean => /^\d{5,}$/.test(username);
