import { z } from 'zod';
import type { Scope } from '../api-key.ts';
import type { Book } from '../bank/engine/book.ts';
import type { ReadPetPicture, ReadValuePoints } from '../bank/engine/catalogue.ts';
import type { Rules } from '../bank/engine/operation.ts';
import { invalid, Refusal } from '../bank/engine/refusal.ts';
import type { Profiles } from '../bank/profiles.ts';
import type { Projections } from '../bank/projections.ts';
import type { LiabilityReads } from '../bank/proof.ts';
import type { ReportHistory } from '../bank/report-history.ts';
import { listErrors, PLAIN_ENGLISH } from '../zod-messages.ts';
import type { KeyRing } from './key-ring.ts';
import type { ProblemCode } from './problem-table.ts';
import type { ArrivedRequest, AuthenticatedRequest, RawRequest, TypedRequest } from './request.ts';

/** What endpoints work with. */
export interface Services {
  readonly book: Book;
  readonly keyRing: KeyRing;
  readonly rules: () => Rules;
  readonly profiles: Profiles;
  readonly valuePoints: ReadValuePoints;
  /** Null: nobody knows what pets look like. */
  readonly petPicture: ReadPetPicture | null;
  readonly liabilities: LiabilityReads;
  readonly projections: Projections;
  readonly reportHistory: ReportHistory;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Random bytes from a source fit for secrets. */
  readonly random: (length: number) => Uint8Array;
}

/** An endpoint as the API page describes it. */
export interface EndpointPage {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** With parameters in braces, as in the contract. */
  readonly path: string;
  /** A key needs any of these. Where there are none, no signature is required. */
  readonly scopes: readonly Scope[];
  /** The most that a body may hold, in bytes, where that is more than elsewhere. */
  readonly maxBodyBytes?: number;
  /** Not counted against an address: orchestrators and developers request it again and again. */
  readonly isUncounted?: boolean;
  /** Where it isn't there for everyone: answers those it isn't there for, and null those it is. */
  readonly turnAway?: (request: ArrivedRequest) => Response | null;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly body: z.ZodType;
  readonly query: z.ZodType;
  readonly params: z.ZodType;
  readonly answer: z.ZodType;
  /** Problems of its own, beside those of every endpoint. */
  readonly problems: readonly ProblemCode[];
  readonly example: { readonly body?: unknown; readonly query?: string; readonly answer: unknown };
}

/** An endpoint, whatever its input is. */
export interface Endpoint extends EndpointPage {
  /** Reads the input by its schemas, and returns the answer or a whole response. May throw Refusal. */
  run(request: AuthenticatedRequest, body: unknown, services: Services): Promise<unknown>;
}

export interface InputSchemas<Body, Query, Params> {
  readonly body: z.ZodType<Body>;
  readonly query: z.ZodType<Query>;
  readonly params: z.ZodType<Params>;
}

/**
 * For the input that most endpoints don't have. An unknown query parameter is refused, so that a misspelt one
 * isn't lost in silence.
 */
const noQuery = z.strictObject({});
const noParams = z.unknown();
export const GET = { method: 'GET', query: noQuery, params: noParams, body: z.undefined() } as const;
export const POST = { method: 'POST', query: noQuery, params: noParams } as const;

/** Joins an endpoint's page and schemas to what it does. */
export function defineEndpoint<Answer, Body, Query, Params>(
  page: EndpointPage & InputSchemas<Body, Query, Params> & { readonly answer: z.ZodType<Answer> },
  handle: (input: TypedRequest<Body, Query, Params>, services: Services) => Promise<Answer | Response>,
): Endpoint {
  return {
    ...page,
    run: (request, body, services) => handle(readInput(page, request, body), services),
  };
}

/** How many errors an answer lists. */
const MAX_ERRORS = 50;

/** Reads the input by its schemas. Refuses `invalid` with every error in any of them. */
export function readInput<Body, Query, Params>(
  schemas: InputSchemas<Body, Query, Params>,
  { raw, caller }: AuthenticatedRequest,
  rawBody: unknown,
): TypedRequest<Body, Query, Params> {
  const rawQuery = readQuery(raw.query);
  const params = schemas.params.safeParse(readParams(raw), PLAIN_ENGLISH);
  const query = schemas.query.safeParse(rawQuery, PLAIN_ENGLISH);
  const body = schemas.body.safeParse(rawBody, PLAIN_ENGLISH);
  if (params.success && query.success && body.success) {
    return { body: body.data, query: query.data, params: params.data, caller, headers: raw.headers };
  }
  const errors = [params, query, body].flatMap(({ error }) => listErrors(error));
  throw new Refusal('invalid', { errors: errors.slice(0, MAX_ERRORS) });
}

/** The parameters by name. One that comes twice is refused: which of them was meant? */
function readQuery(query: string | null): Record<string, string> {
  if (query === null) return {};
  const parameters = new URLSearchParams(query);
  const names = [...parameters.keys()];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw invalid(twice, 'must be given once');
  return Object.fromEntries(parameters);
}

/** What Bun puts for what it can't decode in a path. */
const UNREADABLE = '\ufffd';

/** The parameters of the path. One that can't be decoded is refused; a name may have that character in it. */
function readParams({ path, params }: RawRequest): unknown {
  const suspect = Object.entries(params ?? {}).find(([, value]) => value.includes(UNREADABLE));
  if (suspect && !isDecodable(path)) throw invalid(suspect[0], 'must be UTF-8, percent-encoded');
  return params;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** How many rows a page holds at most, and where the request doesn't say. */
const MAX_PAGE = 100;
const DEFAULT_PAGE = 20;

export const limitParameter = z
  .string()
  .regex(/^(?:[1-9][0-9]?|100)$/, `must be a whole number from 1 to ${MAX_PAGE}`)
  .transform(Number)
  .default(DEFAULT_PAGE)
  .meta({ description: `How many rows, 1 to ${MAX_PAGE}; ${DEFAULT_PAGE} when left out.` });
/** The sequence number that ends a page of the log. */
export const seqCursor = z
  .string()
  .regex(/^[1-9][0-9]{0,14}$/, 'must be the nextCursor of the page before')
  .transform(Number)
  .optional()
  .meta({ description: 'The nextCursor of the page before.' });
