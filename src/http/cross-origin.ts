/** What any page in a browser may read: it says nothing that isn't public, and takes no key. */
const OPEN_TO_PAGES = /^\/(?:health|proof|tellers|items\/.*)$/;

export const isOpenToPages = (path: string): boolean => OPEN_TO_PAGES.test(path);

const ANY_ORIGIN = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, RateLimit, Retry-After, X-Request-Id',
};
const NO_HEADERS = {};

/** The headers that let scripts of other sites read an answer to one of these paths, whatever it says. */
export const originHeaders = (path: string): Readonly<Record<string, string>> =>
  isOpenToPages(path) ? ANY_ORIGIN : NO_HEADERS;

/** A browser asks before a script's GET with a header of its own, such as If-None-Match. */
export const answerPreflight = (): Response =>
  new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-headers': '*',
      'access-control-max-age': '86400',
    },
  });
