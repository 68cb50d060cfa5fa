import type { deposit as english } from '../en/deposit.ts';
import type { Translation } from '../translation.ts';

export const deposit: Translation<typeof english> = {
  'deposit.title': 'Bring deine Haustiere',
  'deposit.arrived': 'Deine Einzahlung ist da',
  'deposit.step-find': '1. Such in Pet Simulator 99 einen Kassierer dieser Bank.',
  'deposit.step-trade': `
    2. Schick ihm einen Tausch mit den Haustieren und Edelsteinen, die du hier aufheben willst. In diesem
    Tausch bekommst du nichts zurück.`,
  'deposit.step-yours': `
    3. Wenn der Tausch fertig ist, liegt es in der Bank und gehört weiter dir. Diese Nachricht zeigt es
    dann.`,
  'deposit.hold': 'Etwa eine Minute später kannst du es wieder abheben.',
  'deposit.added': '✓ Gutgeschrieben: <b>{goods}</b>, durch {teller}, {when}.',
  'deposit.nothing-added': `
    ✓ {teller} hat deinen Tausch {when} angenommen. Deinem Konto ist noch nichts gutgeschrieben.`,
  'deposit.in-quarantine': 'In Quarantäne, bis das Team es geprüft hat: <b>{goods}</b>.',
  'quarantine.unknown_pet': '{what}: Die Bank kennt dieses Haustier nicht.',
  'quarantine.untradable': '{what}: Die Bank nimmt dieses Haustier nicht an.',
  'quarantine.limit_exceeded': '{what}: Das ist über einem Limit der Bank.',
  'quarantine.taken_now': '{what}: Das war über einem Limit der Bank, oder noch nicht auf ihrer Liste.',
  'quarantine.decided': 'Das Team hat es inzwischen geprüft.',
  'deposit.tellers': 'Kassierer im Spiel',
  'deposit.teller-seen': '<b>{teller}</b>, zuletzt gesehen {when}',
  'deposit.no-teller': `
    In den letzten zehn Minuten war kein Kassierer zu sehen. Frag das Team, oder komm später wieder.`,
  'deposit.at-most': 'Höchstens',
  'deposit.in-one-trade': '{amount} in einem Tausch',
  'deposit.in-the-bank': '{amount} in der Bank',
  'deposit.no-limits': 'Es gibt keine Grenzen.',
  'deposit.accepted': 'Was die Bank annimmt',
  'deposit.accepted-text': `
    Edelsteine, und Haustiere, die man tauschen kann. Wenn die Bank etwas nicht annehmen kann oder es über
    einer Grenze liegt, ist es nicht verloren: Es wartet in Quarantäne, bis das Team es dir gutschreibt oder
    zurückgibt. <c>value</c> zeigt, was ein Haustier wert ist.`,
  'tellers.only': 'Die einzigen Kassierer dieser Bank',
  'tellers.check-name': 'Prüf den Namen, bevor du tauschst: Wer sich sonst Kassierer nennt, ist keiner.',
  'tellers.where': 'Treffpunkt',
  'tellers.online': '{account} ist jetzt im Spiel',
  'tellers.attended': '{account} wird von einem Menschen gespielt: Bitte das Team zu kommen',
  'tellers.paused': '{account} gibt gerade nichts aus',
  'tellers.silent': '{account} wurde zuletzt {when} gesehen',
  'tellers.none.title': 'Noch wurde kein Kassierer benannt',
  'tellers.none.text': 'Frag das Team, wer die Kassierer sind, und tausch mit niemandem sonst.',
  'tellers.all.title': 'Wer die Kassierer sind',
  'tellers.all.text': `
    Tausch nur mit diesen Konten. Ein Kassierer fragt nie nach deinem Passwort und nie nach einem Tausch
    außerhalb von Pet Simulator 99.`,
};
