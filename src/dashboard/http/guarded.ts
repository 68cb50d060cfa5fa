import { z } from 'zod';
import type { Book, Caller } from '../../bank/engine/book.ts';
import type { StaffLevel } from '../../bank/engine/rows.ts';
import { UpstreamError } from '../../bank/profiles.ts';
import { reachesLevel } from '../../bank/staff.ts';
import { signedInCaller } from '../../commands/staff/proposals.ts';
import { type Endpoint, GET, POST, readInput, type Services } from '../../http/endpoint.ts';
import { problem } from '../../http/problem.ts';
import type { AuthenticatedRequest } from '../../http/request.ts';
import { isSameOrigin } from '../../http/same-origin.ts';
import type { Principal } from './principal.ts';
import type { SignInGuard } from './sign-in-guard.ts';

/** No document lists what the dashboard's page asks for, and no signature is required. */
export const HIDDEN = {
  scopes: [],
  tag: 'Dashboard',
  summary: '',
  answer: z.unknown(),
  problems: [],
  example: { answer: null },
} as const;

/** The name in the ledger of whoever has the admin token, who halts the bank and names staff. */
const ADMIN: Caller = { by: 'staff-admin-token' };

export interface GuardDependencies {
  readonly guard: SignInGuard;
  /** Whether a request was addressed to this bank, by its `Host`. */
  readonly isOwnHost: (headers: Headers) => boolean;
}

/** An endpoint for those who are signed in. */
export type Guarded = (dependencies: GuardDependencies) => Endpoint;

interface ReadPage<Query> {
  /** After `/dashboard/api/`. */
  readonly path: string;
  readonly query: z.ZodType<Query>;
  /** Who may look: staff of this level or a higher one, and the admin token. */
  readonly level?: StaffLevel;
}

interface ReadInput<Query> {
  readonly query: Query;
  readonly principal: Principal;
}

/** For what takes no parameter. */
export const NO_QUERY = z.strictObject({});

/** Something to look at. */
export function read<Query>(
  { path, query, level = 'viewer' }: ReadPage<Query>,
  answer: (input: ReadInput<Query>, services: Services) => Promise<unknown>,
): Guarded {
  const schemas = { ...GET, query };
  return (guards) => ({
    ...schemas,
    ...HIDDEN,
    path: `/dashboard/api/${path}`,
    async run(request, body, services) {
      const principal = await admit(request, guards, { level, isForAdmin: true, isAct: false });
      if (principal instanceof Response) return principal;
      const { query: given } = readInput(schemas, request, body);
      return noStore(await answer({ query: given, principal }, services));
    },
  });
}

interface ActPage<Body> {
  /** After `/dashboard/api/`. */
  readonly path: string;
  readonly body: z.ZodType<Body>;
  /** Who may do it: staff of this level or a higher one; `admin`: the admin token alone. */
  readonly level: StaffLevel | 'admin' | ((body: Body) => StaffLevel);
  /** Whether the admin token alone is enough: it moves nothing, and only halts and names staff. */
  readonly isForAdmin?: boolean;
}

export interface ActInput<Body> {
  readonly body: Body;
  readonly principal: Principal;
  /** Who does it, with what must hold for them when it is decided. */
  readonly caller: Caller;
}

/** Something to do: the operation that Discord calls. */
export function act<Body>(
  { path, body: bodySchema, level, isForAdmin = false }: ActPage<Body>,
  perform: (input: ActInput<Body>, services: Services) => Promise<unknown>,
): Guarded {
  const schemas = { ...POST, body: bodySchema };
  return (guards) => ({
    ...schemas,
    ...HIDDEN,
    path: `/dashboard/api/${path}`,
    async run(request, rawBody, services) {
      const least = typeof level === 'function' ? 'viewer' : level;
      const first = await admit(request, guards, { level: least, isForAdmin, isAct: true });
      if (first instanceof Response) return first;
      const { body } = readInput(schemas, request, rawBody);
      const needed = typeof level === 'function' ? level(body) : level;
      const principal = judge(first, request, { level: needed, isForAdmin });
      if (principal instanceof Response) return principal;
      const caller = await toCaller(services.book, principal, needed === 'admin' ? 'owner' : needed);
      return noStore(await perform({ body, principal, caller }, services));
    },
  });
}

interface Needed {
  readonly level: StaffLevel | 'admin';
  readonly isForAdmin: boolean;
}

/** Whoever asks, or why they are turned away. */
export async function admit(
  request: AuthenticatedRequest,
  { guard, isOwnHost }: GuardDependencies,
  { isAct, ...needed }: Needed & { readonly isAct: boolean },
): Promise<Principal | Response> {
  const { headers } = request.raw;
  const foreign = refuseForeign(request, { isOwnHost, isAct });
  if (foreign) return foreign;
  try {
    const principal = await guard.find(headers, { isAct });
    if (!principal) return refuse(request, 401, 'Nobody is signed in here any more. Sign in again.');
    return judge(principal, request, needed);
  } catch (error) {
    if (error instanceof UpstreamError) return refuse(request, 503, DISCORD_AWAY);
    throw error;
  }
}

const DISCORD_AWAY =
  'Discord does not answer, and your rights are roles there. Try again in a minute, or use a personal token.';

/** Answers what other sites ask for, and what was addressed to another host. */
export function refuseForeign(
  request: AuthenticatedRequest,
  { isOwnHost, isAct }: Pick<GuardDependencies, 'isOwnHost'> & { readonly isAct: boolean },
): Response | null {
  const { headers } = request.raw;
  if (!isOwnHost(headers)) return refuse(request, 403, 'This bank does not answer to that host name.');
  if (isAct && !isSameOrigin(headers))
    return refuse(request, 403, 'Only pages of this very bank may ask for this.');
  return null;
}

const NEEDS_PERSON =
  'The admin token looks, halts the bank and names staff. Sign in with a personal token for the rest.';

function judge(
  principal: Principal,
  request: AuthenticatedRequest,
  { level, isForAdmin }: Needed,
): Principal | Response {
  if (principal.kind === 'admin')
    return isForAdmin || level === 'admin' ? principal : refuse(request, 403, NEEDS_PERSON);
  // An owner who names staff would be the second person of their own.
  if (level === 'admin') return refuse(request, 403, 'Only whoever has the admin token names staff.');
  if (reachesLevel(principal.level, level)) return principal;
  return refuse(request, 403, `This takes a ${level}: you are a ${principal.level}.`);
}

const CODES = { 401: 'unauthorized', 403: 'out_of_scope', 503: 'upstream_unavailable' } as const;

export const refuse = ({ raw }: AuthenticatedRequest, status: keyof typeof CODES, detail: string): Response =>
  noStore(problem(CODES[status], raw.requestId, { detail }));

/** What staff see is nobody else's, and is read anew each time. */
function noStore(answer: unknown): Response {
  const response = answer instanceof Response ? answer : Response.json(answer ?? null);
  response.headers.set('cache-control', 'no-store');
  return response;
}

/** The caller of an operation: its decision finds out again whether this person may still do it. */
const toCaller = async (book: Book, principal: Principal, level: StaffLevel): Promise<Caller> =>
  principal.kind === 'admin' ? ADMIN : signedInCaller(book, { ...principal, level });
