import { whyQuarantined } from '../bank/deposit-check.ts';
import type { Catalogue } from '../bank/engine/catalogue.ts';
import type { Goods } from '../bank/engine/pets.ts';
import { formatGems, readPetNames } from './model/pet-names.ts';
import { type Text, t } from './model/text.ts';

/** How many kinds of pets are explained. */
const MAX_KINDS = 5;

/**
 * Says of each part of what waits in quarantine why it does, a sentence each. Of a pet that the list of today
 * takes nobody knows which of two it was: the list is another one than when it came in, perhaps.
 */
export function explainQuarantine({ pets, gems }: Goods, catalogue: Catalogue): Text[] {
  const names = readPetNames(catalogue);
  const explained = pets.slice(0, MAX_KINDS).map((stack) => {
    const code = whyQuarantined(stack, { catalogue })?.code ?? 'taken_now';
    return t(`quarantine.${code}`, { what: names.summary({ pets: [stack], gems: 0 }) });
  });
  const more = pets.length - MAX_KINDS;
  return [
    ...explained,
    ...(more > 0 ? [t('amount.more-kinds-of-pets', { count: more })] : []),
    ...(gems > 0 ? [t('quarantine.limit_exceeded', { what: formatGems(gems) })] : []),
  ];
}
