import { amounts as germanAmounts } from '../de/amounts.ts';
import { playground as germanPlayground } from '../de/playground.ts';
import { playgroundGame as germanPlaygroundGame } from '../de/playground-game.ts';
import { amounts as englishAmounts } from '../en/amounts.ts';
import { playground as englishPlayground } from '../en/playground.ts';
import { playgroundGame as englishPlaygroundGame } from '../en/playground-game.ts';
import { amounts as spanishAmounts } from '../es/amounts.ts';
import { playground as spanishPlayground } from '../es/playground.ts';
import { playgroundGame as spanishPlaygroundGame } from '../es/playground-game.ts';
import { amounts as frenchAmounts } from '../fr/amounts.ts';
import { playground as frenchPlayground } from '../fr/playground.ts';
import { playgroundGame as frenchPlaygroundGame } from '../fr/playground-game.ts';
import { amounts as portugueseAmounts } from '../pt-BR/amounts.ts';
import { playground as portuguesePlayground } from '../pt-BR/playground.ts';
import { playgroundGame as portuguesePlaygroundGame } from '../pt-BR/playground-game.ts';
import type { BrowserCatalogue } from './catalogue.ts';

/** What the playground says. */
export const PLAYGROUND: BrowserCatalogue<
  typeof englishAmounts & typeof englishPlayground & typeof englishPlaygroundGame
> = {
  en: { ...englishAmounts, ...englishPlayground, ...englishPlaygroundGame },
  es: { ...spanishAmounts, ...spanishPlayground, ...spanishPlaygroundGame },
  'pt-BR': { ...portugueseAmounts, ...portuguesePlayground, ...portuguesePlaygroundGame },
  de: { ...germanAmounts, ...germanPlayground, ...germanPlaygroundGame },
  fr: { ...frenchAmounts, ...frenchPlayground, ...frenchPlaygroundGame },
};
