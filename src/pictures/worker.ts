import type { WorkerAnswer, WorkerTask } from './artist.ts';
import { draw } from './draw.ts';

declare const self: Worker;

/** The thread that draws. It loads the canvas, so that no other has to. */
self.onmessage = async ({ data }: MessageEvent<WorkerTask>) => {
  self.postMessage(await answerTo(data));
};

async function answerTo({ id, drawing }: WorkerTask): Promise<WorkerAnswer> {
  try {
    return { id, png: await draw(drawing) };
  } catch (cause) {
    return { id, fault: cause instanceof Error ? cause.message : String(cause) };
  }
}
