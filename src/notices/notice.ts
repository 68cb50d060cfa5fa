import type { Reply } from '../commands/model/reply.ts';

/** Something to tell somebody. */
export interface Notice {
  /** The same each time that it is told, so that who shows it can show it once. 1 to 25 characters. */
  readonly id: string;
  /** A Discord user's id, or the operator. */
  readonly to: string;
  readonly reply: Reply;
}

/** Tells it. Resolves once it is told, or can never be; rejects where it is to be tried again. */
export type Deliver = (notice: Notice) => Promise<void>;
