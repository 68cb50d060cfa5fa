import { DEFAULT_LANGUAGE, findLanguage, LANGUAGES, type Language } from '../messages/languages.ts';
import { createCookie } from './cookie.ts';
import { readRanges } from './prefers-page.ts';

const COOKIE = createCookie({ name: 'petbank_language', path: '/', sameSite: 'lax' });
const YEAR_MS = 365 * 24 * 60 * 60_000;
/** The pages of this very bank: never another host. */
const OWN_PAGE = /^\/(?:[a-z][\w/-]*)?$/;

/** What the language of a page depends on. */
export const LANGUAGE_HEADERS = 'Accept-Language, Cookie';

/** The language that somebody chose on a page, else the first one of their browser that the bank speaks. */
export function readLanguage(headers: Headers): Language {
  const accepted = readRanges(headers.get('accept-language'))
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality);
  const wanted = [COOKIE.read(headers), ...accepted.map(({ type }) => type)];
  return wanted.flatMap((locale) => findLanguage(locale) ?? [])[0] ?? DEFAULT_LANGUAGE;
}

/** Keeps the choice in the browser and leads back to the page; null where it is no language of the bank. */
export function chooseLanguage(tag: string, { url, headers }: Request): Response | null {
  const language = LANGUAGES.find((known) => known === tag);
  if (!language) return null;
  const from = URL.parse(url)?.searchParams.get('from') ?? '';
  return new Response(null, {
    status: 303,
    headers: {
      location: OWN_PAGE.test(from) ? from : '/',
      'set-cookie': COOKIE.write(language, YEAR_MS, headers),
      'cache-control': 'no-store',
    },
  });
}
