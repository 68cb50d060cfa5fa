import { z } from 'zod';
import type { Answered } from './ask.ts';
import type { DocumentedEndpoint } from './document.ts';
import { largestBody } from './odd.ts';
import type { BadRequest } from './request.ts';

const problemSchema = z.object({
  status: z.number(),
  code: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/**
 * Where the document says in words what no schema can: an answer `invalid` that complains of nothing but
 * these fields contradicts no schema.
 */
const IN_WORDS: Readonly<Record<string, readonly string[]>> = {
  '/verify/start': ['robloxUsername'],
  '/verify/confirm': ['robloxUsername'],
  '/deposit/check': ['pets', 'gems'],
  '/deposit/complete': ['pets', 'gems'],
  '/withdraw/request': ['pets', 'gems'],
  '/transfer': ['pets', 'gems', 'toRobloxUserId'],
  '/trade/offer': [...['gives.pets', 'gives.gems', 'wants.pets', 'wants.gems', 'toRobloxUserId']],
  '/withdraw/complete': ['delivered', 'delivered.pets', 'delivered.gems'],
  '/teller/report': ['pets', 'gems'],
  '/admin/cases/resolve': ['resolution', 'reason'],
  '/admin/halt': ['reason'],
  '/admin/freeze': ['reason'],
  '/admin/keys/revoke': ['reason'],
  '/user/{id}/inventory': ['id'],
  '/user/{id}/transactions': ['id'],
  '/user/{id}/withdrawals': ['id'],
  '/user/{id}/proof': ['id'],
  '/sandbox/roblox/users/{username}': ['id', 'username'],
};

/** Everything in which the answer is not what the document promises, in words. */
export function findErrors(endpoint: DocumentedEndpoint, request: BadRequest, answer: Answered): string[] {
  const { status, headers } = answer;
  const documented = endpoint.responses[status];
  const errors: string[] = [];
  if (status >= 500) errors.push('an internal error');
  if (!headers.get('x-request-id')) errors.push('no X-Request-Id');
  if (!documented && request.verdict !== 'elsewhere') errors.push('a status that is not documented');
  if (documented) errors.push(...findShapeErrors(documented, answer));
  if (request.verdict === 'elsewhere') return errors;
  const isTooLarge = Buffer.byteLength(request.body ?? '') > largestBody(endpoint.path);
  if (isTooLarge !== (status === 413)) errors.push('not the answer for its size');
  errors.push(...findVerdictErrors(endpoint, request, answer));
  return errors;
}

function findShapeErrors(
  { content }: DocumentedEndpoint['responses'][string],
  { headers, text }: Answered,
): string[] {
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  if (!content) return text === '' ? [] : ['a body where none is documented'];
  const schema = content[type]?.schema;
  if (!schema) return [`a content type that is not documented: ${type}`];
  const value: unknown = type.endsWith('json') ? JSON.parse(text) : text;
  const issues = schema.judge.safeParse(value).error?.issues ?? [];
  const real = issues.filter((issue) => !isBeyondNumbers(issue));
  const errors = real.map(({ path, message }) => `its body at ${path.join('.')}: ${message}`);
  const problem = problemSchema.safeParse(value);
  if (type !== 'application/problem+json') return errors;
  for (const { message } of problem.data?.errors ?? []) {
    if (ZODS_ENGLISH.test(message)) errors.push(`its error in the English of Zod: ${message}`);
  }
  if (problem.data?.requestId !== headers.get('x-request-id')) errors.push('another request id in the body');
  return errors;
}

const ZODS_ENGLISH = /^(?:invalid|unrecognized|too (?:small|big))\b|\b(?:expected|received)\b/i;

/** A schema's integer has no bound of its own: only JavaScript's numbers have. */
const isBeyondNumbers = (issue: z.core.$ZodIssue): boolean =>
  issue.code === 'too_big' && issue.origin === 'int' && issue.maximum === Number.MAX_SAFE_INTEGER;

/** The bank takes what its document says it takes, and nothing else. */
function findVerdictErrors(
  { path }: DocumentedEndpoint,
  { verdict }: BadRequest,
  { status, text }: Answered,
): string[] {
  if (verdict === 'wrong') return status < 400 ? ['taken, though the document does not allow it'] : [];
  if (status === 400 || status === 413 || status === 415) return ['refused, though the document allows it'];
  const { code, errors = [] } = status === 422 ? problemSchema.parse(JSON.parse(text)) : { code: '' };
  if (code !== 'invalid') return [];
  const unsaid = errors.filter((error) => !IN_WORDS[path]?.includes(error.path));
  return unsaid.map((error) => `refused at ${error.path} (${error.message}), though the document allows it`);
}
