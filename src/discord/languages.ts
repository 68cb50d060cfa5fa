import { LRUCache } from 'lru-cache';
import { DEFAULT_LANGUAGE, findLanguage, type Language } from '../messages/languages.ts';

/** How many people's languages are remembered. */
const MAX_REMEMBERED = 20_000;

/** What language people have set in Discord: it says so when they use a command or a control. */
export interface Languages {
  /** Remembers it, and returns it. One that the bank doesn't speak is answered in English. */
  see(discordUserId: string, locale: string): Language;
  /** The language last seen of somebody who types; else that of the server, else English. */
  find(discordUserId: string, serverLocale?: string): Language;
}

export function createLanguages(): Languages {
  const seen = new LRUCache<string, Language>({ max: MAX_REMEMBERED });
  return {
    see(discordUserId, locale) {
      const language = findLanguage(locale) ?? DEFAULT_LANGUAGE;
      seen.set(discordUserId, language);
      return language;
    },
    find: (discordUserId, serverLocale = DEFAULT_LANGUAGE) =>
      seen.get(discordUserId) ?? findLanguage(serverLocale) ?? DEFAULT_LANGUAGE,
  };
}
