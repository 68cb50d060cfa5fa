import type { pictures as english } from '../en/pictures.ts';
import type { Translation } from '../translation.ts';

export const pictures: Translation<typeof english> = {
  'picture.total': 'Gesamtwert',
  'picture.total-at-least': 'Gesamtwert, mindestens',
  'picture.none': 'keiner',
  'picture.reserved': '{count} reserviert',
  'picture.member': 'Mitglied',
  'picture.unnamed': 'Haustier ohne Namen',
  'picture.no-pets': 'Noch keine Haustiere',
  'picture.no-pets-how': 'Hier stehen die Haustiere, die du im Spiel einem Kassierer gibst.',
  'picture.unvalued': `
    {count, plural, one {{shown} Haustier} other {{shown} Haustiere}} mit unbekanntem Wert nicht mitgezählt`,
  'picture.page': 'Seite {page, number} von {pages, number}',
  'picture.balance': 'Guthaben im Lauf der Zeit',
  'picture.value': 'Wert im Lauf der Zeit',
  'picture.nothing': 'Noch nichts zu zeigen',
  'picture.nothing-yet': 'Die Linie beginnt mit der ersten Änderung.',
};
