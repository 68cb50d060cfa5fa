import { PLAYGROUND } from '../../messages/browser/playground.ts';
import { describePet } from '../../web/page/pet-names.ts';
import { createSay } from '../../web/page/say.tsx';
import { createText } from '../../web/page/words.ts';
import type { Goods } from '../chat/protocol.ts';

/* The page speaks the reader's language. What a member is answered in is their own: see sidebar.tsx. */

/** A message as text, where no element can stand. */
export const text = createText(PLAYGROUND);
/** A message with elements in it. */
export const t = createSay(PLAYGROUND);

/** Pets and gems in one line. */
export function describeGoods({ pets, gems }: Goods): string {
  const named = pets.map((pet) => text('amount.pet', { count: pet.quantity, pet: describePet(pet) }));
  const all = [...named, ...(gems > 0 ? [text('amount.gems', { count: gems })] : [])];
  return all.join(', ') || text('amount.nothing');
}
