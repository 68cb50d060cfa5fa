import type { valuesPage as english } from '../en/values-page.ts';
import type { Translation } from '../translation.ts';

export const valuesPage: Translation<typeof english> = {
  'values-page.title': 'Werte der Haustiere',
  'values-page.description': `
    Was Haustiere aus Pet Simulator 99 dieser Bank wert sind, und was sie früher wert waren.`,
  'values-page.search': 'Ein Haustier suchen',
  'values-page.do-search': 'Suchen',
  'values-page.pets': 'Haustiere',
  'values-page.searching': 'Wird gesucht …',
  'values-page.needs-script': 'Diese Seite braucht JavaScript. Programme bekommen dasselbe unter {address}.',
  'values-page.no-answer': 'Die Bank antwortet gerade nicht. Versuch es noch einmal.',
  'values-page.type': 'Such ein Haustier nach seinem Namen.',
  'values-page.none': 'Kein Haustier hat das in seinem Namen.',
  'values-page.first': 'Die ersten {shown, number} von {count, number}. Ein längerer Name findet weniger.',
  'values-page.unknown-pet': 'Die Bank kennt dieses Haustier nicht.',
  'values-page.source': 'Von',
  'values-page.as-of': 'Stand',
  'values-page.capped': `
    BIG Games zeigt keinen höheren Preis als diesen, und mehrere Haustiere haben genau diesen Preis. Es kann
    also mehr wert sein.`,
  'values-page.jump': 'Der neueste Preis ist weit von diesem Wert entfernt. Der Wert folgt ihm langsam.',
  'values-page.no_rap': 'BIG Games nennt gerade keinen Preis dafür.',
  'values-page.big_games': 'den Preisen von BIG Games',
  'values-page.file': 'dem Team der Bank',
  'values-page.demo': 'einer erfundenen Liste, zum Ausprobieren',
  'values-page.stale': 'Dieser Wert ist alt: Ein neuerer ließ sich nicht lesen.',
  'values-page.untradable': 'Die Bank nimmt dieses Haustier nicht an.',
  'values-page.no-plot': 'Ein Verlauf erscheint, sobald es zwei Werte gibt.',
  'values-page.time': 'Zeit',
  'values-page.new': `
    Das Team der Bank hat diesem Haustier einen Wert gegeben, den es nicht hatte. Einen Tag lang zählt dieser
    Wert nicht für die Grenzen des Teams.`,
};
