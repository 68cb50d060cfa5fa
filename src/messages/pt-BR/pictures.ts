import type { pictures as english } from '../en/pictures.ts';
import type { Translation } from '../translation.ts';

export const pictures: Translation<typeof english> = {
  'picture.total': 'Valor total',
  'picture.total-at-least': 'Valor total, pelo menos',
  'picture.none': 'nenhum',
  'picture.reserved': '{count} em saques',
  'picture.member': 'Membro',
  'picture.unnamed': 'Pet sem nome',
  'picture.no-pets': 'Nenhum pet ainda',
  'picture.no-pets-how': 'Aqui aparecem os pets que você dá a um caixa no jogo.',
  'picture.unvalued': `
    sem contar {count, plural, one {{shown} pet} many {{shown} de pets} other {{shown} pets}} de valor
    desconhecido`,
  'picture.page': 'Página {page, number} de {pages, number}',
  'picture.balance': 'Saldo ao longo do tempo',
  'picture.value': 'Valor ao longo do tempo',
  'picture.nothing': 'Nada para mostrar ainda',
  'picture.nothing-yet': 'A linha começa com a primeira mudança.',
};
