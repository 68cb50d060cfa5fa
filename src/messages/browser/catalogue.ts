import type { MessageKey } from '../catalogue.ts';
import type { Language } from '../languages.ts';

/** What one page says in the browser, in every language: a part of the catalogue, for all of it is loaded. */
export type BrowserCatalogue<Messages> = {
  readonly [L in Language]: { readonly [Key in keyof Messages & MessageKey]: string };
};
