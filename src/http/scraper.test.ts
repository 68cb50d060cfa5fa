import { describe, expect, test } from 'bun:test';
import { admitScrapers } from './scraper.ts';

const TOKEN = 'a-token-of-thirty-two-characters';
const arrive = (socketAddress: string, headers: Record<string, string> = {}) => ({
  requestId: 'r',
  headers: new Headers(headers),
  socketAddress: () => socketAddress,
});

describe.each([null, TOKEN])('with the token %p', (token) => {
  const turnAway = admitScrapers(token);

  test.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])('%s may read', (address) => {
    expect(turnAway(arrive(address))).toBeNull();
  });

  test.each(['10.0.0.1', '::ffff:10.0.0.1', '2001:db8::1', 'fe80::1', '172.17.0.1', ''])(
    '%s may not, without it',
    (address) => {
      expect(turnAway(arrive(address))?.status).toBe(token === null ? 404 : 401);
    },
  );

  test.each(['X-Forwarded-For', 'X-Forwarded-Proto', 'Forwarded', 'X-Real-IP', 'Via'])(
    'a proxy on this machine that sends %s may not either',
    (name) => {
      expect(turnAway(arrive('127.0.0.1', { [name]: '127.0.0.1' }))?.status).toBe(token === null ? 404 : 401);
    },
  );
});

describe('the token', () => {
  const turnAway = admitScrapers(TOKEN);

  test('admits from anywhere, also through a proxy', () => {
    for (const scheme of ['Bearer', 'bearer']) {
      expect(turnAway(arrive('10.0.0.1', { authorization: `${scheme} ${TOKEN}`, via: '1.1 x' }))).toBeNull();
    }
  });

  test.each(['', TOKEN, `Basic ${TOKEN}`, 'Bearer', 'Bearer x', `Bearer ${TOKEN}x`, `Bearer ${TOKEN} x`])(
    'is refused as %p, which says how to send it',
    async (authorization) => {
      const refused = turnAway(arrive('10.0.0.1', { authorization }));
      expect(refused?.status).toBe(401);
      expect(refused?.headers.get('www-authenticate')).toBe('Bearer');
      expect(await refused?.json()).toMatchObject({
        code: 'unauthorized',
        detail: expect.stringMatching(/Bearer/),
      });
    },
  );

  test('that nobody set admits nobody', () => {
    const noToken = admitScrapers(null);
    for (const authorization of ['Bearer null', 'Bearer ', `Bearer ${TOKEN}`]) {
      expect(noToken(arrive('10.0.0.1', { authorization }))?.status).toBe(404);
    }
  });
});
