import { RequestError } from '../../web/page/request-error.ts';

/** Reads from this very server, whose answer is not validated: page and server are of one version. */
export const get = <Answer>(name: string): Promise<Answer> => request<Answer>(`/me/api/${name}`, {});

/** Opens or closes the page. Rejects with RequestError. */
export const post = (name: 'open' | 'close', body: unknown): Promise<unknown> =>
  request(`/me/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function request<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(path, init).catch((cause) => {
    throw new RequestError('The bank does not answer. Try again in a minute.', 0, { cause });
  });
  if (response.ok) return response.json();
  const { detail }: { readonly detail?: string } = await response.json().catch(() => ({}));
  throw new RequestError(detail ?? `The bank answered ${response.status}.`, response.status);
}
