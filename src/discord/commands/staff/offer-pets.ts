import type { Catalogue } from '../../../bank/catalogue.ts';
import type { Choice } from '../../option.ts';
import { MAX_CHOICE, MAX_OFFERED } from './offers.ts';
import { petLine } from './pet-lines.ts';

/** Pets of the catalogue that hold every word of the last pet typed, by id or shown name; what stands before that pet stays. */
export function offerPets({ items }: Catalogue, typed: string): Choice[] {
  const start = typed.lastIndexOf(';') + 1;
  const counted = /^\s*(?:\d[\d.,_]*[kmbt]?\s*[x×]\s+)?/i.exec(typed.slice(start))?.[0] ?? '';
  const kept = typed.slice(0, start + counted.length);
  const words = typed
    .slice(kept.length)
    .toLowerCase()
    .split(/[\s,]+/);
  const offered: Choice[] = [];
  for (const item of items) {
    const line = petLine({ ...item, quantity: 1 });
    const value = `${kept}${line}`;
    const said = `${line} ${item.name}`.toLowerCase();
    if (value.length <= MAX_CHOICE && words.every((word) => said.includes(word)))
      offered.push({ name: value, value });
    if (offered.length === MAX_OFFERED) break;
  }
  return offered;
}
