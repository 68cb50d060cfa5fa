import type { withdraw as english } from '../en/withdraw.ts';
import type { Translation } from '../translation.ts';

export const withdraw: Translation<typeof english> = {
  'withdraw.what': 'Was möchtest du zurück?',
  'withdraw.so-far': 'Deine Auszahlung bis jetzt',
  'withdraw.nothing': 'Nichts zum Abheben',
  'withdraw.confirm': 'Das abheben?',
  'withdraw.withdraw': 'Abheben',
  'withdraw.how': `
    Die Bank legt es für dich zurück, und ein Kassierer übergibt es dir im Spiel. Wenn du es jetzt machst, hol
    es rechtzeitig ab: Es läuft {when} ab.`,
  'withdraw.only-what': 'Nur was {teller} hat',
  'withdraw.stays-up-to-date': `
    Diese Nachricht ändert sich von selbst. Sie hört {when} damit auf: Danach hilft <c>history</c>.`,
  'withdraw.whom-to-meet': 'Wen du triffst',
  'withdraw.whom-to-meet-in-turn': 'Wen du triffst, einen nach dem anderen',
  'withdraw.check-name': 'Prüf den Namen, bevor du tauschst: Niemand sonst ist Kassierer dieser Bank.',
  'withdraw.has-all': '{teller} · hat alles',
  'withdraw.has-part': '{teller} · hat <b>{goods}</b>',
  'withdraw.nobody-has-it': `
    Gerade kann es kein Kassierer übergeben. Es bleibt für dich zurückgelegt, bis einer es kann oder bis es
    abläuft.`,
  'withdraw.in-parts': `
    Kein Kassierer hat alles, darum kommt es in Teilen. Jeder übergibt, was er hat, und der Rest wartet auf
    dich.`,
  'withdraw.first-in-line': 'Du bist als Nächstes dran.',
  'withdraw.others-wait': `
    {count, plural, one {{count, number} Auszahlung von jemand anderem wartet} other {{count, number}
    Auszahlungen von anderen warten}} schon länger.`,
  'withdraw.many-others-wait': '{count, number} oder mehr Auszahlungen von anderen warten schon länger.',
  'withdraw.cancel-it': 'Abbrechen',
  'withdraw.cancel-rest': 'Den Rest abbrechen',
  'withdraw.other-claimed': 'Den anderen Teil übergibt gerade <b>{teller}</b>:',
  'withdraw.other-claimed-by-one': 'Den anderen Teil übergibt gerade ein Kassierer:',
  'withdraw.other-uncertain': 'Der andere Teil wird geprüft:',
  'withdraw.other-waits': `
    Der andere Teil gehört auch dir und wartet auf einen Kassierer, der ihn hat. Er läuft {when} ab:`,
  'withdraw.waiting': 'Wartet im Spiel auf dich',
  'withdraw.nobody-yet': `
    Gerade kann das kein Kassierer übergeben. Ich schreibe dir, wenn ein Kassierer, der es hat, wieder im
    Spiel ist.`,
  'withdraw.meet': `
    Triff im Spiel einen der Kassierer von unten. Nimm dasselbe Roblox-Konto. Der Kassierer übergibt dir
    das.`,
  'withdraw.expires': 'Es läuft {when} ab. Was du bis dahin nicht abholst, geht zurück in dein Guthaben.',
  'withdraw.claimed.title': 'Wird übergeben',
  'withdraw.claimed.text': '<b>{teller}</b> hat es bereit. Nimm den Tausch im Spiel an.',
  'withdraw.claimed-part.title': 'Es kommt in Teilen',
  'withdraw.claimed-part.text': '<b>{teller}</b> hat diesen Teil bereit. Nimm den Tausch im Spiel an.',
  'withdraw.a-teller': 'Ein Kassierer',
  'withdraw.under-review': 'Wird geprüft',
  'withdraw.not-reported': `
    <b>{teller}</b> hat nicht gemeldet, wie der Tausch ausging. Nichts ist verloren: Was du nicht bekommen
    hast, bleibt deins.`,
  'withdraw.will-be-settled': `
    Der Kassierer zählt seine Haustiere noch einmal, oder das Team klärt es. Wenn du es bekommen hast, musst
    du nichts tun.`,
  'withdraw.delivered-part.title': 'Ein Teil ist übergeben',
  'withdraw.delivered-part.text': 'Diesen Teil hast du:',
  'withdraw.delivered.title': 'Übergeben',
  'withdraw.delivered.text': 'Du hast es. Danke, dass du bei unserer Bank bist!',
  'withdraw.partly_delivered.title': 'Zum Teil übergeben',
  'withdraw.partly_delivered.text': `
    Was du nicht bekommen hast, ist zurück in deinem Guthaben. <c>history</c> zeigt, was du bekommen hast. Du
    wolltest:`,
  'withdraw.cancelled.title': 'Abgebrochen',
  'withdraw.cancelled.text': 'Alles ist zurück in deinem Guthaben:',
  'withdraw.expired.title': 'Abgelaufen',
  'withdraw.expired.text': `
    Niemand hat es rechtzeitig abgeholt, darum ist alles zurück in deinem Guthaben. Mit <c>withdraw</c>
    fängst du neu an.`,
  'cancel.nothing.title': 'Nichts zum Abbrechen',
  'cancel.nothing.text': 'Du hast keine offenen Auszahlungen. Mit <c>withdraw</c> fängst du eine an.',
  'cancel.too-late.title': 'Zu spät zum Abbrechen',
  'cancel.too-late.text': `
    Deine offenen Auszahlungen hat schon ein Kassierer, oder sie werden geprüft. Schau ins Spiel, oder frag
    das Team.`,
  'cancel.choose': 'Wähl eine Auszahlung',
  'cancel.which.title': 'Welche?',
  'cancel.which.text': 'Noch ist nichts abgebrochen.',
  'cancel.none-of-them': 'Keine davon',
  'cancel.confirm': 'Diese Auszahlung abbrechen?',
  'cancel.after': 'Alles geht sofort zurück in dein Guthaben. Wenn du sie lässt, läuft sie {when} ab.',
  'call-teller.call': 'Einen Kassierer rufen',
  'call-teller.called.title': 'Dein Ruf ist angekommen',
  'call-teller.called.text': `
    Das Team weiß, dass du auf einen Kassierer wartest. Ich schreibe dir, wenn einer unterwegs ist. Bleib im
    Spiel.`,
  'dispute.button': 'Ich habe es nicht bekommen',
  'dispute.reported.title': 'Das Team sieht es sich an',
  'dispute.reported.text': `
    Das Team weiß, dass du deine Auszahlung <b>{withdrawal}</b> nicht bekommen hast, und vergleicht die Bücher
    der Bank mit dem Spiel. Sag ihm, was du gesehen hast; ein Screenshot hilft. Sonst musst du nichts tun.`,
};
