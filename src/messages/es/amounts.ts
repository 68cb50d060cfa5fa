import type { amounts as english } from '../en/amounts.ts';
import type { Translation } from '../translation.ts';

export const amounts: Translation<typeof english> = {
  'amount.number': '{count, number}',
  'amount.gems': `
    {count, plural, one {{count, number} gema} many {{count, number} de gemas} other {{count, number}
    gemas}}`,
  'amount.pets': `
    {count, plural, one {{count, number} mascota} many {{count, number} de mascotas} other {{count, number}
    mascotas}}`,
  'amount.nothing': 'nada',
  'amount.picture': 'Las mascotas y las gemas como tarjetas; la lista dice lo mismo.',
  'amount.pet': '{count, number} × {pet}',
  'amount.and-more-kinds': `
    {listed} y {count, plural, one {{count, number} tipo más} many {{count, number} de tipos más} other
    {{count, number} tipos más}}`,
  'amount.more-kinds-of-pets': `
    y {count, plural, one {{count, number} tipo más} many {{count, number} de tipos más} other {{count,
    number} tipos más}} de mascotas`,
  'amount.and-more': 'y {count, number} más',
  'worth.at-least': 'al menos {gems}; sin contar {pets} de valor desconocido',
  'worth.unknown': 'El banco no sabe cuánto vale esto.',
  'worth.known': 'Vale <b>{worth}</b>.',
  'worth.each': 'cada una vale {value, number}',
  'worth.none-known': 'valor desconocido',
};
