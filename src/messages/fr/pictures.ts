import type { pictures as english } from '../en/pictures.ts';
import type { Translation } from '../translation.ts';

export const pictures: Translation<typeof english> = {
  'picture.total': 'Valeur totale',
  'picture.total-at-least': 'Valeur totale, au moins',
  'picture.none': 'aucune',
  'picture.reserved': '{count} en retrait',
  'picture.member': 'Membre',
  'picture.unnamed': 'Animal sans nom',
  'picture.no-pets': 'Pas encore d’animaux',
  'picture.no-pets-how': 'Les animaux que tu donnes à un guichetier dans le jeu apparaissent ici.',
  'picture.unvalued': `
    sans compter {count, plural, one {{shown} animal} many {{shown} d’animaux} other {{shown} animaux}} de
    valeur inconnue`,
  'picture.page': 'Page {page, number} sur {pages, number}',
  'picture.balance': 'Solde au fil du temps',
  'picture.value': 'Valeur au fil du temps',
  'picture.nothing': 'Rien à montrer pour l’instant',
  'picture.nothing-yet': 'La ligne commence avec le premier changement.',
};
