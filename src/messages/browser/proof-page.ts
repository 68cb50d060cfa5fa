import { overview as germanOverview } from '../de/overview.ts';
import { proofPage as germanProofPage } from '../de/proof-page.ts';
import { overview as englishOverview } from '../en/overview.ts';
import { proofPage as englishProofPage } from '../en/proof-page.ts';
import { overview as spanishOverview } from '../es/overview.ts';
import { proofPage as spanishProofPage } from '../es/proof-page.ts';
import { overview as frenchOverview } from '../fr/overview.ts';
import { proofPage as frenchProofPage } from '../fr/proof-page.ts';
import { overview as portugueseOverview } from '../pt-BR/overview.ts';
import { proofPage as portugueseProofPage } from '../pt-BR/proof-page.ts';
import type { BrowserCatalogue } from './catalogue.ts';

/** What the page of the proof says. */
export const PROOF_PAGE: BrowserCatalogue<typeof englishOverview & typeof englishProofPage> = {
  en: { ...englishOverview, ...englishProofPage },
  es: { ...spanishOverview, ...spanishProofPage },
  'pt-BR': { ...portugueseOverview, ...portugueseProofPage },
  de: { ...germanOverview, ...germanProofPage },
  fr: { ...frenchOverview, ...frenchProofPage },
};
