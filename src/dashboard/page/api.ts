import { RequestError } from '../../web/page/request-error.ts';
import type { SignInWays } from '../protocol.ts';

/** What a request says besides its path. An empty value is left out. */
export type Params = Readonly<Record<string, string | number | undefined>>;

export function toQuery(params: Params): string {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return query === '' ? '' : `?${query}`;
}

/** Reads from this very server, whose answer is not validated: page and server are of one version. */
export const get = <Answer>(path: string, params: Params = {}): Promise<Answer> =>
  request<Answer>(`/dashboard/api/${path}${toQuery(params)}`, {});

/** Does something: the operation that Discord calls. Rejects with RequestError. */
export const post = <Answer = unknown>(path: string, body: unknown): Promise<Answer> =>
  request<Answer>(`/dashboard/api/${path}`, toInit(body));

/** Signs in or out, or asks whose a token is. Rejects with RequestError. */
export const postSignIn = <Answer = unknown>(
  path: 'sign-in' | 'sign-out' | 'whose-token' | 'discord/begin',
  body: unknown,
): Promise<Answer> => request<Answer>(`/dashboard/${path}`, toInit(body));

/** What else than a token signs in here. Rejects with RequestError. */
export const findSignInWays = (): Promise<SignInWays> => request<SignInWays>('/dashboard/ways', {});

const toInit = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

interface Problem {
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  readonly requestId?: string;
}

async function request<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(path, init).catch((cause) => {
    throw new RequestError('The bank does not answer. Is it still running?', 0, { cause });
  });
  if (response.ok) return response.json();
  const { detail, errors = [], requestId }: Problem = await response.json().catch(() => ({}));
  const messages = errors.map(({ path: field, message }) =>
    field === '' ? message : `${field}: ${message}`,
  );
  const text = messages.join('. ') || detail || `The bank answered ${response.status}.`;
  const trail = response.status >= 500 && requestId ? ` Request ${requestId}.` : '';
  throw new RequestError(`${text}${trail}`, response.status);
}

/** Returns a random id. (`crypto.randomUUID` is missing where the page was loaded without TLS.) */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
