import { z } from 'zod';

/*
 * Lengths are counted in UTF-16 units. Discord speaks of "characters"; a text that fits by this count fits by
 * every other one, so the double is never milder than Discord.
 */

/** A text from 1 to `max` characters: an empty one is refused, as Discord refuses it. */
export function text(max: number) {
  return z.string().min(1).max(max);
}

/** An id of Discord's. Ids of files in a form may be small numbers. */
export const snowflake = z
  .union([z.string().regex(/^\d{1,20}$/), z.number().int().nonnegative()])
  .transform(String);

export const webUrl = z
  .string()
  .regex(/^https?:\/\/\S+$/, 'Scheme must be one of http, https.')
  .max(2048);

/** An address of a picture: on the web, or a file that is sent along. */
export const pictureUrl = z
  .string()
  .regex(/^(https?|attachment):\/\/\S+$/, 'Scheme must be one of http, https, attachment.')
  .max(2048);

/** Discord's locales (developers/reference#locales). */
const LOCALES = [
  ...['id', 'da', 'de', 'en-GB', 'en-US', 'es-ES', 'es-419', 'fr', 'hr', 'it', 'lt', 'hu', 'nl', 'no', 'pl'],
  ...['pt-BR', 'ro', 'fi', 'sv-SE', 'vi', 'tr', 'cs', 'el', 'bg', 'ru', 'uk', 'hi', 'th', 'zh-CN', 'ja'],
  ...['zh-TW', 'ko'],
];

/** Translations of a name or a description, each within the limits of what it translates. */
export function localized<T extends z.ZodType>(value: T) {
  return z.partialRecord(z.enum(LOCALES), value).nullish();
}

/** Refuses an item whose key an earlier one has. */
export function unique<T>(keyOf: (item: T) => unknown, what: string) {
  return (context: z.core.ParsePayload<T[]>) => {
    const seen = new Set<unknown>();
    context.value.forEach((item, index) => {
      const key = keyOf(item);
      if (key !== undefined && key !== null && seen.has(key)) {
        context.issues.push({ code: 'custom', path: [index], message: `${what} is not unique`, input: key });
      }
      seen.add(key);
    });
  };
}
