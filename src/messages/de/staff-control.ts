import type { staffControl as english } from '../en/staff-control.ts';
import type { Translation } from '../translation.ts';

export const staffControl: Translation<typeof english> = {
  'staff.why': 'Warum',
  'staff.what': 'Was',
  'staff.agreed': 'Zugestimmt',
  'staff.proposed-by': 'Vorgeschlagen von',
  'staff.in-ledger': 'Im Buch',
  'staff.it-is-in-ledger': 'Es ist {id} im Buch.',
  'staff.none': 'Nichts',
  'staff.done': 'Erledigt',
  'staff.next': 'Weiter',
  'staff.reason': 'Warum? Das bleibt für immer im Buch',
  'staff.reason-hint': 'Was passiert ist und woher du es weißt. Keine Namen von Leuten.',
  'staff.roblox-id': 'Roblox-Id {id}',
  'staff.roblox-id-on-discord': 'Roblox-Id {id}, auf Discord {user}',
  'staff.pets-lines': 'Haustiere, eins pro Zeile',
  'staff.gems': 'Edelsteine',
  'staff.gems-hint': '1500, oder 1.5k',
  'staff.write-down': 'Aufschreiben',
  'staff.pets-and-gems': 'Haustiere und Edelsteine',
  'staff.how-to-write': `
    Schreib ein Haustier pro Zeile, dann mit Kommas, was es ist: golden oder rainbow, shiny, chroma 1 bis 6.`,
  'staff.check-names': 'Prüf die Namen',
  'freeze.freeze': 'Einfrieren',
  'freeze.unfreeze': 'Wieder freigeben',
  'freeze.frozen.title': '{member} ist eingefroren',
  'freeze.frozen.text': '{account}. Von diesem Konto verlässt nichts die Bank. Warum: {reason}',
  'freeze.open.title': '{member} ist nicht eingefroren',
  'freeze.open.text': `
    {account}. Solange es eingefroren ist, verlässt nichts davon die Bank; was abgegeben wird, wird weiter
    eingetragen.`,
  'halt.halt': 'Bank anhalten',
  'halt.open': 'Bank wieder öffnen',
  'halt.halted.title': 'Die Bank ist angehalten',
  'halt.halted.text': `
    Niemand kann ein Konto verknüpfen, eine Auszahlung anfordern oder eine übernehmen. Was im Spiel geschieht,
    wird weiter eingetragen. Warum: {reason}`,
  'halt.running.title': 'Die Bank ist offen',
  'halt.running.text': `
    Solange sie angehalten ist, kann niemand ein Konto verknüpfen, eine Auszahlung anfordern oder eine
    übernehmen; was im Spiel geschieht, wird weiter eingetragen.`,
  'pause.pause': 'Pausieren',
  'pause.resume': 'Wieder ausgeben lassen',
  'pause.paused.title': '{teller} macht Pause',
  'pause.paused.text': 'Er gibt nichts Neues aus. Einzahlungen gehen weiter. Warum: {reason}',
  'pause.working.title': '{teller} macht keine Pause',
  'pause.working.text': `
    Solange er Pause macht, gibt er nichts Neues aus; Einzahlungen, und was er schon übernommen hat, gehen
    weiter.`,
  'name.take-back': 'Änderung zurücknehmen',
  'name.title': '{teller}, wie Mitglieder ihn sehen',
  'name.no-account': 'Niemand sieht ihn, bis er ein Konto hat.',
  'name.changes': 'Ändert sich {when}, damit ein Betrüger vorher auffällt:',
  'name.the-account': 'das Konto: {account}',
  'name.the-place': 'der Ort: {place}',
  'name.none': 'keiner',
  'staff-member.title': '{member}, für das Team',
  'staff-member.holds': 'Hat <b>{pets}</b> und <b>{gems}</b>, auch in Auszahlungen.',
  'staff-member.never-linked': 'Nie verknüpft.',
  'staff-member.last-linked': 'Zuletzt verknüpft mit {user}.',
  'staff-member.frozen': 'Eingefroren: {reason}',
  'staff-member.cooldown': 'Vorher geht nichts raus: {when}.',
  'staff-member.cases': 'Offene Fälle',
  'staff-member.withdrawals': 'Offene Auszahlungen',
  'staff-member.transactions': 'Letzte Buchungen',
  'staff-member.more-cases': 'und {count, number} weitere: <c>review</c>',
};
