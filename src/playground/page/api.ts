/** The server said no: `message` says why, for people. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/**
 * Sends JSON to this very server, whose answers are believed: page and server are of one version. Rejects
 * with Refused.
 */
export async function ask<Answer>(
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
    throw new Refused('The bank does not answer. Is it still running?', { cause });
  });
  if (response.ok) return response.json();
  const problem: { code?: string; detail?: string; errors?: { path: string; message: string }[] } =
    await response.json().catch(() => ({}));
  // The session is over, or the server was started anew: the page then asks for the token.
  if (problem.code === 'signed_out') location.reload();
  const faults = problem.errors?.map(({ path: field, message }) => `${field}: ${message}`) ?? [];
  throw new Refused(faults.join('. ') || problem.detail || `The bank answered ${response.status}.`);
}

export const post = <Answer = null>(name: string, body: unknown): Promise<Answer> =>
  ask<Answer>('POST', `/playground/${name}`, body);

/** A number of its own for what is sent. (`crypto.randomUUID` is missing where the page came without TLS.) */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
