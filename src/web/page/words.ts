import type { BrowserCatalogue } from '../../messages/browser/catalogue.ts';
import type { GivenValues, MessageKey, MessageValues } from '../../messages/catalogue.ts';
import { formatText, GROUPED } from '../../messages/icu.ts';
import { DEFAULT_LANGUAGE, findLanguage, type Language } from '../../messages/languages.ts';

/** The language in which the server has sent the page. */
export const LANGUAGE: Language = findLanguage(document.documentElement.lang) ?? DEFAULT_LANGUAGE;

export const wholeNumber = new Intl.NumberFormat(LANGUAGE, GROUPED);
/** In the reader's own time zone. */
export const dateAndTime = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short' });

/** Makes what says the messages of one page as text. */
export function createText<Messages>(catalogue: BrowserCatalogue<Messages>) {
  type Key = keyof Messages & MessageKey;
  function text<Name extends Key>(name: Name, ...values: GivenValues<MessageValues<Name, string>>): string;
  function text(name: Key, values: Readonly<Record<string, string | number | bigint>> = {}): string {
    return formatText({ language: LANGUAGE, source: catalogue[LANGUAGE][name] }, values);
  }
  return text;
}
