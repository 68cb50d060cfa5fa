import { expect, test } from 'bun:test';
import { UpstreamError } from '../bank/profiles.ts';
import { createOAuth } from './oauth.ts';

test.each([
  ['a short answer', 'x', null],
  ['a long answer', 'x'.repeat(64 * 1024), new UpstreamError('Someone answered with more than 65536 bytes')],
])('%s is read or refused by its length', async (_, name, refusal) => {
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: ({ url }) => Response.json(url.endsWith('/token') ? { access_token: 't' } : { name }),
  });
  const oauth = createOAuth({
    name: 'Someone',
    clientId: 'c',
    clientSecret: 's',
    scope: 'all',
    authorizeUrl: '',
    tokenUrl: `${server.url}token`,
    userUrl: `${server.url}user`,
  });
  try {
    const read = oauth.readUser({ code: 'c', verifier: 'v', redirectUrl: '' });
    expect(await read.catch((error: unknown) => error)).toEqual(refusal ?? { name });
  } finally {
    await server.stop(true);
  }
});
