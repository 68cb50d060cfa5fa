import type { Drawing } from './draw.ts';

export interface WorkerTask {
  readonly id: number;
  readonly drawing: Drawing;
}

export type WorkerAnswer =
  | { readonly id: number; readonly png: Uint8Array }
  | { readonly id: number; readonly fault: string };

/** A thread that draws, started by the first drawing. */
export interface Artist {
  /** Rejects with `PictureUnavailable`. */
  draw(drawing: Drawing): Promise<Uint8Array>;
  /** Ends the thread and whatever it was drawing. */
  close(): void;
}

interface ArtistOptions {
  readonly worker: string;
  readonly timeoutMs: number;
}

/**
 * Drawing holds a thread for tens of milliseconds, and loading the canvas for hundreds, so it has its own.
 * One that is late may never come back: it is ended, what it had under way fails with it, and the next
 * drawing starts another.
 */
export function createArtist({ worker: file, timeoutMs }: ArtistOptions): Artist {
  const underWay = new Map<number, PromiseWithResolvers<Uint8Array>>();
  let worker: Worker | null = null;
  let lastId = 0;

  const end = (failure: PictureUnavailable) => {
    worker?.terminate();
    worker = null;
    for (const { reject } of underWay.values()) reject(failure);
    underWay.clear();
  };
  const start = () => {
    // The process may end while the thread waits for work.
    const started = new Worker(file, { smol: true, ref: false });
    started.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
      const asked = underWay.get(data.id);
      if ('png' in data) asked?.resolve(data.png);
      else asked?.reject(new PictureUnavailable('failed', data.fault));
    };
    started.onerror = ({ message }) => {
      if (worker === started) end(new PictureUnavailable('failed', message));
    };
    return started;
  };

  return {
    async draw(drawing) {
      const id = ++lastId;
      const asked = Promise.withResolvers<Uint8Array>();
      worker ??= start();
      worker.postMessage({ id, drawing } satisfies WorkerTask);
      underWay.set(id, asked);
      const late = setTimeout(() => end(new PictureUnavailable('late')), timeoutMs);
      return asked.promise.finally(() => {
        clearTimeout(late);
        underWay.delete(id);
      });
    },
    close: () => end(new PictureUnavailable('closed')),
  };
}

const REASONS = {
  busy: 'too many pictures are waiting to be drawn',
  late: 'the picture took too long to draw',
  failed: 'the picture could not be drawn',
  closed: 'no more pictures are drawn: the bank is stopping',
} as const;

/**
 * There is no picture this time. Everything a picture shows is said in words too, so a reply goes out without
 * it.
 */
export class PictureUnavailable extends Error {
  override readonly name = 'PictureUnavailable';

  constructor(
    readonly reason: keyof typeof REASONS,
    detail?: string,
  ) {
    super(detail === undefined ? REASONS[reason] : `${REASONS[reason]}: ${detail}`);
  }
}
