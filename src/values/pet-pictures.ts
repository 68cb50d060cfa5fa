import { LRUCache } from 'lru-cache';
import { readBytes } from '../upstream/upstream.ts';
import { createWindowCounter } from '../window-counter.ts';

/** A picture of BIG Games' is a PNG of some ten KiB. */
const MAX_BYTES = 512 * 1024;
const MAX_CACHED = 5_000;
const MAX_CACHED_BYTES = 64 * 2 ** 20;
/** A picture that is not there is asked for again after this. */
const MISSING_MS = 15 * 60_000;
const TIMEOUT_MS = 10_000;
/** Far below what BIG Games takes in a minute, so that prices can always be read. */
const MAX_REQUESTS_PER_MINUTE = 40;
const MINUTE_MS = 60_000;
const PNG_SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const THUMBNAIL = /^rbxassetid:\/\/(\d{1,20})$/;

export interface PetPictureOptions {
  readonly baseUrl: string;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
}

/** Null: there is none. */
interface Cached {
  readonly png: Uint8Array | null;
}

/**
 * Reads pictures of pets from BIG Games by what the lists name them, and keeps them. Decoration: whatever
 * fails is no picture. The address is the operator's with a number behind it, and leads nowhere else.
 */
export function createPetPictures({
  baseUrl,
  signal,
  now = () => performance.now(),
}: PetPictureOptions): (thumbnail: string) => Promise<Uint8Array | null> {
  const count = createWindowCounter({ windowMs: MINUTE_MS, now });
  const read = async (asset: string): Promise<Uint8Array | null> => {
    const response = await fetch(`${baseUrl.replace(/\/+$/, '')}/image/${asset}`, {
      headers: { accept: 'image/png' },
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const bytes = response.status === 200 ? await readBytes(response, MAX_BYTES) : null;
    return bytes?.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE) ? new Uint8Array(bytes) : null;
  };
  const cache = new LRUCache<string, Cached>({
    max: MAX_CACHED,
    maxSize: MAX_CACHED_BYTES,
    sizeCalculation: ({ png }) => png?.byteLength ?? 1,
    // Whoever asks while it is read hears of the same reading.
    async fetchMethod(asset, _stale, { options }) {
      // No more for now: it is asked for again, so nothing is kept.
      if (count('').count > MAX_REQUESTS_PER_MINUTE) return undefined;
      const png = await read(asset).catch(() => null);
      if (png === null) options.ttl = MISSING_MS;
      return { png };
    },
  });
  return async (thumbnail) => {
    const asset = THUMBNAIL.exec(thumbnail)?.[1];
    return asset === undefined ? null : ((await cache.fetch(asset))?.png ?? null);
  };
}
