import { z } from 'zod';
import { robloxUsernameSchema } from '../bank/verify.ts';
import type { TextOption } from './model/command.ts';

/** Longer than a username may be, so that our own words explain what is wrong with it. */
const MAX_TYPED = 200;

export const usernameOption = {
  kind: 'text',
  description: 'Your Roblox username: the name with the @, not the display name',
  isRequired: true,
  maxLength: MAX_TYPED,
} as const satisfies TextOption;

/** A Roblox username as people type it. What surely isn't one is refused with what to type in its place. */
export const typedUsername = z
  .string()
  .max(MAX_TYPED)
  .superRefine((typed, context) => {
    const message = explainOtherThing(typed.trim());
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  .pipe(robloxUsernameSchema);

function explainOtherThing(typed: string): string | undefined {
  if (/^<[@#]|^@(?:everyone|here)$/.test(typed)) {
    return 'that names someone on Discord. Type a Roblox username: the name with the @ on a Roblox profile';
  }
  if (/:\/\/|\b(?:roblox|ro\.blox)\.com\//i.test(typed)) {
    return 'that is a link. Open it, and type the name with the @ that you see there';
  }
  const name = /^\S.*[\s(]@([^@()]+)\)?$/s.exec(typed)?.[1]?.trim();
  return name ? `type only the name behind the @: ${name}` : undefined;
}

/** An unknown name that may be an id, copied in its place. */
export const looksLikeId = (username: string): boolean => /^\d{5,}$/.test(username);
