import { petLabel } from '../../bank/engine/pet-label.ts';
import type { Goods } from '../protocol.ts';

const whole = new Intl.NumberFormat('en');
const dateAndTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export const formatNumber = (amount: number | string): string => whole.format(BigInt(amount));
/** In the reader's own time zone. */
export const formatTime = (at: string): string => dateAndTime.format(new Date(at));

export const Time = ({ at }: { readonly at: string }) => (
  <time dateTime={at} title={`${at.slice(0, 16).replace('T', ' ')} UTC`}>
    {formatTime(at)}
  </time>
);

/** Pets and gems in one line. */
export function describeGoods({ pets, gems }: Goods): string {
  const named = pets.map((pet) => `${formatNumber(pet.quantity)} × ${petLabel(pet)}`);
  return [...named, ...(gems > 0 ? [`${formatNumber(gems)} gems`] : [])].join(', ');
}
