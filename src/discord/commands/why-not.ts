import { Refusal } from '../../bank/refusal.ts';
import { explainRefusal } from '../explain.ts';
import type { Reply } from '../reply.ts';

/** What a watched reply becomes: where it is refused by now, the reason, which is the last. */
export async function orWhyNot(reply: Promise<Reply>): Promise<Reply> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof Refusal) return explainRefusal(error);
    throw error;
  }
}
