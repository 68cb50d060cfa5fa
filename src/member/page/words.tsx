import type { VNode } from 'preact';
import { petLabel } from '../../bank/engine/pet-label.ts';
import { MY_PAGE } from '../../messages/browser/my-page.ts';
import type { GivenValues, MessageValues } from '../../messages/catalogue.ts';
import { formatSource, type GivenValue } from '../../messages/icu.ts';
import { createText, dateAndTime, LANGUAGE, wholeNumber } from '../../web/page/words.ts';
import type { Goods } from '../protocol.ts';

type Key = keyof (typeof MY_PAGE)['en'];
type Piece = string | VNode;

/** A message as text, where no element can stand. */
export const text = createText(MY_PAGE);

/** A message in the language of the page, with what stands in its gaps: texts, numbers and elements. */
export function t<Name extends Key>(
  key: Name,
  ...values: GivenValues<MessageValues<Name, Piece>>
): readonly Piece[];
export function t(key: Key, values: Readonly<Record<string, GivenValue<VNode>>> = {}): readonly Piece[] {
  return formatSource({ language: LANGUAGE, source: MY_PAGE[LANGUAGE][key] }, values, MARKS);
}

const MARKS = {
  b: (inner: readonly Piece[]): VNode => <strong>{inner}</strong>,
  c: (inner: readonly Piece[]): VNode => <code>/{inner}</code>,
};

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
  const named = pets.map((pet) => text('amount.pet', { count: pet.quantity, pet: petLabel(pet) }));
  return [...named, ...(gems > 0 ? [text('amount.gems', { count: gems })] : [])].join(', ');
}
