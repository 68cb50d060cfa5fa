import type { dispatch as english } from '../en/dispatch.ts';
import type { Translation } from '../translation.ts';

export const dispatch: Translation<typeof english> = {
  'dispatch.unknown.title': 'Diesen Befehl kenne ich nicht',
  'dispatch.unknown.text': '<c>help</c> zeigt alles, was ich kann.',
  'dispatch.near-miss.title': 'Diesen Befehl kenne ich nicht',
  'dispatch.near-miss.text': 'Meinst du {command}? <c>help</c> zeigt alles, was ich kann.',
  'dispatch.staff-only.title': 'Nur für das Team',
  'dispatch.staff-only.text': 'Das kann nur das Team auf dem Server dieser Bank.',
  'dispatch.level.title': 'Das darfst du nicht',
  'dispatch.level.text': `
    Deine Stufe hier ist <b>{level}</b>. Dafür braucht es <b>{needed}</b>. Frag jemanden mit dieser Stufe oder
    die Person, die diese Bank betreibt.`,
  'dispatch.not-yours.title': 'Das ist für jemand anderen',
  'dispatch.not-yours.text': `
    Nur wer den Befehl benutzt hat, kann das drücken. <c>help</c> zeigt, wie du einen eigenen benutzt.`,
  'dispatch.needs-another.title': 'Das muss jemand anderes drücken',
  'dispatch.needs-another.text': `
    Du hast es vorgeschlagen, darum muss es jemand anderes aus dem Team bestätigen.`,
  'dispatch.not-here.title': 'Nicht hier',
  'dispatch.not-here.text': `
    Die Admins dieses Servers haben diesen Befehl hier oder für dich ausgeschaltet. Versuch es in einem
    anderen Kanal, oder schreib mir direkt.`,
  'dispatch.too-old.title': 'Diese Nachricht ist zu alt',
  'dispatch.too-old.text': 'Es ist nichts geschehen. Benutz den Befehl noch einmal.',
  'dispatch.used-up.title': 'Schon erledigt',
  'dispatch.used-up.text': 'Das wurde schon gedrückt. Nichts ist doppelt geschehen.',
  'dispatch.in-progress.title': 'Einen Moment',
  'dispatch.in-progress.text': 'Das läuft schon.',
  'dispatch.too-long.title': 'Zu kurz oder zu lang',
  'dispatch.too-long.text': 'Es ist nichts geschehen. Füll das Formular noch einmal aus.',
  'dispatch.too-fast.title': 'Bitte etwas langsamer',
  'dispatch.too-fast.text': `
    Das war viel auf einmal. Diesmal ist nichts geschehen: Versuch es {when} noch einmal.`,
  'dispatch.left-over.title': 'Das verstehe ich nicht ganz',
  'dispatch.left-over.text': `
    Es ist nichts geschehen. Ich weiß nicht, was <b>{typed}</b> hier heißt. <c>help</c> zeigt, wie es geht.`,
};
