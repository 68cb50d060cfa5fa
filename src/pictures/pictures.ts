import { BulkheadRejectedError, bulkhead } from 'cockatiel';
import { LRUCache } from 'lru-cache';
import { assert } from '../bank/engine/assert.ts';
import { scriptFile } from '../files.ts';
import { createArtist, PictureUnavailable } from './artist.ts';
import type { Drawing } from './draw.ts';
import type { InventoryPicture } from './inventory.ts';
import { PETS_PER_PAGE } from './page.ts';
import { type BalancePicture, balancePlot, type ValuePicture, valuePlot } from './plot.ts';

const TIMEOUT_MS = 10_000;
const MAX_WAITING = 32;
const MINUTE_MS = 60_000;

/**
 * Pictures as PNG bytes, which are not to be changed. Each rejects with `PictureUnavailable` when there is
 * none.
 */
export interface Pictures {
  inventory(picture: InventoryPicture): Promise<Uint8Array>;
  balance(picture: BalancePicture): Promise<Uint8Array>;
  value(picture: ValuePicture): Promise<Uint8Array>;
  /** Ends the thread; what is under way or waiting is refused. */
  close(): void;
}

interface PicturesOptions {
  /** How many drawn pictures are kept, and of how many bytes in all; both from 1. */
  readonly maxCached: number;
  readonly maxBytes: number;
  /** How many are drawn at once: one is packed as PNG while the next is drawn. */
  readonly concurrency: number;
  /** How many may wait beyond these; the next is refused. */
  readonly maxWaiting?: number;
  /** From the start of drawing. */
  readonly timeoutMs?: number;
  readonly worker?: string;
}

/**
 * Draws pictures off the event loop and keeps them. Nothing is loaded or started before the first one is
 * asked for.
 */
export function createPictures(options: PicturesOptions): Pictures {
  const { maxCached, maxBytes, concurrency, maxWaiting = MAX_WAITING, timeoutMs = TIMEOUT_MS } = options;
  assert(maxCached >= 1 && maxBytes >= 1, 'a cache of pictures has room: lru-cache takes 0 for no limit');
  const artist = createArtist({ worker: options.worker ?? scriptFile('src/pictures/worker.ts'), timeoutMs });
  const places = bulkhead(concurrency, maxWaiting);
  const cache = new LRUCache<string, Uint8Array>({
    max: maxCached,
    maxSize: maxBytes,
    sizeCalculation: sizeOf,
  });
  const underWay = new Map<string, Promise<Uint8Array>>();
  let isClosed = false;

  const drawNew = async (key: string, drawing: Drawing) => {
    const png = await places.execute(() => {
      if (isClosed) throw new PictureUnavailable('closed');
      return artist.draw(drawing);
    });
    cache.set(key, png);
    return png;
  };
  const ask = async (drawing: Drawing) => {
    if (isClosed) throw new PictureUnavailable('closed');
    const key = drawingKey(drawing);
    const drawn = cache.get(key) ?? underWay.get(key);
    if (drawn) return drawn;
    const drawingNow = drawNew(key, drawing)
      .catch(unavailable)
      .finally(() => underWay.delete(key));
    underWay.set(key, drawingNow);
    return drawingNow;
  };

  return {
    inventory: (picture) => ask({ kind: 'inventory', inventory: onePage(toTheMinute(picture)) }),
    balance: (picture) => ask({ kind: 'plot', plot: balancePlot(toTheMinute(picture)) }),
    value: (picture) => ask({ kind: 'plot', plot: valuePlot(toTheMinute(picture)) }),
    close() {
      isClosed = true;
      artist.close();
      cache.clear();
    },
  };
}

/** Pictures show minutes, so within one the same content is the same picture. */
function toTheMinute<T extends { readonly asOf: number }>(picture: T): T {
  return { ...picture, asOf: Math.floor(picture.asOf / MINUTE_MS) * MINUTE_MS };
}

/** What isn't drawn needn't go to the other thread. */
function onePage(picture: InventoryPicture): InventoryPicture {
  return { ...picture, pets: picture.pets.slice(0, PETS_PER_PAGE) };
}

function unavailable(failure: unknown): never {
  throw failure instanceof BulkheadRejectedError ? new PictureUnavailable('busy') : failure;
}

function sizeOf(png: Uint8Array): number {
  return png.byteLength;
}

/** A short name for what a picture shows: the same for the same content, and else another. */
export function drawingKey(drawing: Drawing): string {
  const hash = new Bun.CryptoHasher('sha256');
  if (drawing.kind === 'plot') return hash.update(asText(drawing)).digest('base64');
  const { avatar, ...owner } = drawing.inventory.owner;
  hash.update(asText({ ...drawing.inventory, owner, avatarBytes: avatar?.length ?? null }));
  if (avatar) hash.update(avatar);
  return hash.digest('base64');
}

function asText(content: object): string {
  return JSON.stringify(content, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
