import type { amounts as english } from '../en/amounts.ts';
import type { Translation } from '../translation.ts';

export const amounts: Translation<typeof english> = {
  'amount.number': '{count, number}',
  'amount.gems': `
    {count, plural, one {{count, number} gemme} many {{count, number} de gemmes} other {{count, number}
    gemmes}}`,
  'amount.pets': `
    {count, plural, one {{count, number} animal} many {{count, number} d’animaux} other {{count, number}
    animaux}}`,
  'amount.nothing': 'rien',
  'amount.picture': 'Les animaux et les gemmes en cartes ; la liste dit la même chose.',
  'amount.pet': '{count, number} × {pet}',
  'amount.and-more-kinds': `
    {listed} et {count, plural, one {{count, number} autre sorte} many {{count, number} d’autres sortes}
    other {{count, number} autres sortes}}`,
  'amount.more-kinds-of-pets': `
    et {count, plural, one {{count, number} autre sorte} many {{count, number} d’autres sortes} other
    {{count, number} autres sortes}} d’animaux`,
  'amount.and-more': 'et {count, number} de plus',
  'worth.at-least': 'au moins {gems}, sans compter {pets} de valeur inconnue',
  'worth.unknown': 'La banque ne sait pas ce que cela vaut.',
  'worth.known': 'Valeur : <b>{worth}</b>.',
  'worth.each': '{value, number} chacun',
  'worth.none-known': 'valeur inconnue',
};
