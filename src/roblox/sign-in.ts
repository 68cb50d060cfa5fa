import { z } from 'zod';
import { UpstreamError } from '../bank/profiles.ts';
import type { RobloxSignIn } from '../sign-in.ts';
import { createOAuth } from '../upstream/oauth.ts';

interface RobloxApp {
  readonly cloudUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The id stands in a text. It comes over TLS from Roblox itself, so no token needs to be verified. */
const userInfo = z.looseObject({
  sub: z
    .string()
    .regex(/^[1-9]\d{0,15}$/)
    .transform(Number)
    .refine(Number.isSafeInteger),
});

export function createRobloxSignIn({ cloudUrl, ...app }: RobloxApp): RobloxSignIn {
  const oauth = createOAuth({
    ...app,
    name: 'Roblox',
    scope: 'openid profile',
    authorizeUrl: `${cloudUrl}/oauth/v1/authorize`,
    tokenUrl: `${cloudUrl}/oauth/v1/token`,
    userUrl: `${cloudUrl}/oauth/v1/userinfo`,
  });
  return {
    authorizeUrl: oauth.authorizeUrl,
    async findUser(attempt) {
      const user = await oauth.readUser(attempt);
      if (user === null) return null;
      const read = userInfo.safeParse(user);
      if (!read.success) throw new UpstreamError('Roblox names nobody who has signed in');
      return read.data.sub;
    },
  };
}
