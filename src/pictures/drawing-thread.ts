import type { Drawing, WorkerResult, WorkerTask } from './worker.ts';

/**
 * A thread that draws, and starts with the first drawing. Drawing blocks a thread for tens of milliseconds,
 * and loading the canvas for hundreds.
 * If a drawing is late, the thread may never come back: it is ended, all it was drawing fails, and the next
 * drawing starts another.
 */
export function createDrawingThread(file: string, timeoutMs: number) {
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
    started.onmessage = ({ data }: MessageEvent<WorkerResult>) => {
      const drawing = underWay.get(data.id);
      if ('png' in data) drawing?.resolve(data.png);
      else drawing?.reject(new PictureUnavailable('failed', data.error));
    };
    started.onerror = ({ message }) => {
      if (worker === started) end(new PictureUnavailable('failed', message));
    };
    return started;
  };

  return {
    /** Rejects with `PictureUnavailable`. */
    async draw(drawing: Drawing): Promise<Uint8Array> {
      const id = ++lastId;
      const result = Promise.withResolvers<Uint8Array>();
      worker ??= start();
      worker.postMessage({ id, drawing } satisfies WorkerTask);
      underWay.set(id, result);
      const late = setTimeout(() => end(new PictureUnavailable('late')), timeoutMs);
      return result.promise.finally(() => {
        clearTimeout(late);
        underWay.delete(id);
      });
    },
    /** Ends the thread and whatever it was drawing. */
    close: (): void => end(new PictureUnavailable('closed')),
  };
}

const REASONS = {
  busy: 'too many pictures are waiting to be drawn',
  late: 'the picture took too long to draw',
  failed: 'the picture could not be drawn',
  closed: 'no more pictures are drawn: the bank is stopping',
} as const;

/** There is no picture this time. A reply has everything in words too, so it is sent without one. */
export class PictureUnavailable extends Error {
  override readonly name = 'PictureUnavailable';

  constructor(
    readonly reason: keyof typeof REASONS,
    detail?: string,
  ) {
    super(detail === undefined ? REASONS[reason] : `${REASONS[reason]}: ${detail}`);
  }
}
