import type { z } from 'zod';
import type * as input from './input.ts';

/** What the pretend members do, as far as routes know it: what comes out is JSON for the page. */
export interface Chat {
  join(newcomer: z.infer<typeof input.newcomer>): unknown;
  type(said: z.infer<typeof input.typed>): Promise<void>;
  ask(said: z.infer<typeof input.asked>): Promise<void>;
  complete(typing: z.infer<typeof input.typing>): Promise<unknown>;
  formOf(memberId: string, controlId: string): unknown;
  use(
    memberId: string,
    controlId: string,
    given: Pick<z.infer<typeof input.press>, 'values' | 'fields'>,
  ): Promise<void>;
  file(id: string): { readonly name: string; readonly type: string; readonly bytes: Uint8Array } | undefined;
  /** Tells of news until what it gives back is called. */
  listen(onNews: (news: unknown) => void): () => void;
}
