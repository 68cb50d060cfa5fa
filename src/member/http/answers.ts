import type { Endpoint } from '../../http/endpoint.ts';
import { readLanguage } from '../../http/language.ts';
import { problem } from '../../http/problem.ts';
import type { AuthenticatedRequest } from '../../http/request.ts';
import { isSameOrigin } from '../../http/same-origin.ts';
import { createGuessLimit } from '../../http/sign-in-limit.ts';
import { createWords } from '../../web/words.ts';

/** Answers only to pages of this server. */
export const fromThisPage = (endpoint: Endpoint): Endpoint => ({
  ...endpoint,
  async run(request, ...rest) {
    if (isSameOrigin(request.raw.headers)) return endpoint.run(request, ...rest);
    return refuse(request, 403, 'me.other-site');
  },
});

/**
 * For what a secret opens: answers only to pages of this server, and counts by address those that are wrong.
 * Where the endpoint finds nothing by it, null, it says this.
 */
export function guardSecret(endpoint: Endpoint, whyNot: PlainKey): Endpoint {
  const limitGuesses = createGuessLimit();
  return fromThisPage({
    ...endpoint,
    run: (request, ...rest) =>
      limitGuesses(
        request,
        async () => (await endpoint.run(request, ...rest)) ?? refuse(request, 403, whyNot),
      ),
  });
}

/** The messages that say why a page is given nothing. */
type PlainKey = 'me.other-site' | 'me.spent' | 'me.has-closed' | 'sign-in.gone';

/** Refuses in the language of the page. */
export function refuse({ raw }: AuthenticatedRequest, status: 401 | 403, why: PlainKey): Response {
  const detail = createWords(readLanguage(raw.headers)).text(why);
  return noStore(problem(status === 401 ? 'unauthorized' : 'out_of_scope', raw.requestId, { detail }));
}

/** What a page says of somebody is nobody else's, and is read anew each time. */
export function noStore(answer: unknown): Response {
  const response = answer instanceof Response ? answer : Response.json(answer);
  response.headers.set('cache-control', 'no-store');
  return response;
}
