import { drawGoods, type GoodsPicture } from './draw-goods.ts';
import { drawInventory, type InventoryPicture } from './draw-inventory.ts';
import { drawPlot } from './draw-plot.ts';
import { drawTrade, type TradePicture } from './draw-trade.ts';
import type { Plot } from './plot.ts';

declare const self: Worker;

/** Plain data: it goes to the drawing thread and is the key of the drawn picture. */
export type Drawing =
  | { readonly kind: 'inventory'; readonly inventory: InventoryPicture }
  | { readonly kind: 'goods'; readonly goods: GoodsPicture }
  | { readonly kind: 'plot'; readonly plot: Plot }
  | { readonly kind: 'trade'; readonly trade: TradePicture };

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
function draw(drawing: Drawing): Promise<Uint8Array> {
  switch (drawing.kind) {
    case 'inventory':
      return drawInventory(drawing.inventory);
    case 'goods':
      return drawGoods(drawing.goods);
    case 'plot':
      return drawPlot(drawing.plot);
    case 'trade':
      return drawTrade(drawing.trade);
    default:
      return drawing satisfies never;
  }
}
