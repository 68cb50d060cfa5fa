import type { VNode } from 'preact';
import { petLabel } from '../../bank/engine/pet-label.ts';
import { PAGE_CATALOGUE, type PageMessageKey } from '../../messages/browser.ts';
import type { GivenValues, MessageValues } from '../../messages/catalogue.ts';
import { formatSource, type GivenValue, GROUPED } from '../../messages/icu.ts';
import { DEFAULT_LANGUAGE, findLanguage, type Language } from '../../messages/languages.ts';
import type { Goods } from '../protocol.ts';

/** The language in which the server has sent the page. */
export const LANGUAGE: Language = findLanguage(document.documentElement.lang) ?? DEFAULT_LANGUAGE;

type Piece = string | VNode;
type Values = Readonly<Record<string, GivenValue<VNode>>>;

/** A message in the language of the page, with what stands in its gaps: texts, numbers and elements. */
export function t<Key extends PageMessageKey>(
  key: Key,
  ...values: GivenValues<MessageValues<Key, Piece>>
): readonly Piece[];
export function t(key: PageMessageKey, values: Values = {}): readonly Piece[] {
  return say(key, values);
}

const MARKS = {
  b: (inner: readonly Piece[]): VNode => <strong>{inner}</strong>,
  c: (inner: readonly Piece[]): VNode => <code>/{inner}</code>,
};

/** A message as text, where no element can stand. */
export function text<Key extends PageMessageKey>(
  key: Key,
  ...values: GivenValues<MessageValues<Key, string>>
): string;
export function text(key: PageMessageKey, values: Readonly<Record<string, string | number | bigint>> = {}) {
  return say(key, values).join('');
}

const say = (key: PageMessageKey, values: Values): readonly Piece[] =>
  formatSource({ language: LANGUAGE, source: PAGE_CATALOGUE[LANGUAGE][key] }, values, MARKS);

const whole = new Intl.NumberFormat(LANGUAGE, GROUPED);
const dateAndTime = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short' });
const either = new Intl.ListFormat(LANGUAGE, { type: 'disjunction' });

export const formatNumber = (amount: number | string): string => whole.format(BigInt(amount));
/** One of these names, whichever. */
export const formatEither = (names: readonly string[]): string => either.format(names);

/** In the reader's own time zone. */
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
