import type { ElysiaSwaggerConfig } from '@elysiajs/swagger';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { PROBLEMS, type ProblemCode } from './problem-table.ts';

type Json = Record<string, unknown>;
type Documentation = NonNullable<ElysiaSwaggerConfig['documentation']>;

// Zod's JSON Schemas and the plugin's OpenAPI types don't know each other; a test validates the document.
const documentation = z.custom<Documentation>((value) => isJson(value));

const EVERYWHERE: readonly ProblemCode[] = ['too_large', 'invalid', 'internal', 'rate_limited'];
const SIGNED: readonly ProblemCode[] = ['unauthorized', 'out_of_scope', 'storage_unavailable'];
const WITH_BODY: readonly ProblemCode[] = ['malformed_json', 'unsupported_media_type'];

// The plugin writes this into an attribute of its page as it is: no quotes and no angle brackets.
const ABOUT = `A bank for Pet Simulator 99 pets and gems.

Requests marked as signed carry an HTTP Message Signature (RFC 9421, hmac-sha256) that binds method, path,
query and body.
A retry is the same body, signed again with a new nonce: nothing is done twice. Every error is an
application/problem+json with a code, and every answer has an X-Request-Id.
To see signed requests at work, run bun run petbank demo beside a development bank.`;

/** The OpenAPI document of the API page, made from the very schemas by which the endpoints read. */
export function describeEndpoints(endpoints: readonly Endpoint[], version: string): Documentation {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: describeEndpoint(endpoint),
    };
  }
  return documentation.parse({
    info: { title: 'Petbank', version, description: ABOUT },
    paths,
    components: {
      schemas: { Problem: describeProblem() },
      examples: describeExamples(),
      securitySchemes: {
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'Signature',
          description:
            'RFC 9421 with hmac-sha256, label `bank`, over "@method" "@path" ["@query"] ' +
            '["content-digest"], with created, nonce, keyid and alg in this order, beside ' +
            '`Signature-Input` and (with a body) `Content-Digest: sha-256=:…:`. `bun run petbank demo` ' +
            'shows signed requests.',
        },
      },
    },
  });
}

function describeEndpoint(endpoint: Endpoint): Json {
  const { scopes, body, answer, example } = endpoint;
  const isSigned = scopes.length > 0;
  const hasBody = endpoint.method !== 'GET';
  const access = isSigned
    ? `Scopes: any of ${scopes.map((scope) => `\`${scope}\``).join(', ')}.`
    : 'Open to all.';
  const mediaType = endpoint.path === '/metrics' ? 'text/plain' : 'application/json';
  return {
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description: [endpoint.description, access].filter((text) => text !== undefined).join('\n\n'),
    operationId: `${endpoint.method.toLowerCase()}${endpoint.path.replaceAll(/[^A-Za-z]+/g, '_')}`,
    parameters: [
      ...listParameters(endpoint.params, 'path'),
      ...listParameters(endpoint.query, 'query', example.query),
    ],
    security: isSigned ? [{ signature: [] }] : [],
    ...(hasBody && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: toSchema(body, 'input'), example: example.body } },
      },
    }),
    responses: {
      200: {
        description: 'Done.',
        content: { [mediaType]: { schema: toSchema(answer, 'output'), example: example.answer } },
      },
      ...extraAnswers(endpoint),
      ...describeProblems([
        ...endpoint.problems,
        ...EVERYWHERE,
        ...(isSigned ? SIGNED : []),
        ...(hasBody ? WITH_BODY : []),
      ]),
    },
  };
}

/** Answers that are neither a success nor a problem. */
function extraAnswers({ path, answer }: Endpoint): Json {
  if (path === '/items/all') return { 304: { description: 'Nothing has changed since the ETag.' } };
  if (path === '/health' || path === '/readyz') {
    const content = { 'application/json': { schema: toSchema(answer, 'output') } };
    return { 503: { description: 'The storage is down, or the bank is stopping.', content } };
  }
  return {};
}

/** `example` is a query, from its question mark on. */
function listParameters(schema: z.ZodType, place: 'path' | 'query', example = ''): Json[] {
  if (!(schema instanceof z.ZodObject)) return [];
  const { properties = {}, required = [] } = toSchema(schema, 'input');
  const examples = new URLSearchParams(example);
  const isRequired = (name: string): boolean => Array.isArray(required) && required.includes(name);
  return Object.entries(isJson(properties) ? properties : {}).map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || isRequired(name),
    schema: each,
    ...(isJson(each) && typeof each.description === 'string' ? { description: each.description } : {}),
    ...(examples.has(name) ? { example: examples.get(name) } : {}),
  }));
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function toSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'openapi-3.0', io });
  return rest;
}

function describeProblems(codes: readonly ProblemCode[]): Json {
  const byStatus = Map.groupBy(new Set(codes), (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      status,
      {
        description: ofStatus.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join(' '),
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            examples: Object.fromEntries(
              ofStatus.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
            ),
          },
        },
      },
    ]),
  );
}

/** What each problem looks like, by its code. */
function describeExamples(): Json {
  const more = new Map<string, Json>([
    ['unauthorized', { serverTime: 1_700_000_000 }],
    ['invalid', { errors: [{ path: 'gems', message: 'Too small: expected number to be >=0' }] }],
  ]);
  const requestId = 'e8a4f7c2-5b1d-4f0e-9c3a-7d6b2a1f8e90';
  return Object.fromEntries(
    Object.entries(PROBLEMS).map(([code, { status, title, detail }]) => {
      const value = { type: `/problems/${code}`, title, status, detail, code, requestId, ...more.get(code) };
      return [code, { summary: title, value }];
    }),
  );
}

/** RFC 9457, with what the bank adds. */
function describeProblem(): Json {
  const text = { type: 'string' };
  const error = { type: 'object', properties: { path: text, message: text }, required: ['path', 'message'] };
  return {
    type: 'object',
    properties: {
      type: { type: 'string', example: '/problems/insufficient_pets' },
      title: text,
      status: { type: 'integer' },
      detail: text,
      code: { type: 'string', enum: Object.keys(PROBLEMS) },
      requestId: text,
      serverTime: { type: 'integer', description: 'Only with 401: seconds since 1970, to set a clock by.' },
      errors: { type: 'array', items: error, description: 'Only with `invalid`: every error.' },
    },
    required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  };
}
