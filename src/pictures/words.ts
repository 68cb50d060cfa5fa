import { DEFAULT_LANGUAGE, type Language } from '../messages/languages.ts';
import { createSay, type Say } from '../messages/say.ts';
import { type Amount, shortAmount } from './amount.ts';

/** What is written into a picture, in one language. */
export interface PictureWords {
  readonly language: Language;
  readonly say: Say<string>;
  readonly amount: (amount: Amount) => string;
}

export const createPictureWords = (language: Language): PictureWords => ({
  language,
  say: createSay(language),
  amount: (amount) => shortAmount(amount, language),
});

/** For what several people see: names, numbers and signs, and English for the month of a time. */
export const NO_LANGUAGE = createPictureWords(DEFAULT_LANGUAGE);
