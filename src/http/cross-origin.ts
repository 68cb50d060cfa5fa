/** What any page in a browser may read: it says nothing that isn't public, and takes no key. */
const OPEN_TO_PAGES = /^\/(?:health|proof|tellers|items\/.*)$/;

export const isOpenToPages = (path: string): boolean => OPEN_TO_PAGES.test(path);

/** Lets scripts of other sites read an answer to one of these paths, whatever it says. */
export function allowOrigins(path: string, { headers }: Response): void {
  if (!isOpenToPages(path)) return;
  headers.set('access-control-allow-origin', '*');
  headers.set('access-control-expose-headers', 'ETag, RateLimit, Retry-After, X-Request-Id');
}

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
