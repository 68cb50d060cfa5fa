import { z } from 'zod';
import type { Book, Caller } from '../bank/engine/book.ts';
import type { ReadValuePoints } from '../bank/engine/catalogue.ts';
import { Refusal } from '../bank/engine/refusal.ts';
import type { Rules } from '../bank/engine/rules.ts';
import type { Profiles } from '../bank/profiles.ts';
import type { ProblemCode } from './problem.ts';

export type Scope = 'teller' | 'member' | 'read' | 'admin';

/** What endpoints work with. */
export interface Services {
  readonly book: Book;
  readonly rules: () => Rules;
  readonly profiles: Profiles;
  readonly valuePoints: ReadValuePoints;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Random bytes from a source fit for secrets. */
  readonly random: (length: number) => Uint8Array;
}

/** A request whose parts have met their schemas. */
export interface EndpointInput<Body, Query, Params> {
  readonly body: Body;
  readonly query: Query;
  readonly params: Params;
  /**
   * For what changes something: the caller with the request's nonce. For mere looks the nonce is left out.
   */
  readonly caller: Caller;
  readonly services: Services;
  readonly headers: Headers;
}

/** What an endpoint's page in the documentation says. */
export interface EndpointPage {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** With parameters in braces, as in the contract. */
  readonly path: string;
  /** Any one of these lets a key in; none: no signature is asked for. */
  readonly scopes: readonly Scope[];
  /** Not counted against an address: what orchestrators and developers ask for again and again. */
  readonly isUncounted?: boolean;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly body: z.ZodType;
  readonly query: z.ZodType;
  readonly params: z.ZodType;
  readonly answer: z.ZodType;
  /** The problems of its own, beside those that every endpoint may answer. */
  readonly problems: readonly ProblemCode[];
  readonly example: { readonly body?: unknown; readonly query?: string; readonly answer: unknown };
}

/** An endpoint, whatever its parts are: raw parts in, an answer out. May throw Refusal. */
export interface Endpoint extends EndpointPage {
  run(raw: EndpointInput<unknown, unknown, unknown>): Promise<unknown>;
}

type RequestParts<Body, Query, Params> = {
  readonly body: z.ZodType<Body>;
  readonly query: z.ZodType<Query>;
  readonly params: z.ZodType<Params>;
};

/**
 * The parts that most endpoints don't have. An unknown query parameter is refused, so that a misspelt one
 * isn't lost in silence.
 */
export const noQuery = z.strictObject({});
export const noParams = z.unknown();
export const noBody = z.undefined();
export const GET = { method: 'GET', query: noQuery, params: noParams, body: noBody } as const;
export const POST = { method: 'POST', query: noQuery, params: noParams } as const;

/** Joins an endpoint's page and schemas to what it does. */
export function defineEndpoint<Answer, Body, Query, Params>(
  page: EndpointPage & RequestParts<Body, Query, Params> & { readonly answer: z.ZodType<Answer> },
  handle: (asked: EndpointInput<Body, Query, Params>) => Promise<Answer | Response>,
): Endpoint {
  return {
    ...page,
    async run(raw) {
      const { caller, services, headers } = raw;
      const { params, query, body } = readParts(page, raw);
      return handle({ params, query, body, caller, services, headers });
    },
  };
}

/** Reads every part by its schema; refuses `invalid` with every fault of all of them. */
function readParts<Body, Query, Params>(
  schemas: RequestParts<Body, Query, Params>,
  raw: { readonly body: unknown; readonly query: unknown; readonly params: unknown },
): { body: Body; query: Query; params: Params } {
  const params = schemas.params.safeParse(raw.params);
  const query = schemas.query.safeParse(raw.query);
  const body = schemas.body.safeParse(raw.body);
  if (params.success && query.success && body.success) {
    return { params: params.data, query: query.data, body: body.data };
  }
  const issues = [params, query, body].flatMap((read) => read.error?.issues ?? []);
  throw new Refusal('invalid', { errors: issues.flatMap(issueToFaults).slice(0, MAX_ERRORS) });
}

/** A field that isn't known is named as its own fault, at its own path. */
function issueToFaults(issue: z.core.$ZodIssue): { path: string; message: string }[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path.join('.'), message: messageOf(issue) }];
  return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'not a known field' }));
}

/** How many faults one answer lists. */
const MAX_ERRORS = 50;

function messageOf({ code, message }: z.core.$ZodIssue): string {
  return code === 'invalid_type' && message.endsWith('received undefined') ? 'is required' : message;
}

/** How many rows one page holds at most, and when nothing is said. */
const MAX_PAGE = 100;
const DEFAULT_PAGE = 20;

export const limitParameter = z
  .string()
  .regex(/^(?:[1-9][0-9]?|100)$/, `a whole number from 1 to ${MAX_PAGE}`)
  .transform(Number)
  .default(DEFAULT_PAGE)
  .meta({ description: `How many rows, 1 to ${MAX_PAGE}; ${DEFAULT_PAGE} when left out.` });
