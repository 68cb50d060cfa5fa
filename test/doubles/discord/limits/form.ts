import type { z } from 'zod';
import { ApiError } from '../api-error.ts';

/** One thing wrong with what the bot sent. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/**
 * Reads a body by its schema, or refuses it as Discord does: status 400, code 50035, the problems in a tree.
 */
export function readForm<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw invalidForm(result.error.issues.map(problemOf));
}

export function invalidForm(problems: readonly Problem[]): ApiError {
  const lines = problems.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  return new ApiError(400, 50035, 'Invalid Form Body', { errors: tree(problems), problems: lines });
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  return { path, ...worded(issue) };
}

/** Discord's own codes and words (developers/docs/reference#error-messages) where it has them. */
function worded(issue: z.core.$ZodIssue): Pick<Problem, 'code' | 'message'> {
  switch (issue.code) {
    case 'too_big':
      if (issue.origin === 'string') {
        return {
          code: 'BASE_TYPE_MAX_LENGTH',
          message: `Must be ${issue.maximum} or fewer in length.`,
        };
      }
      if (issue.origin === 'array') {
        return { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` };
      }
      return { code: 'NUMBER_TYPE_MAX', message: `Value should be less than or equal to ${issue.maximum}.` };
    case 'too_small':
      return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
    case 'invalid_union':
    case 'invalid_value':
      return { code: 'BASE_TYPE_CHOICES', message: issue.message };
    case 'invalid_format':
      return { code: 'STRING_TYPE_REGEX', message: issue.message };
    case 'invalid_type':
      return { code: 'BASE_TYPE_BAD_TYPE', message: issue.message };
    default:
      return { code: 'BASE_TYPE_INVALID', message: issue.message };
  }
}

interface Branch {
  _errors?: { code: string; message: string }[];
  readonly inner: Map<string, Branch>;
}

function tree(problems: readonly Problem[]): unknown {
  const root: Branch = { inner: new Map() };
  for (const { path, code, message } of problems) {
    let branch = root;
    for (const step of path) {
      const next = branch.inner.get(String(step)) ?? { inner: new Map() };
      branch.inner.set(String(step), next);
      branch = next;
    }
    branch._errors = [...(branch._errors ?? []), { code, message }];
  }
  return plain(root);
}

function plain(branch: Branch): Record<string, unknown> {
  const inner = [...branch.inner].map(([step, next]) => [step, plain(next)] as const);
  return { ...Object.fromEntries(inner), ...(branch._errors ? { _errors: branch._errors } : {}) };
}
