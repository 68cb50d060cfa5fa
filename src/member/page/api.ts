import { RequestError } from '../../web/page/request-error.ts';
import { text } from './words.tsx';

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
    throw new RequestError(text('me.no-answer'), 0, { cause });
  });
  if (response.ok) return response.json();
  const { status } = response;
  const { detail }: { readonly detail?: string } = await response.json().catch(() => ({}));
  // What a door says is in the language of the page; anything else is meant for programs.
  const said = status === 401 || status === 403 ? detail : undefined;
  throw new RequestError(said ?? text('me.failed', { status }), status);
}
