import type { pictures as english } from '../en/pictures.ts';
import type { Translation } from '../translation.ts';

export const pictures: Translation<typeof english> = {
  'picture.total': 'Valor total',
  'picture.total-at-least': 'Valor total, al menos',
  'picture.none': 'ninguno',
  'picture.reserved': '{count} en retiros',
  'picture.member': 'Miembro',
  'picture.unnamed': 'Mascota sin nombre',
  'picture.no-pets': 'Aún no tienes mascotas',
  'picture.no-pets-how': 'Aquí aparecen las mascotas que le das a un cajero en el juego.',
  'picture.unvalued': `
    sin contar {count, plural, one {{shown} mascota} many {{shown} de mascotas} other {{shown} mascotas}}
    de valor desconocido`,
  'picture.page': 'Página {page, number} de {pages, number}',
  'picture.balance': 'Saldo con el tiempo',
  'picture.value': 'Valor con el tiempo',
  'picture.nothing': 'Aún no hay nada que mostrar',
  'picture.nothing-yet': 'La línea empieza con el primer cambio.',
};
