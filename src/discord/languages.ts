import { createCache } from '../cache.ts';
import { DEFAULT_LANGUAGE, findLanguage, type Language } from '../messages/languages.ts';

/** How many people's languages are remembered. */
const MAX_REMEMBERED = 20_000;

/** What the bank keeps of linked people, for messages hours later and after a restart. */
export interface KeptLanguages {
  read(discordUserId: string): Promise<string | null>;
  /** Returns whether it is kept now: only of whoever is linked. */
  keep(discordUserId: string, language: string): Promise<boolean>;
}

/** What language people have set in Discord: it says so when they use a command or a control. */
export interface Languages {
  /** Remembers it, and returns it. One that the bank doesn't speak is answered in English. */
  see(discordUserId: string, locale: string): Language;
  /** Keeps what was last seen of somebody who has just done something, where it has changed. */
  keep(discordUserId: string): Promise<void>;
  /** The language last seen of somebody; else that of the server they write in, else English. */
  find(discordUserId: string, serverLocale?: string): Promise<Language>;
}

const NOTHING_KEPT: KeptLanguages = { read: async () => null, keep: async () => true };

export function createLanguages(kept = NOTHING_KEPT): Languages {
  const seen = createCache<string, Language>(MAX_REMEMBERED);
  const keptOnes = createCache<string, Language>(MAX_REMEMBERED);
  return {
    see(discordUserId, locale) {
      const language = findLanguage(locale) ?? DEFAULT_LANGUAGE;
      seen.set(discordUserId, language);
      return language;
    },
    async keep(discordUserId) {
      const language = seen.get(discordUserId);
      if (language === undefined || keptOnes.get(discordUserId) === language) return;
      if (await kept.keep(discordUserId, language)) keptOnes.set(discordUserId, language);
    },
    async find(discordUserId, serverLocale = DEFAULT_LANGUAGE) {
      const known = seen.get(discordUserId) ?? findLanguage((await kept.read(discordUserId)) ?? '');
      return known ?? findLanguage(serverLocale) ?? DEFAULT_LANGUAGE;
    },
  };
}
