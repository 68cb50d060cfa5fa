import type { choosing as english } from '../en/choosing.ts';
import type { Translation } from '../translation.ts';

export const choosing: Translation<typeof english> = {
  'choose.did-you-mean': 'Meinst du eins von diesen?',
  'choose.which-one': 'Welches?',
  'choose.none-exactly': 'Kein Haustier heißt genau <b>{typed}</b>.',
  'choose.none-free': `
    Keins deiner freien Haustiere heißt genau <b>{typed}</b>. Haustiere in einer Auszahlung sind nicht frei.`,
  'choose.several': 'Mehrere Haustiere heißen <b>{typed}</b>.',
  'choose.pet': 'Wähl ein Haustier',
  'choose.pets': 'Wähl Haustiere',
  'choose.from-list': 'Wähl aus der Liste; du kannst mehrere wählen.',
  'choose.found': `
    {count, plural, one {{count, number} deiner Haustiere hat} other {{count, number} deiner Haustiere
    haben}} <b>{find}</b> im Namen.`,
  'choose.page': 'Seite {page, number} von {pages, number}.',
  'choose.hint': '{free, number} frei, {worth}',
  'choose.hint-id': '{free, number} frei, {worth}, id {id}',
  'choose.something-first': 'Wähl zuerst Haustiere oder Edelsteine.',
  'choose.find': 'Suchen',
  'choose.find-title': 'Ein Haustier suchen',
  'choose.find-words': 'Wörter aus seinem Namen',
  'choose.show-all': 'Alle zeigen',
  'choose.how-many': 'Wie viele?',
  'choose.how-many-part': 'Wie viele? {part, number} von {parts, number}',
  'choose.gems': 'Edelsteine',
  'choose.how-many-gems': 'Wie viele Edelsteine?',
  'choose.up-to': 'bis {free, number} oder „alle“; leer für nichts',
  'choose.which-pet.title': 'Welches Haustier?',
  'choose.which-pet.text': `
    Du hast eine Zahl angegeben, aber kein Haustier. Sag, welches, oder gib die Zahl bei den Edelsteinen
    an.`,
  'choose.too-many-kinds.title': 'Zu viele Arten auf einmal',
  'choose.too-many-kinds.text': `
    Du kannst bis zu {count, number} Arten von Haustieren auf einmal wählen. Die anderen wählst du danach.`,
  'choose.not-a-number.title': 'Das ist keine Zahl',
  'choose.not-a-number.text': '<b>{field}</b>: Schreib eine ganze Zahl wie 3, 1000 oder 2.5m, oder „alle“.',
  'choose.more-than-free.title': 'Das ist mehr, als du hast',
  'choose.more-than-free.text': '<b>{field}</b>: Du hast {free, number} frei.',
  'choose.all-in-withdrawals': `
    Alles, was du hast, ist schon in Auszahlungen. <c>cancel</c> nimmt eine zurück.`,
  'choose.nothing-yet': `
    Die Bank hat noch nichts von dir. <c>deposit</c> zeigt dir, wie du Haustiere bringst.`,
  'choose.no-such-pet.title': 'So ein Haustier hast du hier nicht',
  'choose.no-such-pet.text': `
    Keins deiner freien Haustiere heißt <b>{typed}</b>. <c>inventory</c> zeigt, was du hast. Oder schreib
    keinen Namen und wähl aus einer Liste.`,
  'button.continue': 'Weiter',
  'button.stop': 'Aufhören',
  'button.change-it': 'Ändern',
  'button.keep-it': 'So lassen',
  'button.back': 'Zurück',
  'nothing-changed.title': 'Nichts wurde geändert',
  'nothing-changed.text': 'Alles ist, wie es war.',
};
