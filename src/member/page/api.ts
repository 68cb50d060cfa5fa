import { createRequest, toJson } from '../../web/page/request.ts';
import { text } from './words.tsx';

const request = createRequest({
  noAnswer: () => text('me.no-answer'),
  // What a door says is in the language of the page; anything else is meant for programs.
  explain: ({ detail }, status) =>
    ((status === 401 || status === 403) && detail) || text('me.failed', { status }),
});

export const get = <Answer>(name: string): Promise<Answer> => request<Answer>(`/me/api/${name}`);

/** Opens or closes the page. */
export const post = (name: 'open' | 'close', body: unknown): Promise<unknown> =>
  request(`/me/${name}`, toJson('POST', body));
