import { BulkheadRejectedError, bulkhead } from 'cockatiel';
import { LRUCache } from 'lru-cache';
import { assert } from '../bank/engine/assert.ts';
import type { ReadPetPicture } from '../bank/engine/catalogue.ts';
import { scriptFile } from '../files.ts';
import type { PetCard } from './card.ts';
import type { GoodsPicture } from './draw-goods.ts';
import type { InventoryPicture } from './draw-inventory.ts';
import type { TradePicture } from './draw-trade.ts';
import { createDrawingThread, PictureUnavailable } from './drawing-thread.ts';
import { PETS_PER_PAGE } from './page.ts';
import { type BalancePicture, balancePlot, type ValuePicture, valuePlot } from './plot.ts';
import type { Drawing } from './worker.ts';

const TIMEOUT_MS = 10_000;
const MAX_WAITING = 32;
const MINUTE_MS = 60_000;
const LOOKS_MS = 1_500;

/** Draws PNGs, whose bytes must not be changed. Each rejects with `PictureUnavailable` if there is none. */
export interface Pictures {
  inventory(picture: InventoryPicture): Promise<Uint8Array>;
  balance(picture: BalancePicture): Promise<Uint8Array>;
  value(picture: ValuePicture): Promise<Uint8Array>;
  trade(picture: TradePicture): Promise<Uint8Array>;
  goods(picture: GoodsPicture): Promise<Uint8Array>;
  /** Ends the thread. Pictures being drawn or waiting are refused. */
  close(): void;
}

interface PicturesOptions {
  /** How many drawn pictures are kept, and of how many bytes in all: both at least 1. */
  readonly maxCached: number;
  readonly maxBytes: number;
  /** How many are drawn at once: one is compressed while the next is drawn. */
  readonly concurrency: number;
  /** How many may wait beyond these; the next is refused. */
  readonly maxWaiting?: number;
  /** Counted from the start of drawing. */
  readonly timeoutMs?: number;
  readonly worker?: string;
  /** What pets look like; left out, each has an emblem. */
  readonly readPet?: ReadPetPicture;
  /** How long a drawing waits for that. */
  readonly looksMs?: number;
}

/** Draws pictures off the event loop and caches them. Nothing is loaded or started before the first one. */
export function createPictures(options: PicturesOptions): Pictures {
  const { maxCached, maxBytes, concurrency, maxWaiting = MAX_WAITING, timeoutMs = TIMEOUT_MS } = options;
  const { readPet, looksMs = LOOKS_MS } = options;
  assert(maxCached >= 1 && maxBytes >= 1, 'the cache of pictures has bounds: lru-cache takes 0 for no limit');
  const thread = createDrawingThread(options.worker ?? scriptFile('src/pictures/worker.ts'), timeoutMs);
  const queue = bulkhead(concurrency, maxWaiting);
  const cache = new LRUCache<string, Uint8Array>({
    max: maxCached,
    maxSize: maxBytes,
    sizeCalculation: (png) => png.byteLength,
  });
  const underWay = new Map<string, Promise<Uint8Array>>();
  let isClosed = false;

  const drawNew = async (key: string, drawing: Drawing) => {
    const png = await queue.execute(() => {
      if (isClosed) throw new PictureUnavailable('closed');
      return thread.draw(drawing);
    });
    cache.set(key, png);
    return png;
  };
  const get = async (content: Drawing) => {
    if (isClosed) throw new PictureUnavailable('closed');
    const drawing = readPet ? await addLooks(content, readPet, looksMs) : content;
    const key = drawingKey(drawing);
    const drawn = cache.get(key) ?? underWay.get(key);
    if (drawn) return drawn;
    const result = drawNew(key, drawing)
      .catch(explainFailure)
      .finally(() => underWay.delete(key));
    underWay.set(key, result);
    return result;
  };

  return {
    inventory: (picture) => get({ kind: 'inventory', inventory: onePage(toTheMinute(picture)) }),
    balance: (picture) => get({ kind: 'plot', plot: balancePlot(toTheMinute(picture)) }),
    value: (picture) => get({ kind: 'plot', plot: valuePlot(toTheMinute(picture)) }),
    trade: (picture) => get({ kind: 'trade', trade: limitTrade(toTheMinute(picture)) }),
    goods: (picture) => get({ kind: 'goods', goods: limitGoods(picture) }),
    close() {
      isClosed = true;
      thread.close();
      cache.clear();
    },
  };
}

/** Adds what is known in time of how its pets look. */
async function addLooks(drawing: Drawing, readPet: ReadPetPicture, waitMs: number): Promise<Drawing> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(late.resolve, waitMs, null);
  const look = async (pet: PetCard): Promise<PetCard> => {
    const picture = await Promise.race([readPet(pet), late.promise]);
    return picture ? { ...pet, picture } : pet;
  };
  const addTo = async <Pets extends { readonly pets: readonly PetCard[] }>(side: Pets): Promise<Pets> => ({
    ...side,
    pets: await Promise.all(side.pets.map(look)),
  });
  try {
    switch (drawing.kind) {
      case 'inventory':
        return { ...drawing, inventory: await addTo(drawing.inventory) };
      case 'goods':
        return { ...drawing, goods: await addTo(drawing.goods) };
      case 'trade': {
        const sides = await Promise.all(drawing.trade.sides.map(addTo));
        return { ...drawing, trade: { ...drawing.trade, sides } };
      }
      case 'plot':
        return drawing;
      default:
        return drawing satisfies never;
    }
  } finally {
    clearTimeout(timer);
  }
}

/** How many cards of a side are drawn. */
const CARDS_PER_SIDE = 6;

/** What of each side gets a card, and how many kinds don't. */
const limitTrade = (picture: TradePicture): TradePicture => ({
  ...picture,
  sides: picture.sides.map((side) => ({ ...side, pets: side.pets.slice(0, CARDS_PER_SIDE) })),
  more: picture.sides.map(({ pets }) => Math.max(0, pets.length - CARDS_PER_SIDE)),
});

/** How many kinds of goods get a card, beside one for gems and one that says how many more there are. */
const CARDS_OF_GOODS = 6;

const limitGoods = ({ pets, ...picture }: GoodsPicture): GoodsPicture => ({
  ...picture,
  pets: pets.slice(0, CARDS_OF_GOODS),
  more: Math.max(0, pets.length - CARDS_OF_GOODS),
});

/** Pictures show minutes, so within a minute the same content is the same picture. */
const toTheMinute = <T extends { readonly asOf: number }>(picture: T): T => ({
  ...picture,
  asOf: Math.floor(picture.asOf / MINUTE_MS) * MINUTE_MS,
});

/** Only what is drawn has to go to the other thread. */
const onePage = (picture: InventoryPicture): InventoryPicture => ({
  ...picture,
  pets: picture.pets.slice(0, PETS_PER_PAGE),
});

function explainFailure(failure: unknown): never {
  throw failure instanceof BulkheadRejectedError ? new PictureUnavailable('busy') : failure;
}

/** Returns a hash of everything a picture shows. */
export function drawingKey(drawing: Drawing): string {
  const hash = new Bun.CryptoHasher('sha256');
  const pictures: Uint8Array[] = [];
  const json = JSON.stringify(drawing, (_, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    if (!(value instanceof Uint8Array)) return value;
    pictures.push(value);
    return value.length;
  });
  hash.update(json);
  for (const picture of pictures) hash.update(picture);
  return hash.digest('base64');
}
