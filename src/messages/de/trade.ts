import type { trade as english } from '../en/trade.ts';
import type { Translation } from '../translation.ts';

export const trade: Translation<typeof english> = {
  'gift.what': 'Was gibst du @{name}?',
  'gift.so-far': 'Dein Geschenk für @{name}',
  'gift.nothing': 'Nichts zum Verschenken',
  'gift.confirm': 'Das @{name} schenken?',
  'gift.give': 'Schenken',
  'gift.for': 'Für {member}. Du bekommst nichts dafür und kannst es nicht selbst zurückholen.',
  'gift.given': '@{name} hat es',
  'gift.from-you': 'Von dir, für {member}.',
  'gift.in-history': 'Es steht in <c>history</c>.',
  'gift.hold': `
    Bis {when} kann es nicht weitergegeben werden, und das Team kann es rückgängig machen: So verliert ein
    gestohlenes Konto nichts.`,
  'other-member.yourself.title': 'Das bist du',
  'other-member.yourself.text': 'Nenn ein anderes Mitglied: Was dir gehört, bleibt sowieso deins.',
  'other-member.no-account.title': 'Noch nicht in der Bank',
  'other-member.no-account.text': `
    {user} hat hier kein Roblox-Konto. Bitte erst um <c>verify</c>, und fang dann noch einmal an. Nichts
    wurde bewegt.`,
  'other-member.because-of': 'Das geht jetzt nicht, wegen @{name}',
  'other-member.reason': '{member}: {reason}.',
  'other-member.nothing-moved': 'Nichts wurde bewegt.',
  'other-side.not-allowed': 'die Bank erlaubt es gerade nicht',
  'other-side.frozen': 'das Team hat dieses Konto vorerst angehalten',
  'other-side.not_linked': 'dieses Konto ist nicht mehr verknüpft oder mit jemand anderem',
  'other-side.link_cooldown': 'dieses Konto wurde erst vor Kurzem verknüpft und kann noch nichts weggeben',
  'other-side.limit_exceeded': 'es ist mehr, als dieses Mitglied weggeben oder haben darf',
  'other-side.insufficient_pets': 'nicht alle diese Haustiere sind noch da',
  'other-side.insufficient_gems': 'nicht alle diese Edelsteine sind noch da',
  'other-side.on_hold': 'ein Teil davon ist gerade erst angekommen und kann noch nicht raus',
  'trade.which': 'Welcher Tausch?',
  'trade.choose': 'Wähl einen Tausch',
  'trade.with': 'Mit @{name}',
  'trade.none.title': 'Kein offener Tausch',
  'trade.none.text': `
    <c>trade</c> mit dem @Namen eines anderen Mitglieds beginnt einen. Ihr wählt beide, was ihr gebt, und
    nichts bewegt sich, bevor beide zugestimmt haben.`,
  'trade.gone.title': 'Dieser Tausch ist vorbei',
  'trade.gone.text': `
    Er hat zu lange gedauert oder wurde neu begonnen. Nichts wurde bewegt. Mit <c>trade</c> fängst du wieder
    an.`,
  'trade.you-called-off.title': 'Du hast den Tausch abgebrochen',
  'trade.you-called-off.text': 'Nichts wurde bewegt, und @{name} sieht es.',
  'trade.they-called-off.title': '@{name} hat den Tausch abgebrochen',
  'trade.they-called-off.text': 'Nichts wurde bewegt.',
  'trade.my-side': 'Meine Seite',
  'trade.agree': 'Zustimmen',
  'trade.call-off': 'Abbrechen',
  'trade.my-side-with': 'Deine Seite des Tauschs mit @{name}',
  'trade.nothing': 'Nichts zum Tauschen',
  'trade.put-in': 'Hineinlegen',
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
  'trade.with-member': 'Mit {member}. Nichts wurde bewegt.',
  'trade.look-and-agree': 'Sieh dir beide Seiten an, dann drück <b>Zustimmen</b>. Beide müssen das.',
  'trade.you-agreed': '✓ Du hast zugestimmt. Jetzt fehlt @{name}.',
  'trade.they-agreed': '✓ @{name} hat zugestimmt. Drück <b>Zustimmen</b>, um jetzt zu tauschen.',
  'trade.at-once': `
    Beide Seiten wechseln auf einmal oder gar nicht. Wenn sich eine ändert, müssen beide noch einmal
    zustimmen.`,
  'trade.choose-yours': 'Drück <b>Meine Seite</b> und wähl, was du gibst.',
  'trade.they-choose': '@{name} muss noch wählen, was es dafür gibt: auch mit <c>trade</c>.',
  'trade.done': 'Beide Seiten haben auf einmal gewechselt. Es steht in <c>history</c>.',
  'trade.hold': 'Bis etwa {when} kann nicht raus, was jeder bekommt, und das Team kann es rückgängig machen.',
  'trade.hold-done': `
    Bis etwa {when} kann nicht raus, was jeder bekommen hat, und das Team kann es rückgängig machen.`,
  'trade.careful': '⚠ Vorsicht! Du gibst <b>{more}</b> und bekommst {less}.',
  'trade.uneven': '⚠ Ungleich: @{name} gibt <b>{more}</b> und bekommt {less}.',
  'trade.less-unknown': 'etwas, dessen Wert hier niemand kennt',
  'trade.less': '<b>{worth}</b> zurück',
  'trade.less-times': '<b>{worth}</b> zurück: etwa {times, number}-mal weniger',
  'trade.picture': 'Beide Seiten des Tauschs als Karten; die Listen sagen dasselbe.',
};
