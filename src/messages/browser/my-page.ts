import { amounts as germanAmounts } from '../de/amounts.ts';
import { myPage as germanMyPage } from '../de/my-page.ts';
import { overview as germanOverview } from '../de/overview.ts';
import { amounts as englishAmounts } from '../en/amounts.ts';
import { myPage as englishMyPage } from '../en/my-page.ts';
import { overview as englishOverview } from '../en/overview.ts';
import { amounts as spanishAmounts } from '../es/amounts.ts';
import { myPage as spanishMyPage } from '../es/my-page.ts';
import { overview as spanishOverview } from '../es/overview.ts';
import { amounts as frenchAmounts } from '../fr/amounts.ts';
import { myPage as frenchMyPage } from '../fr/my-page.ts';
import { overview as frenchOverview } from '../fr/overview.ts';
import { amounts as portugueseAmounts } from '../pt-BR/amounts.ts';
import { myPage as portugueseMyPage } from '../pt-BR/my-page.ts';
import { overview as portugueseOverview } from '../pt-BR/overview.ts';
import type { BrowserCatalogue } from './catalogue.ts';

/** What a member's own page says. */
export const MY_PAGE: BrowserCatalogue<
  typeof englishAmounts & typeof englishMyPage & typeof englishOverview
> = {
  en: { ...englishAmounts, ...englishMyPage, ...englishOverview },
  es: { ...spanishAmounts, ...spanishMyPage, ...spanishOverview },
  'pt-BR': { ...portugueseAmounts, ...portugueseMyPage, ...portugueseOverview },
  de: { ...germanAmounts, ...germanMyPage, ...germanOverview },
  fr: { ...frenchAmounts, ...frenchMyPage, ...frenchOverview },
};
