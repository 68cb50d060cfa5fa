import type { staffWork as english } from '../en/staff-work.ts';
import type { Translation } from '../translation.ts';

export const staffWork: Translation<typeof english> = {
  'queue.waiting': 'Wartet auf Übergabe',
  'queue.how': 'Übergib eine mit <c>teller deliver</c>. Dein Kassierer-Konto ist {account}.',
  'queue.nothing': 'Nichts wartet',
  'queue.you-hold-all': 'Du hast alles davon. Sie läuft ab: {when}.',
  'queue.you-lack-some': `
    Du hast nicht alles davon. <c>teller deliver</c> übergibt, was du hast, wenn kein anderer Kassierer alles
    hat; <c>teller move</c> trägt ein, was dir ein anderer Kassierer übergibt. Sie läuft ab: {when}.`,
  'queue.claimed': 'Ein Kassierer übergibt sie gerade.',
  'queue.uncertain': 'Niemand hat gemeldet, wie es ausging: Klär es mit <c>review</c>.',
  'deliver.finish-first': 'Schließ zuerst {withdrawal} ab: Du hast sie übernommen',
  'deliver.no-withdrawals': '{member} hat keine Auszahlungen',
  'deliver.nothing': 'Nichts, was du übergeben kannst',
  'deliver.nothing-claimed': 'Nichts wurde übernommen. <c>teller queue</c> zeigt alles, was wartet.',
  'deliver.frozen.title': '{member} ist eingefroren',
  'deliver.frozen.text': `
    Wer eingefroren ist, bekommt nichts von der Bank. <c>freeze</c> zeigt, warum, und gibt das Konto wieder
    frei.`,
  'deliver.hand-over.title': 'Übergib {withdrawal} an {member}',
  'deliver.hand-over.text': `
    {account}. Tausch nur mit diesem Konto, dann trag ein, wie es lief, spätestens {when}. Danach ist sie
    ungewiss, und es braucht <c>review</c>.`,
  'deliver.goods': 'Übergib',
  'deliver.claimed-by': 'Übernommen von',
  'outcome.delivered': 'Übergeben',
  'outcome.partial': 'Ein Teil davon',
  'outcome.declined': 'Nichts wurde übergeben',
  'deliver.claim-it': 'Übernehmen',
  'deliver.settled.delivered': 'Alles davon hat die Bank verlassen. Es ist {id} im Buch.',
  'deliver.settled.partly_delivered': `
    Dieser Teil hat die Bank verlassen. Der Rest ist wieder im Guthaben des Mitglieds. Es ist {id} im Buch.`,
  'deliver.settled.reserved': `
    Nichts hat die Bank verlassen. Sie wartet wieder auf <c>teller deliver</c>. Es ist {id} im Buch.`,
  'withdrawal.of': '{withdrawal} von {member}: {status}',
  'withdrawal.reserved': 'zurückgelegt',
  'withdrawal.claimed': 'übernommen',
  'withdrawal.uncertain': 'ungewiss',
  'withdrawal.delivered': 'übergeben',
  'withdrawal.partly_delivered': 'zum Teil übergeben',
  'withdrawal.cancelled': 'abgebrochen',
  'withdrawal.expired': 'abgelaufen',
  'take.what': 'Was gibt {member}?',
  'take.self.title': 'Niemand tauscht mit sich selbst',
  'take.self.text': `
    Übergib deine Haustiere jemand anderem aus dem Team oder dem Kassierer eines Spiel-Skripts, dann werden
    sie dort eingetragen.`,
  'take.check-first': 'Prüf zuerst',
  'take.record': 'Der Tausch hat geklappt: eintragen',
  'take.offer': 'Das von {member} annehmen?',
  'take.accepted': `
    {account}. Alles davon wird gutgeschrieben. Trag es ein, sobald der Tausch im Spiel geklappt hat.`,
  'take.doubtful': `
    {account}. Du kannst den Tausch ablehnen. Hat er im Spiel schon geklappt, trag ihn trotzdem ein: Was nicht
    gutgeschrieben werden kann, wartet in Quarantäne auf <c>review</c>.`,
  'take.they-give': 'Gegeben wird',
  'take.worth': 'Wert',
  'take.recorded': 'Einzahlung von {member} eingetragen',
  'take.for-second': `
    Es ist {id} im Buch. Das ist mehr, als jemand aus dem Team an einem Tag allein bewegen darf: Es kann noch
    nicht raus, bis ein anderer Manager es mit <c>review</c> bestätigt.`,
  'take.credited': 'Gutgeschrieben',
  'take.quarantined': 'Wartet in Quarantäne',
  'coming.button': 'Ich komme',
  'coming.title': 'Ein Kassierer ist auf dem Weg zu {member}',
  'coming.text': '{user} kommt als {name}. Das Mitglied wartet im Spiel: {account}.',
  'ticket.wants-a-withdrawal': '{withdrawal}: {member} möchte eine Auszahlung',
  'ticket.wants': 'Möchte',
  'ticket.since': 'Seit {when}.',
  'ticket.open': '{account}. Seit {since}. Sie läuft ab: {when}.',
  'ticket.held-by': 'Hat: {tellers}.',
  'ticket.a-part': '{teller} einen Teil',
  'ticket.nobody': 'Kein Kassierer hat etwas davon.',
  'ticket.escalated.title': 'Niemand hat {withdrawal} bis jetzt übernommen',
  'ticket.escalated.text': `
    Sie wartet seit über <b>{minutes, number}</b> {minutes, plural, one {Minute} other {Minuten}}. Drück oben
    <b>Übernehmen</b>.`,
};
