import { PictureUnavailable } from '../pictures/unavailable.ts';
import type { Reply } from '../reply.ts';

/** The picture for a reply, or none: everything that it shows is said in words too. `alt` of up to 1024 characters. */
export async function pictured(png: Promise<Uint8Array>, alt: string): Promise<Pick<Reply, 'picture'>> {
  try {
    return { picture: { png: await png, alt } };
  } catch (error) {
    if (error instanceof PictureUnavailable) return {};
    throw error;
  }
}
