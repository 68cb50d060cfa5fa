import { proofPage as germanProofPage } from '../de/proof-page.ts';
import { proofPage as englishProofPage } from '../en/proof-page.ts';
import { proofPage as spanishProofPage } from '../es/proof-page.ts';
import { proofPage as frenchProofPage } from '../fr/proof-page.ts';
import { proofPage as portugueseProofPage } from '../pt-BR/proof-page.ts';
import type { BrowserCatalogue } from './catalogue.ts';

/** What the page of the proof says. */
export const PROOF_PAGE: BrowserCatalogue<typeof englishProofPage> = {
  en: englishProofPage,
  es: spanishProofPage,
  'pt-BR': portugueseProofPage,
  de: germanProofPage,
  fr: frenchProofPage,
};
