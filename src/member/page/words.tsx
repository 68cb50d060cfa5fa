import { MY_PAGE } from '../../messages/browser/my-page.ts';
import { describePet } from '../../web/page/pet-names.ts';
import { createSay } from '../../web/page/say.tsx';
import { createText, dateAndTime, LANGUAGE, wholeNumber } from '../../web/page/words.ts';
import type { Goods } from '../protocol.ts';

/** A message as text, where no element can stand. */
export const text = createText(MY_PAGE);
/** A message with elements in it. */
export const t = createSay(MY_PAGE);

const either = new Intl.ListFormat(LANGUAGE, { type: 'disjunction' });

export const formatNumber = (amount: number | string): string => wholeNumber.format(BigInt(amount));
/** One of these names, whichever. */
export const formatEither = (names: readonly string[]): string => either.format(names);

export const Time = ({ at }: { readonly at: string }) => (
  <time dateTime={at} title={`${at.slice(0, 16).replace('T', ' ')} UTC`}>
    {dateAndTime.format(new Date(at))}
  </time>
);

/** Pets and gems in one line. */
export function describeGoods({ pets, gems }: Goods): string {
  const named = pets.map((pet) => text('amount.pet', { count: pet.quantity, pet: describePet(pet) }));
  return [...named, ...(gems > 0 ? [text('amount.gems', { count: gems })] : [])].join(', ');
}
