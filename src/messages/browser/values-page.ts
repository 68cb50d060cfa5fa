import { amounts as germanAmounts } from '../de/amounts.ts';
import { overview as germanOverview } from '../de/overview.ts';
import { valuesPage as germanValuesPage } from '../de/values-page.ts';
import { amounts as englishAmounts } from '../en/amounts.ts';
import { overview as englishOverview } from '../en/overview.ts';
import { valuesPage as englishValuesPage } from '../en/values-page.ts';
import { amounts as spanishAmounts } from '../es/amounts.ts';
import { overview as spanishOverview } from '../es/overview.ts';
import { valuesPage as spanishValuesPage } from '../es/values-page.ts';
import { amounts as frenchAmounts } from '../fr/amounts.ts';
import { overview as frenchOverview } from '../fr/overview.ts';
import { valuesPage as frenchValuesPage } from '../fr/values-page.ts';
import { amounts as portugueseAmounts } from '../pt-BR/amounts.ts';
import { overview as portugueseOverview } from '../pt-BR/overview.ts';
import { valuesPage as portugueseValuesPage } from '../pt-BR/values-page.ts';
import type { BrowserCatalogue } from './catalogue.ts';

/** What the page of values says. */
export const VALUES_PAGE: BrowserCatalogue<
  typeof englishAmounts & typeof englishOverview & typeof englishValuesPage
> = {
  en: { ...englishAmounts, ...englishOverview, ...englishValuesPage },
  es: { ...spanishAmounts, ...spanishOverview, ...spanishValuesPage },
  'pt-BR': { ...portugueseAmounts, ...portugueseOverview, ...portugueseValuesPage },
  de: { ...germanAmounts, ...germanOverview, ...germanValuesPage },
  fr: { ...frenchAmounts, ...frenchOverview, ...frenchValuesPage },
};
