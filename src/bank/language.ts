import { z } from 'zod';
import { discordUserIdSchema } from './engine/fields.ts';
import type { Operation } from './engine/operation.ts';
import { linkReadKeys, preferencesReadKeys } from './member.ts';

/** A language's tag, such as `pt-BR`: 1 to 35 characters. */
export const languageSchema = z
  .string()
  .regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/)
  .max(35);

export const keepLanguageInput = z.strictObject({
  discordUserId: discordUserIdSchema,
  language: languageSchema,
});

/**
 * Keeps which language a linked Discord user has, for messages that are sent when they are not there. Of
 * whoever isn't linked nothing is kept. Returns whether it is kept now. Refuses nothing.
 */
export const keepLanguage: Operation<z.infer<typeof keepLanguageInput>, boolean> = {
  readKeys: ({ discordUserId }) => [...linkReadKeys(discordUserId), ...preferencesReadKeys(discordUserId)],
  decide(step, { discordUserId, language }) {
    if (!step.linkOfUser(discordUserId)) return false;
    const before = step.row('preferences', discordUserId);
    if (before?.language !== language)
      step.put('preferences', { discordUserId, mutedNotices: before?.mutedNotices ?? [], language });
    return true;
  },
};

/** The language that was kept of a Discord user; null: none. Refuses nothing. */
export const readLanguage: Operation<string, string | null> = {
  readKeys: preferencesReadKeys,
  decide: (step, discordUserId) => step.row('preferences', discordUserId)?.language ?? null,
};
