import type { amounts as english } from '../en/amounts.ts';
import type { Translation } from '../translation.ts';

export const amounts: Translation<typeof english> = {
  'amount.number': '{count, number}',
  'amount.gems': `
    {count, plural, one {{count, number} gema} many {{count, number} de gemas} other {{count, number}
    gemas}}`,
  'amount.pets': `
    {count, plural, one {{count, number} pet} many {{count, number} de pets} other {{count, number} pets}}`,
  'amount.nothing': 'nada',
  'amount.picture': 'Os pets e as gemas em cartões; a lista diz o mesmo.',
  'amount.pet': '{count, number} × {pet}',
  'amount.and-more-kinds': `
    {listed} e {count, plural, one {mais {count, number} tipo} many {mais {count, number} de tipos} other
    {mais {count, number} tipos}}`,
  'amount.more-kinds-of-pets': `
    e {count, plural, one {mais {count, number} tipo} many {mais {count, number} de tipos} other {mais
    {count, number} tipos}} de pets`,
  'amount.and-more': 'e mais {count, number}',
  'worth.at-least': 'pelo menos {gems}, sem contar {pets} de valor desconhecido',
  'worth.unknown': 'O banco não sabe quanto isto vale.',
  'worth.known': 'Vale <b>{worth}</b>.',
  'worth.each': 'cada um vale {value, number}',
  'worth.none-known': 'valor desconhecido',
};
