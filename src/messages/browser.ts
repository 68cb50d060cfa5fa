import { amounts as germanAmounts } from './de/amounts.ts';
import { myPage as germanMyPage } from './de/my-page.ts';
import { overview as germanOverview } from './de/overview.ts';
import { amounts as englishAmounts } from './en/amounts.ts';
import { myPage as englishMyPage } from './en/my-page.ts';
import { overview as englishOverview } from './en/overview.ts';
import { amounts as spanishAmounts } from './es/amounts.ts';
import { myPage as spanishMyPage } from './es/my-page.ts';
import { overview as spanishOverview } from './es/overview.ts';
import { amounts as frenchAmounts } from './fr/amounts.ts';
import { myPage as frenchMyPage } from './fr/my-page.ts';
import { overview as frenchOverview } from './fr/overview.ts';
import type { Language } from './languages.ts';
import { amounts as portugueseAmounts } from './pt-BR/amounts.ts';
import { myPage as portugueseMyPage } from './pt-BR/my-page.ts';
import { overview as portugueseOverview } from './pt-BR/overview.ts';

type English = typeof englishAmounts & typeof englishMyPage & typeof englishOverview;
export type PageMessageKey = keyof English;

/** What a member's page says in the browser: a part of the catalogue, since all of it is downloaded. */
export const PAGE_CATALOGUE: { readonly [L in Language]: { readonly [Key in PageMessageKey]: string } } = {
  en: { ...englishAmounts, ...englishMyPage, ...englishOverview },
  es: { ...spanishAmounts, ...spanishMyPage, ...spanishOverview },
  'pt-BR': { ...portugueseAmounts, ...portugueseMyPage, ...portugueseOverview },
  de: { ...germanAmounts, ...germanMyPage, ...germanOverview },
  fr: { ...frenchAmounts, ...frenchMyPage, ...frenchOverview },
};
