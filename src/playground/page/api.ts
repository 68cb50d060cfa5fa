import { RequestError } from '../../web/page/request-error.ts';
import { text } from './words.ts';

/**
 * Sends JSON to this very server and returns its answer, which is not validated: page and server are of one
 * version. Rejects with RequestError.
 */
export async function request<Answer>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  }).catch((cause) => {
    throw new RequestError(text('playground.no-answer'), 0, { cause });
  });
  if (response.ok) return response.json();
  const problem: { code?: string; detail?: string; errors?: { path: string; message: string }[] } =
    await response.json().catch(() => ({}));
  // The session has ended, or the server has restarted: the page then asks for the token.
  if (problem.code === 'signed_out') location.reload();
  const errors = problem.errors?.map(({ path: field, message }) => `${field}: ${message}`) ?? [];
  const { status } = response;
  throw new RequestError(
    errors.join('. ') || problem.detail || text('playground.failed', { status }),
    status,
  );
}

export const post = <Answer = null>(name: string, body: unknown): Promise<Answer> =>
  request<Answer>('POST', `/playground/${name}`, body);

/** Returns a random id. (`crypto.randomUUID` is missing where the page was loaded without TLS.) */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
