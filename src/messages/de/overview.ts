import type { overview as english } from '../en/overview.ts';
import type { Translation } from '../translation.ts';

export const overview: Translation<typeof english> = {
  'balance.title': 'Dein Guthaben',
  'balance.gems': 'Edelsteine',
  'balance.gems-in-withdrawals': 'Edelsteine in Auszahlungen',
  'balance.pets': 'Haustiere',
  'balance.worth': 'Alles zusammen ist wert',
  'balance.more': 'Deine Haustiere: <c>inventory</c> · Was passiert ist: <c>history</c>',
  'balance.whole': `
    Das Bild reicht bis zum Anfang zurück, {since}. Es nimmt die heutigen Werte der Haustiere.`,
  'balance.part': `
    Das Bild zeigt die letzten {count, number} Buchungen, zurück bis {since}. Es nimmt die heutigen Werte der
    Haustiere.`,
  'balance.picture': 'Edelsteine und Wert im Lauf der Zeit: jetzt {gems} und ein Wert von {worth}.',
  'restriction.quarantine': `
    In Quarantäne: <b>{goods}</b>. Das Team muss es erst prüfen. Es ist nicht verloren, zählt hier aber noch
    nicht.`,
  'restriction.frozen': `
    Dein Konto ist eingefroren: Im Moment kannst du nichts abheben. Frag bitte das Team, warum.`,
  'restriction.cooldown': 'Du kannst {when} wieder abheben. Dieses Konto wurde erst vor Kurzem verknüpft.',
  'on-hold.brought': `
    Gerade angekommen: <b>{goods}</b>. Es gehört dir. Du kannst es ab {clock} ({when}) benutzen, meist in
    einer Minute.`,
  'on-hold.given': `
    Von einem anderen Mitglied: <b>{goods}</b>. Du kannst es ab {clock} ({when}) benutzen. Bis dahin kann das
    Team das Geschenk oder den Tausch rückgängig machen.`,
  'on-hold.others': `
    Das Team prüft gerade einen Kassierer. <b>{goods}</b> gehört dir, und du kannst es danach benutzen.`,
  'inventory.title': 'Deine Haustiere',
  'inventory.title-page': 'Deine Haustiere, Seite {page, number} von {pages, number}',
  'inventory.none': 'Noch keine Haustiere. <c>deposit</c> zeigt dir, wie du das erste bringst.',
  'inventory.of-kinds': `
    <b>{count, number}</b> in {kinds, plural, one {{kinds, number} Art} other {{kinds, number} Arten}}`,
  'inventory.in-withdrawals': 'In Auszahlungen',
  'inventory.pet': '<b>{count, number} × {pet}</b>, {worth}',
  'inventory.pet-reserved': `
    <b>{count, number} × {pet}</b>, {worth}, und {reserved, number} in einer Auszahlung`,
  'inventory.pet-none-free': '<b>{pet}</b>, {worth}: {reserved, number} in einer Auszahlung, keins frei',
  'inventory.picture': `
    Die Haustiere von Seite {page, number} von {pages, number} als Karten; die Liste sagt dasselbe.`,
  'pages.back': '◀ Zurück',
  'pages.next': 'Weiter ▶',
  'pages.go-to': 'Zu Seite',
  'pages.number': 'Seite, von 1 bis {pages, number}',
  'value.cannot-be-traded': `
    <b>Dieses Haustier kann nicht getauscht werden</b>, darum nimmt die Bank es nicht an.`,
  'value.updated': 'Aktualisiert {when}. Ein Wert ist aus früheren Verkäufen geschätzt und kein Versprechen.',
  'value.value': 'Wert',
  'value.average-price': 'Durchschnittspreis zuletzt',
  'value.in-the-game': 'Im Spiel',
  'value.kind': 'Art',
  'value.not-known': 'nicht bekannt',
  'value.picture': `
    Der Wert von {pet} im Lauf der Zeit, zwischen {lowest, number} und {highest, number} Edelsteinen.`,
  'value.unknown-pet.title': 'Kein solches Haustier',
  'value.unknown-pet.text': `
    Die Bank kennt kein Haustier namens <b>{typed}</b>. Prüf die Schreibweise, oder nimm <c>value</c> und wähl
    aus den Vorschlägen.`,
  'value.no-longer.title': 'Dieses Haustier steht nicht mehr in der Liste',
  'value.no-longer.text': `
    Die Liste der Haustiere hat sich gerade geändert. Frag noch einmal mit <c>value</c>.`,
  'value.none.title': 'Keine Werte hier',
  'value.none.text': `
    Diese Bank nimmt jedes Haustier und führt keine Werte. <c>inventory</c> zeigt, was du hast.`,
};
