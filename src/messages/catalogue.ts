import type { GetICUArgs } from '@schummar/icu-type-parser';
import { german } from './de/index.ts';
import { english } from './en/index.ts';
import { spanish } from './es/index.ts';
import { french } from './fr/index.ts';
import type { Language } from './languages.ts';
import { portuguese } from './pt-BR/index.ts';

export type MessageKey = keyof typeof english;

/** Every message in every language, in ICU MessageFormat. A line break counts as a space. */
export const CATALOGUE: { readonly [L in Language]: { readonly [Key in MessageKey]: string } } = {
  en: english,
  es: spanish,
  'pt-BR': portuguese,
  de: german,
  fr: french,
};

/** What a message has to be given: numbers where it counts or writes one, `Inserted` everywhere else. */
export type MessageValues<Key extends MessageKey, Inserted> = GetICUArgs<
  (typeof english)[Key],
  { ICUArgument: Inserted; ICUNumberArgument: number | bigint; ICUDateArgument: never }
>;

/** What stands in the gaps of a message; left out where there are none. */
export type GivenValues<Gaps> = Record<never, never> extends Gaps ? [values?: Gaps] : [values: Gaps];

/** The messages that are the title and the text of a reply, by what their keys begin with. */
export type ReplyKey = {
  readonly [Key in MessageKey]: Key extends `${infer Name}.title`
    ? `${Name}.text` extends MessageKey
      ? Name
      : never
    : never;
}[MessageKey];
