import { CATALOGUE, type MessageKey } from './catalogue.ts';
import { formatSource, type GivenValue, type Marks } from './icu.ts';
import type { Language } from './languages.ts';

/** Writes a message in a language. What isn't text comes back as it was given, in its place. */
export const formatMessage = <Piece extends object>(
  { language, key }: { readonly language: Language; readonly key: MessageKey },
  values: Readonly<Record<string, GivenValue<Piece>>>,
  marks: Marks<Piece>,
): (string | Piece)[] => formatSource({ language, source: CATALOGUE[language][key] }, values, marks);
