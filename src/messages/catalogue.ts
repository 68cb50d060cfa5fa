import type { GetICUArgs } from '@schummar/icu-type-parser';
import { english } from './en/index.ts';
import type { Language } from './languages.ts';

export type MessageKey = keyof typeof english;

// None is imported by a promise: a message is said at once.
declare function require(path: './es/index.ts'): typeof import('./es/index.ts');
declare function require(path: './pt-BR/index.ts'): typeof import('./pt-BR/index.ts');
declare function require(path: './de/index.ts'): typeof import('./de/index.ts');
declare function require(path: './fr/index.ts'): typeof import('./fr/index.ts');

type Catalogue = { readonly [L in Language]: { readonly [Key in MessageKey]: string } };

/**
 * Every message in every language, in ICU MessageFormat. A line break counts as a space. Other languages than
 * English are loaded when the first message is said in them.
 */
export const CATALOGUE: Catalogue = {
  en: english,
  get es() {
    const { spanish } = require('./es/index.ts');
    return spanish;
  },
  get 'pt-BR'() {
    const { portuguese } = require('./pt-BR/index.ts');
    return portuguese;
  },
  get de() {
    const { german } = require('./de/index.ts');
    return german;
  },
  get fr() {
    const { french } = require('./fr/index.ts');
    return french;
  },
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
