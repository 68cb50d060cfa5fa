import { drawInventory, type InventoryPicture } from './draw-inventory.ts';
import { drawPlot } from './draw-plot.ts';
import type { Plot } from './plot.ts';

declare const self: Worker;

/** Plain data: it goes to the drawing thread and is the key of the drawn picture. */
export type Drawing =
  | { readonly kind: 'inventory'; readonly inventory: InventoryPicture }
  | { readonly kind: 'plot'; readonly plot: Plot };

export interface WorkerTask {
  readonly id: number;
  readonly drawing: Drawing;
}

export type WorkerResult =
  | { readonly id: number; readonly png: Uint8Array }
  | { readonly id: number; readonly error: string };

/** The drawing thread. It loads the canvas, so that no other thread has to. */
self.onmessage = async ({ data }: MessageEvent<WorkerTask>) => {
  self.postMessage(await run(data));
};

async function run({ id, drawing }: WorkerTask): Promise<WorkerResult> {
  try {
    return { id, png: await draw(drawing) };
  } catch (cause) {
    return { id, error: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** Draws a PNG. The same drawing gives the same bytes, on a machine with the same fonts. */
const draw = (drawing: Drawing): Promise<Uint8Array> =>
  drawing.kind === 'inventory' ? drawInventory(drawing.inventory) : drawPlot(drawing.plot);
