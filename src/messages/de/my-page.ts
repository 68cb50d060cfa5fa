import type { myPage as english } from '../en/my-page.ts';
import type { Translation } from '../translation.ts';

export const myPage: Translation<typeof english> = {
  'me.description': 'Was du in dieser Bank hast.',
  'me.opening': 'Deine Seite geht auf …',
  'me.link': 'Deine Seite in der Bank',
  'me.link-opens': `
    Der Link, den dir der Bot gegeben hat, geht ein einziges Mal. Er öffnet deine Seite in diesem Browser,
    für vier Stunden.`,
  'me.open': 'Meine Seite öffnen',
  'me.beware': 'Ist das der Computer von jemand anderem? Schließ die Seite, wenn du fertig bist.',
  'me.closed': 'Deine Seite ist geschlossen',
  'me.ask-again': 'Schick unserem Bot auf Discord <c>mypage</c>. Er gibt dir einen Link zu deiner Seite.',
  'me.spent': `
    Dieser Link wurde schon benutzt, oder seine zehn Minuten sind um. Hol dir vom Bot einen neuen mit
    <c>mypage</c>.`,
  'me.has-closed': 'Diese Seite ist geschlossen. Hol dir vom Bot einen neuen Link mit <c>mypage</c>.',
  'me.no-answer': 'Die Bank antwortet nicht. Versuch es in einer Minute noch einmal.',
  'me.failed': 'Die Bank hat mit {status, number} geantwortet. Versuch es in einer Minute noch einmal.',
  'me.username': '@{name} auf Roblox.',
  'me.only-shows': 'Hier kannst du nur schauen: Verschenken oder abheben geht nicht.',
  'me.download': 'Alle deine Daten herunterladen',
  'me.close': 'Diese Seite schließen',
  'me.closes': 'Sie schließt sich von selbst: {at}.',
  'me.unvalued': `
    Von {count, plural, one {{count, number} Haustier} other {{count, number} Haustieren}} kennt niemand
    den Wert.`,
  'me.cooldown': `
    Dieses Konto war bis vor Kurzem mit einem anderen Discord-Nutzer verknüpft. Abheben kannst du ab:
    {at}.`,
  'me.hold-staff': `
    Muss noch warten: <b>{goods}</b>. Es gehört dir. Du kannst es benutzen, sobald das Team den Kassierer
    geprüft hat, der es angenommen hat.`,
  'me.hold-gift': 'Muss noch warten: <b>{goods}</b>. Es gehört dir. Du kannst es benutzen ab: {at}.',
  'me.hold': `
    Muss noch warten: <b>{goods}</b>. Es gehört dir. Du kannst es benutzen ab: {at}, meistens früher.`,
  'me.worth': 'Was es wert ist',
  'me.worth-plot': 'Was alle deine Haustiere und Edelsteine im Lauf der Zeit wert sind',
  'me.worth-newest': 'Zuletzt',
  'me.worth-series': 'Wert',
  'me.worth-after': 'Nach jeder deiner letzten {count, number} Buchungen, mit den Werten von heute.',
  'me.withdrawals': 'Offene Auszahlungen',
  'me.no-withdrawals': 'Keine. Schick dem Bot <c>withdraw</c>, um etwas zurückzuholen.',
  'me.reserved': 'Wartet auf dich',
  'me.claimed': 'Wird übergeben',
  'me.uncertain': 'Wird geprüft',
  'me.meet': 'Triff {teller} im Spiel.',
  'me.in-parts': 'Gerade hat kein Kassierer alles: Vielleicht kommt es in Teilen.',
  'me.has-it': '{teller} hat es im Spiel bereit.',
  'me.somebody-has-it': 'Ein Kassierer hat es im Spiel bereit.',
  'me.not-said': 'Noch hat niemand gesagt, ob du es bekommen hast. Was du nicht bekommen hast, bleibt deins.',
  'me.requested': 'Bestellt: {at}',
  'me.requested-until': 'Bestellt: {at}. Wartet bis: {until}',
  'me.kinds': '{count, plural, one {{count, number} Art} other {{count, number} Arten}}',
  'me.no-pets': `
    Noch nichts. Schick dem Bot <c>deposit</c>: Er zeigt dir, wie du das erste Haustier bringst.`,
  'me.in-withdrawal': '{count, number} in einer Auszahlung',
  'me.on-hold': '{count, number} muss noch warten',
  'me.show-more': 'Mehr zeigen',
  'me.history': 'Was passiert ist',
  'me.nothing-yet': 'Noch nichts.',
  'me.older': 'Ältere zeigen',
  'me.try-again': 'Noch einmal versuchen',
  'me.traded': '{got} für {gave}',
  'me.with': 'mit @{name}',
  'me.by': 'durch {teller}',
  'me.counted': 'Bin ich mitgezählt?',
  'me.counted-how': `
    Die Bank zeigt auf ihrer {page} die Summe von allem, was sie schuldet. Hier prüft dein eigener Browser,
    dass alles, was du hast, in dieser Summe ist. Er verlässt sich auf niemanden.`,
  'me.proof-page': 'Nachweis-Seite',
  'me.check': 'Jetzt prüfen',
  'me.checking': 'Wird geprüft …',
  'me.counted-nothing': 'Als die Bank zuletzt gezählt hat, hattest du nichts bei ihr.',
  'me.counted-all': `
    {count, plural, one {Die {count, number} Art, die du bei Schritt {seq, number} hattest, ist
    mitgezählt.} other {Alle {count, number} Arten, die du bei Schritt {seq, number} hattest, sind
    mitgezählt.}}`,
  'me.needs-https': 'Dein Browser kann das nur über https prüfen.',
  'me.does-not-hold': 'Der Nachweis stimmt nicht. {why}. Sag es anderen Mitgliedern.',
  'me.counted-anew': 'Die Bank hat gerade neu gezählt. Prüf noch einmal.',
  'me.tellers': 'Unsere Kassierer',
  'me.tellers-only': 'Tausch nur mit diesen Konten. Wer sich sonst Kassierer nennt, lügt.',
  'me.teller-online': 'Jetzt im Spiel',
  'me.teller-attended': 'Hier spielt ein Mensch: Frag, bevor du kommst',
  'me.teller-silent': 'Zuletzt nicht gesehen',
  'me.teller-paused': 'Gibt gerade nichts aus',
  'me.teller-place': 'Wo es im Spiel ist',
  'me.other-site': 'Nur Seiten dieser Bank dürfen danach fragen.',
};
