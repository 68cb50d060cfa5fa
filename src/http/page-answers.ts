import { z } from 'zod';
import type { Language } from '../messages/languages.ts';
import { renderHealth } from '../web/health.ts';
import { PAGE_POLICY, SCRIPTED_PAGE_POLICY } from '../web/policies.ts';
import { renderProblem } from '../web/problem.ts';
import { createWords, type PageWords } from '../web/words.ts';
import { sendBody, storeBody } from './encoding.ts';
import { LANGUAGE_HEADERS, readLanguage } from './language.ts';
import { prefersPage } from './prefers-page.ts';
import { PROBLEMS, type ProblemCode } from './problem-table.ts';
import { HTML_HEADERS } from './web.ts';

/** The list for programs whose page for people is elsewhere. */
const LIST = '/items/all';
const WITH_PAGE = ['/proof', '/health', LIST];

/** Whether what is answered there depends on `Accept`. */
export const hasPage = (path: string): boolean => WITH_PAGE.includes(path);

const wantsPage = ({ headers }: Request): boolean => prefersPage(headers.get('accept'));
const isRead = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';

/** The page for people where `/items/all` is a list for programs; null for programs, and elsewhere. */
export function redirectFromList(path: string, request: Request): Response | null {
  if (path !== LIST || !wantsPage(request)) return null;
  const search = URL.parse(request.url)?.searchParams.get('search') ?? null;
  const location = `/values${search === null ? '' : `?${new URLSearchParams({ search })}`}`;
  return new Response(null, { status: 303, headers: { location } });
}

/** An address with a slash at its end; one that begins with two would lead to another host. */
const WITH_SLASH = /^(\/[^/].*)\/$/;

/** Leads whoever prefers a page from an address with a slash at its end to the one without; else null. */
export function redirectFromSlash(request: Request): Response | null {
  const url = URL.parse(request.url);
  const path = WITH_SLASH.exec(url?.pathname ?? '')?.[1];
  if (path === undefined || !isRead(request) || !wantsPage(request)) return null;
  return new Response(null, { status: 303, headers: { location: `${path}${url?.search}` } });
}

/**
 * The answer as a page for who prefers one, with its status and headers; else as it is. `renderProof`
 * makes the page of `/proof`. `Vary` says in any case that it depends on `Accept`.
 */
export async function toPreferred(
  response: Response,
  request: Request,
  renderProof: (language: Language) => string,
): Promise<Response> {
  response.headers.append('vary', 'Accept');
  const isEmpty = response.status === 303 || response.status === 304;
  if (isEmpty || !wantsPage(request)) return response;
  const answer = await readAnswer(response);
  const problem = problemFacts.safeParse(answer);
  const words = wordsFor(request);
  if (problem.success)
    return sendPage(problemPage(words, request, problem.data), PAGE_POLICY, request, response);
  const health = healthFacts.safeParse(answer);
  return health.success
    ? sendPage(renderHealth(words, health.data), PAGE_POLICY, request, response)
    : sendPage(renderProof(words.language), SCRIPTED_PAGE_POLICY, request, response);
}

const problemFacts = z.object({ code: z.string(), detail: z.string(), requestId: z.string() });
const healthFacts = z.object({
  status: z.string(),
  version: z.string(),
  uptimeSeconds: z.number(),
  checks: z.record(z.string(), z.string()),
});

/** The body of an answer that may be compressed. */
async function readAnswer(response: Response): Promise<unknown> {
  const isPacked = response.headers.get('content-encoding') === 'gzip';
  const bytes = await response.arrayBuffer();
  return JSON.parse(new TextDecoder().decode(isPacked ? Bun.gunzipSync(bytes) : bytes));
}

const wordsFor = ({ headers }: Request): PageWords => createWords(readLanguage(headers));
const pathOf = ({ url }: Request): string => URL.parse(url)?.pathname ?? '/';

const problemPage = (words: PageWords, request: Request, facts: z.infer<typeof problemFacts>): string =>
  renderProblem(words, {
    path: pathOf(request),
    ...(findProblem(facts.code) ?? PROBLEMS.internal),
    ...facts,
  });

/** What is about the body of the answer in JSON alone. */
const OF_JSON = ['content-type', 'content-encoding', 'content-length', 'etag'];

function sendPage(html: string, policy: string, request: Request, from: Response): Promise<Response> {
  const headers = new Headers(from.headers);
  for (const name of OF_JSON) headers.delete(name);
  for (const [name, value] of Object.entries(HTML_HEADERS)) headers.set(name, value);
  headers.set('content-security-policy', policy);
  headers.set('vary', `Accept, ${LANGUAGE_HEADERS}`);
  return sendBody(storeBody(Buffer.from(html)), request, { status: from.status, headers });
}

function findProblem(code: string): (typeof PROBLEMS)[ProblemCode] | undefined {
  const known: Readonly<Record<string, (typeof PROBLEMS)[ProblemCode]>> = PROBLEMS;
  return Object.hasOwn(known, code) ? known[code] : undefined;
}

/** What a problem's `type` leads to: what the code means, and what to do. Undefined for an unknown code. */
export function describeProblem(code: string, request: Request): Promise<Response> | Response | undefined {
  const problem = findProblem(code);
  if (!problem) return undefined;
  const { title, status, detail } = problem;
  const json = Response.json({ type: `/problems/${code}`, title, status, detail, code });
  json.headers.set('vary', 'Accept');
  if (!wantsPage(request)) return json;
  const facts = { ...problem, path: pathOf(request), code, requestId: null };
  return sendPage(renderProblem(wordsFor(request), facts), PAGE_POLICY, request, json);
}
