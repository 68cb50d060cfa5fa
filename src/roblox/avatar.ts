import { z } from 'zod';
import type { Upstream } from '../upstream/upstream.ts';
import { userId } from './profile.ts';

/** `GET {thumbnails}/v1/users/avatar-headshot` */
const headshotsSchema = z.looseObject({
  data: z.array(z.looseObject({ targetId: userId, state: z.string(), imageUrl: z.string().nullish() })),
});

/** How often a picture that is still being rendered is requested again. */
const PENDING_RETRIES = 2;
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

interface AvatarOptions {
  readonly thumbnails: Upstream;
  /** The wait before each of these retries. */
  readonly pendingDelayMs: number;
}

/** Finds the address of a user's picture; null when there is none, yet or at all. Never rejects. */
export function createAvatarFinder({ thumbnails, pendingDelayMs }: AvatarOptions) {
  return async (robloxUserId: number): Promise<string | null> => {
    try {
      let picture = await requestPicture(thumbnails, robloxUserId);
      for (let retries = 0; picture?.state === 'Pending' && retries < PENDING_RETRIES; retries++) {
        await Bun.sleep(pendingDelayMs);
        picture = await requestPicture(thumbnails, robloxUserId);
      }
      return picture?.state === 'Completed' && isSafe(picture.imageUrl) ? picture.imageUrl : null;
    } catch {
      // Decoration: a bank without pictures is still a bank.
      return null;
    }
  };
}

async function requestPicture(thumbnails: Upstream, robloxUserId: number) {
  const answer = await thumbnails.request({
    path: `/v1/users/avatar-headshot?userIds=${robloxUserId}&size=150x150&format=Png&isCircular=false`,
    schema: headshotsSchema,
  });
  return answer?.data.find((picture) => picture.targetId === robloxUserId);
}

/** Browsers and Discord load the address: only https, but for a double on this machine. */
function isSafe(address: string | null | undefined): address is string {
  const url = URL.parse(address ?? '');
  if (!url) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK_HOSTS.includes(url.hostname));
}
