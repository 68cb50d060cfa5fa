import { createRequest, describeErrors, toJson } from '../../web/page/request.ts';
import type { SignInWays } from '../protocol.ts';

const request = createRequest({
  noAnswer: () => 'The bank does not answer. Is it still running?',
  explain(problem, status) {
    const text = describeErrors(problem) || problem.detail || `The bank answered ${status}.`;
    return status >= 500 && problem.requestId ? `${text} Request ${problem.requestId}.` : text;
  },
});

/** What a request says besides its path. An empty value is left out. */
export type Params = Readonly<Record<string, string | number | undefined>>;

export function toQuery(params: Params): string {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return query === '' ? '' : `?${query}`;
}

export const get = <Answer>(path: string, params: Params = {}): Promise<Answer> =>
  request<Answer>(`/dashboard/api/${path}${toQuery(params)}`);

/** Does something: the operation that Discord calls. */
export const post = <Answer = unknown>(path: string, body: unknown): Promise<Answer> =>
  request<Answer>(`/dashboard/api/${path}`, toJson('POST', body));

/** Signs in or out, or asks whose a token is. */
export const postSignIn = <Answer = unknown>(
  path: 'sign-in' | 'sign-out' | 'whose-token' | 'discord/begin',
  body: unknown,
): Promise<Answer> => request<Answer>(`/dashboard/${path}`, toJson('POST', body));

/** What else than a token signs in here. */
export const findSignInWays = (): Promise<SignInWays> => request<SignInWays>('/dashboard/ways');
