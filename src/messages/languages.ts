/** The languages that every message is in, by their tags. The first one stands in for all others. */
export const LANGUAGES = ['en', 'es', 'pt-BR', 'de', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

export const DEFAULT_LANGUAGE: Language = 'en';

/** The language of a locale as Discord and browsers name it: `es-419` is `es`; undefined where it is none. */
export function findLanguage(locale: string): Language | undefined {
  const baseOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';
  return (
    LANGUAGES.find((language) => language.toLowerCase() === locale.toLowerCase()) ??
    LANGUAGES.find((language) => baseOf(language) === baseOf(locale))
  );
}
