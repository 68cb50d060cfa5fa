import { drawPlot } from './draw-plot.ts';
import { drawInventory, type InventoryPicture } from './inventory.ts';
import type { Plot } from './plot.ts';

/**
 * What a picture is drawn from: plain data, which goes to another thread and is the key of the drawn picture.
 */
export type Drawing =
  | { readonly kind: 'inventory'; readonly inventory: InventoryPicture }
  | { readonly kind: 'plot'; readonly plot: Plot };

/** Draws as PNG. The same drawing gives the same bytes, on a machine with the same fonts. */
export function draw(drawing: Drawing): Promise<Uint8Array> {
  switch (drawing.kind) {
    case 'inventory':
      return drawInventory(drawing.inventory);
    case 'plot':
      return drawPlot(drawing.plot);
    default:
      return drawing satisfies never;
  }
}
