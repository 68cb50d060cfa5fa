import type { notices as english } from '../en/notices.ts';
import type { Translation } from '../translation.ts';

export const notices: Translation<typeof english> = {
  'notice.field.in-account': 'Deinem Konto gutgeschrieben',
  'notice.field.out-of-account': 'Von deinem Konto genommen',
  'notice.field.set-aside': 'Für dich zurückgelegt',
  'notice.field.back-in-balance': 'Wieder in deinem Guthaben',
  'notice.field.in-trade': 'Im Tausch',
  'notice.field.in-trade-now': 'Jetzt im Tausch',
  'notice.field.you-got': 'Du hast bekommen',
  'notice.field.you-gave': 'Du hast gegeben',
  'notice.field.you-would-get': 'Du würdest bekommen',
  'notice.field.you-keep': 'Du behältst',
  'notice.field.you-can-get': 'Du kannst bekommen',
  'notice.field.was-offered': 'War angeboten',
  'notice.field.given-back': 'Zurückgegeben',
  'notice.field.with-owners': 'Wieder bei den Besitzern',
  'notice.field.why': 'Warum',
  'notice.field.to': 'An',
  'notice.field.from': 'Von',
  'notice.field.with': 'Mit',
  'notice.field.by': 'Von',
  'notice.field.who': 'Wer',
  'notice.field.withdrawal': 'Auszahlung',
  'notice.field.goods': 'Haustiere und Edelsteine',
  'notice.field.account': 'Roblox-Konto',
  'notice.news.title': 'Neues von der Bank: {topic}',
  'notice.deposit_credited.title': 'Deine Einzahlung ist da',
  'notice.deposit_credited.text': 'Sie ist auf deinem Konto. Du siehst sie in <c>inventory</c>.',
  'notice.deposit_quarantined.title': 'Ein Teil deiner Einzahlung wird geprüft',
  'notice.deposit_quarantined.text': `
    Nichts ist verloren: Die Bank hat alles. Das Team prüft, was deinem Konto nicht gutgeschrieben werden
    konnte. Ich sage dir, was herauskommt.`,
  'notice.quarantine_credited.title': 'Das Team hat deine Einzahlung geprüft: Sie gehört dir',
  'notice.quarantine_returned.title': 'Das Team hat deine Einzahlung geprüft: Du hast sie zurück',
  'notice.quarantine_returned.text': 'Sie wurde dir im Spiel zurückgegeben.',
  'notice.adjustment.title': 'Das Team hat dein Konto berichtigt',
  'notice.deposit_reversed.title': 'Eine Einzahlung wurde zurückgenommen',
  'notice.deposit_reversed.text': `
    Das Team glaubt, dass sie im Spiel nicht stattfand und jemand sie mit einem gestohlenen
    Kassierer-Schlüssel gemeldet hat. Hast du es wirklich übergeben? Sag es dem Team: Nichts von dir ist
    verloren.`,
  'notice.transfer_sent.title': 'Dein Geschenk ist angekommen',
  'notice.transfer_sent.text': `
    Warst das nicht du? Sag es gleich dem Team. Es kann dir alles zurückgeben, solange es noch nicht
    weitergegeben werden kann. Du siehst es in <c>history</c>.`,
  'notice.transfer_sent.without-hold': `
    Warst das nicht du? Sag es gleich dem Team. Du siehst es in <c>history</c>.`,
  'notice.transfer_received.title': 'Jemand hat dir etwas geschenkt',
  'notice.transfer_received.text': `
    Es ist auf deinem Konto. Du musst es eine Weile behalten, damit das Team helfen kann, wenn ein Konto
    gestohlen wurde. <c>inventory</c> zeigt, bis wann.`,
  'notice.transfer_received.without-hold': 'Es ist auf deinem Konto. Du siehst es in <c>inventory</c>.',
  'notice.trade_invited.title': 'Jemand möchte mit dir tauschen',
  'notice.trade_invited.text': `
    Es ist noch nichts passiert. <c>trade</c> zeigt, was du bekommen würdest. Du wählst, was du gibst, und ihr
    müsst beide zustimmen. Tausch nur mit Leuten, die du kennst.`,
  'notice.trade_lost.title': 'Euer Tausch muss neu anfangen',
  'notice.trade_lost.text': `
    Die Bank wurde neu gestartet, während ihr einen Tausch zusammengestellt habt. Es ist nichts passiert: Fang
    mit <c>trade</c> neu an.`,
  'notice.trade_offered.title': 'Jemand bietet dir einen Tausch an',
  'notice.trade_offered.text': `
    Es ist noch nichts passiert. <c>trade</c> zeigt beide Seiten. Sieh sie dir zuerst an, und tausch nur mit
    Leuten, die du kennst.`,
  'notice.trade_accepted.title': 'Dein Tausch ist fertig',
  'notice.trade_accepted.text': `
    Beide Seiten haben im selben Moment gewechselt. Du musst eine Weile behalten, was du bekommen hast.
    <c>inventory</c> zeigt, bis wann.`,
  'notice.trade_accepted.without-hold': `
    Beide Seiten haben im selben Moment gewechselt. <c>inventory</c> zeigt, was du jetzt hast.`,
  'notice.trade_declined.title': 'Dein Angebot wurde abgelehnt',
  'notice.trade_withdrawn.title': 'Ein Angebot an dich wurde zurückgenommen',
  'notice.trade_taken_back.title': 'Das Team hat ein Angebot zurückgenommen',
  'notice.more-alike': 'Und {count, number} weitere wie diese.',
  'notice.nothing-moved': 'Es ist nichts passiert.',
  'notice.gift_undone.title': 'Das Team hat ein Geschenk oder einen Tausch rückgängig gemacht',
  'notice.gift_undone.text': `
    Alles darin ist wieder bei dem, dem es vorher gehörte. Du siehst es in <c>history</c>.`,
  'notice.delivery_undone.title': 'Deine Auszahlung ist wieder in deinem Guthaben',
  'notice.delivery_undone.text': 'Das Team hat festgestellt, dass sie dir im Spiel nicht übergeben wurde.',
  'notice.withdrawal_reserved.title': 'Deine Auszahlung liegt bereit',
  'notice.withdrawal_reserved.text': `
    Triff einen Kassierer im Spiel, mit demselben Roblox-Konto. <c>tellers</c> zeigt die echten. Wenn du es
    dir anders überlegst, bringt <c>cancel</c> sie zurück in dein Guthaben.`,
  'notice.teller_back.title': 'Ein Kassierer mit deiner Auszahlung ist jetzt im Spiel',
  'notice.teller_back.text': `
    Triff diesen Kassierer mit demselben Roblox-Konto. <c>tellers</c> zeigt, wo er ist und dass er der echte
    ist.`,
  'notice.teller_coming.title': 'Ein Kassierer ist im Spiel auf dem Weg zu dir',
  'notice.teller_coming.text': 'Bleib im Spiel. Prüf den Namen, bevor du tauschst.',
  'notice.withdrawal_claimed.title': 'Ein Kassierer übergibt dir deine Auszahlung',
  'notice.withdrawal_claimed.text': `
    Geh ins Spiel und nimm dort den Tausch an. Prüf zuerst den Namen: <c>tellers</c> zeigt die echten
    Kassierer.`,
  'notice.withdrawal_split.title': 'Deine Auszahlung kommt in zwei Teilen',
  'notice.withdrawal_split.text': `
    Kein Kassierer hat gerade alles. Einer übergibt diesen Teil: Geh ins Spiel und nimm dort den Tausch an.
    Der Rest bleibt für dich zurückgelegt, bis ein Kassierer ihn hat. <c>history</c> zeigt beide.`,
  'notice.withdrawal_declined.title': 'Der Tausch kam nicht zustande',
  'notice.withdrawal_declined.text': `
    Deine Auszahlung wartet weiter auf dich. Triff noch einmal einen Kassierer im Spiel.`,
  'notice.withdrawal_delivered.title': 'Deine Auszahlung wurde übergeben',
  'notice.withdrawal_delivered.text': `
    Hast du sie im Spiel nicht bekommen? Drück auf den Knopf: Das Team sieht nach.`,
  'notice.withdrawal_partly_delivered.title': 'Ein Teil deiner Auszahlung wurde übergeben',
  'notice.withdrawal_partly_delivered.text': `
    Der Rest ist wieder in deinem Guthaben. Du siehst ihn in <c>inventory</c>.`,
  'notice.withdrawal_expired.title': 'Deine Auszahlung ist abgelaufen',
  'notice.withdrawal_expired.text': `
    Niemand hat sie rechtzeitig abgeholt, darum ist alles wieder in deinem Guthaben. Mit <c>withdraw</c>
    fängst du neu an.`,
  'notice.withdrawal_cancelled.title': 'Deine Auszahlung wurde abgebrochen',
  'notice.withdrawal_cancelled.text': 'Alles ist wieder in deinem Guthaben.',
  'notice.withdrawal_uncertain.title': 'Deine Auszahlung wird geprüft',
  'notice.withdrawal_uncertain.text': `
    Der Kassierer hat nicht gesagt, ob der Tausch stattfand. Deine Auszahlung bleibt zurückgelegt, bis das
    klar ist. Das Team weiß Bescheid.`,
  'notice.link_taken_over.title': 'Dein Roblox-Konto wurde mit jemand anderem verknüpft',
  'notice.link_taken_over.text': `
    Eine Weile kann nichts davon abgehoben werden. Warst das nicht du? Dann kann jemand anderes dein
    Roblox-Profil ändern. Ändere dein Roblox-Passwort, sag es dem Team und verknüpf das Konto wieder mit
    <c>verify</c>.`,
};
