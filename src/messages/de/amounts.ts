import type { amounts as english } from '../en/amounts.ts';
import type { Translation } from '../translation.ts';

export const amounts: Translation<typeof english> = {
  'amount.number': '{count, number}',
  'amount.gems': '{count, plural, one {{count, number} Edelstein} other {{count, number} Edelsteine}}',
  'amount.pets': '{count, plural, one {{count, number} Haustier} other {{count, number} Haustiere}}',
  'amount.nothing': 'nichts',
  'amount.picture': 'Die Haustiere und Edelsteine als Karten; die Liste sagt dasselbe.',
  'amount.pet': '{count, number} × {pet}',
  'amount.and-more-kinds': `
    {listed} und {count, plural, one {{count, number} weitere Art} other {{count, number} weitere Arten}}`,
  'amount.more-kinds-of-pets': `
    und {count, plural, one {{count, number} weitere Art} other {{count, number} weitere Arten}} von
    Haustieren`,
  'amount.and-more': 'und {count, number} weitere',
  'worth.at-least': 'mindestens {gems}; nicht gezählt: {pets} mit unbekanntem Wert',
  'worth.unknown': 'Die Bank weiß nicht, was das wert ist.',
  'worth.known': 'Wert: <b>{worth}</b>.',
  'worth.each': 'je {value, number} wert',
  'worth.none-known': 'Wert unbekannt',
};
