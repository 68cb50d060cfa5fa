import type { Reply } from './reply.ts';

/** What somebody typed or chose can't be done as it is: the reply says why, and nothing was done. */
export class Mistake extends Error {
  override readonly name = 'Mistake';
  constructor(readonly reply: Reply) {
    super('somebody typed or chose what does not fit');
  }
}
