import { createRequest, describeErrors, toJson } from '../../web/page/request.ts';
import { text } from './words.ts';

const request = createRequest({
  noAnswer: () => text('playground.no-answer'),
  explain(problem, status) {
    // The session has ended, or the server has restarted: the page then asks for the token.
    if (problem.code === 'signed_out') location.reload();
    return describeErrors(problem) || problem.detail || text('playground.failed', { status });
  },
});

export const get = <Answer>(path: string): Promise<Answer> => request<Answer>(path);

export const put = <Answer>(path: string, body: unknown): Promise<Answer> =>
  request<Answer>(path, toJson('PUT', body));

export const post = <Answer = null>(name: string, body: unknown): Promise<Answer> =>
  request<Answer>(`/playground/${name}`, toJson('POST', body));
