import type { trade as english } from '../en/trade.ts';
import type { Translation } from '../translation.ts';

export const trade: Translation<typeof english> = {
  'gift.what': 'Was möchtest du @{name} schenken?',
  'gift.so-far': 'Dein Geschenk für @{name}',
  'gift.nothing': 'Nichts zum Verschenken',
  'gift.confirm': 'Das @{name} schenken?',
  'gift.give': 'Schenken',
  'gift.for': 'Für {member}. Du bekommst nichts dafür und kannst es nicht selbst zurückholen.',
  'gift.given': '@{name} hat es',
  'gift.from-you': 'Von dir, für {member}.',
  'gift.in-history': 'Du siehst es in <c>history</c>.',
  'gift.hold': `
    Bis {when} muss es beim neuen Besitzer bleiben, und das Team kann das Geschenk rückgängig machen. Das
    hilft, wenn ein Konto gestohlen wurde.`,
  'other-member.yourself.title': 'Das bist du',
  'other-member.yourself.text': 'Mit dir selbst geht das nicht. Wähl ein anderes Mitglied.',
  'other-member.no-account.title': 'Noch nicht in der Bank',
  'other-member.no-account.text': `
    {user} hat hier kein Roblox-Konto. Bitte erst um <c>verify</c>, und fang dann noch einmal an. Nichts
    wurde bewegt.`,
  'other-member.because-of': 'Das geht jetzt nicht, wegen @{name}',
  'other-member.reason': '{member}: {reason}.',
  'other-member.nothing-moved': 'Es ist nichts passiert.',
  'other-side.not-allowed': 'die Bank erlaubt es gerade nicht',
  'other-side.frozen': 'das Team hat dieses Konto vorerst angehalten',
  'other-side.not_linked': 'dieses Konto ist nicht mehr verknüpft oder mit jemand anderem',
  'other-side.link_cooldown': 'dieses Konto wurde erst vor Kurzem verknüpft und kann noch nichts weggeben',
  'other-side.limit_exceeded': 'so viel darf dieses Mitglied nicht weggeben oder haben',
  'other-side.insufficient_pets': 'einige dieser Haustiere sind nicht mehr da',
  'other-side.insufficient_gems': 'einige dieser Edelsteine sind nicht mehr da',
  'other-side.on_hold': 'ein Teil davon ist gerade erst angekommen und muss noch warten',
  'trade.which': 'Welcher Tausch?',
  'trade.choose': 'Wähl einen Tausch',
  'trade.with': 'Mit @{name}',
  'trade.none.title': 'Kein offener Tausch',
  'trade.none.text': `
    Fang mit <c>trade</c> und dem @Namen eines anderen Mitglieds einen an. Ihr wählt beide, was ihr gebt. Es
    passiert nichts, bis ihr beide zugestimmt habt.`,
  'trade.gone.title': 'Dieser Tausch ist vorbei',
  'trade.gone.text': `
    Er hat zu lange gedauert, oder ein neuer wurde begonnen. Es ist nichts passiert. Mit <c>trade</c> fängst
    du wieder an.`,
  'trade.you-called-off.title': 'Du hast den Tausch abgebrochen',
  'trade.you-called-off.text': 'Es ist nichts passiert. @{name} sieht das auch.',
  'trade.they-called-off.title': '@{name} hat den Tausch abgebrochen',
  'trade.they-called-off.text': 'Es ist nichts passiert.',
  'trade.my-side': 'Meine Seite',
  'trade.agree': 'Zustimmen',
  'trade.call-off': 'Tausch abbrechen',
  'trade.my-side-with': 'Deine Seite des Tauschs mit @{name}',
  'trade.nothing': 'Nichts zum Tauschen',
  'trade.put-in': 'Hinzufügen',
  'trade.changed.title': 'Sieh noch einmal hin: Es hat sich geändert',
  'trade.changed.text': `
    <b>@{name}</b> hat die eigene Seite geändert, während du geschaut hast, darum hast du noch nicht
    zugestimmt.`,
  'trade.too-slow.title': 'Das hat zu lange gedauert',
  'trade.too-slow.text': 'Eure Zustimmung gilt nicht mehr. Ihr müsst beide noch einmal zustimmen.',
  'trade.title': 'Dein Tausch mit @{name}',
  'trade.title-done': 'Du hast mit @{name} getauscht',
  'trade.nothing-yet': 'Noch nichts',
  'trade.you-give': 'Du gibst',
  'trade.you-gave': 'Du hast gegeben',
  'trade.you-get': 'Du bekommst',
  'trade.you-got': 'Du hast bekommen',
  'trade.with-member': 'Mit {member}. Es ist noch nichts passiert.',
  'trade.look-and-agree': 'Sieh dir beide Seiten an, dann drück <b>Zustimmen</b>. Das müsst ihr beide tun.',
  'trade.you-agreed': '✓ Du hast zugestimmt. Jetzt fehlt @{name}.',
  'trade.they-agreed': '✓ @{name} hat zugestimmt. Drück <b>Zustimmen</b>, um jetzt zu tauschen.',
  'trade.at-once': `
    Beide Seiten wechseln im selben Moment oder gar nicht. Wenn sich eine ändert, müsst ihr beide noch einmal
    zustimmen.`,
  'trade.choose-yours': 'Drück <b>Meine Seite</b> und wähl, was du gibst.',
  'trade.they-choose': '@{name} muss auch noch etwas auswählen, ebenfalls mit <c>trade</c>.',
  'trade.done': 'Beide Seiten haben im selben Moment gewechselt. Du siehst es in <c>history</c>.',
  'trade.hold': `
    Bis etwa {when} müsst ihr beide behalten, was ihr bekommt, und das Team kann den Tausch rückgängig
    machen.`,
  'trade.hold-done': `
    Bis etwa {when} müsst ihr beide behalten, was ihr bekommen habt, und das Team kann den Tausch rückgängig
    machen.`,
  'trade.careful': '⚠ Vorsicht! Du gibst <b>{more}</b> und bekommst {less}.',
  'trade.uneven': '⚠ Ungleich: @{name} gibt <b>{more}</b> und bekommt {less}.',
  'trade.less-unknown': 'etwas, dessen Wert hier niemand kennt',
  'trade.less': '<b>{worth}</b> zurück',
  'trade.less-times': '<b>{worth}</b> zurück: etwa {times, number}-mal weniger',
  'trade.picture': 'Beide Seiten des Tauschs als Karten; die Listen sagen dasselbe.',
};
