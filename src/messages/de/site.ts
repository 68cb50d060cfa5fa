import type { site as english } from '../en/site.ts';
import type { Translation } from '../translation.ts';

export const site: Translation<typeof english> = {
  'site.skip': 'Zum Inhalt springen',
  'site.pages': 'Seiten',
  'site.language': 'Sprache',
  'site.values': 'Werte',
  'site.proof': 'Nachweis',
  'site.status': 'Zustand',
  'site.sealed': `
    Jeder Schritt ist mit dem davor versiegelt. So kann niemand unbemerkt die Vergangenheit ändern.`,
  'site.independent': 'Petbank gehört nicht zu Roblox, Discord oder BIG Games.',
  'site.needs-script': 'Diese Seite braucht JavaScript.',
  'front.description': `
    Eine Bank für Pet Simulator 99: Gib deine Haustiere und Edelsteine ab, und hol sie zurück, wann du
    willst.`,
  'front.title': 'Ein sicheres Zuhause für deine Haustiere',
  'front.lead': `
    Das ist eine Bank für Pet Simulator 99. Gib deine Haustiere und Edelsteine im Spiel einem unserer
    Kassierer, sieh sie dir jederzeit auf Discord an, und hol sie zurück, wenn du spielen willst.`,
  'front.mascot': 'Eine lächelnde Spardose in Form einer Katze, mit einer goldenen Pfotenmünze im Schlitz',
  'front.playground': 'Fang hier an: die Spielwiese',
  'front.join': 'Komm zu uns auf Discord',
  'front.how-it-works': 'So geht es',
  'front.look-up': 'Ein Haustier nachschlagen',
  'front.well': 'Geöffnet: Alles geht',
  'front.unwell': 'Gerade geht etwas in der Bank nicht',
  'front.teller-changes': 'Ändert sich um {at} UTC: Schau dann wieder hier nach.',
  'front.steps': 'Deine erste Einzahlung in vier Schritten',
  'front.hello': 'Sag unserem Bot Hallo',
  'front.hello-how': `
    Schick in unserem Discord-Server <c>verify</c> mit deinem Roblox-Namen. Der Bot gibt dir 16 Wörter.`,
  'front.show': 'Zeig, dass du es bist',
  'front.show-how': `
    Setz die Wörter für eine Minute in den Text „Über mich“ deines Roblox-Profils. Die Bank liest sie und weiß
    dann, dass das Konto dir gehört.`,
  'front.hand-over': 'Tausch mit einem Kassierer',
  'front.hand-over-how': `
    <c>deposit</c> zeigt dir, wo unsere Kassierer sind. Gib einem davon im Spiel deine Haustiere: Jedes
    wird aufgeschrieben, bevor der Kassierer annimmt.`,
  'front.take-back': 'Hol sie zurück',
  'front.take-back-how': `
    Wähl mit <c>withdraw</c>, welche Haustiere du willst, und triff im Spiel einen Kassierer. Er gibt sie nur
    deinem eigenen Roblox-Konto, auch wenn jemand anderes dein Discord hat.`,
  'front.trust': 'Überzeug dich selbst',
  'front.owe': 'Was wir schulden',
  'front.owe-about': `
    Jedes Haustier, das wir für Mitglieder aufheben, neben dem, was unsere Kassierer haben. Dein Browser
    prüft, dass du mitgezählt bist.`,
  'front.worth': 'Was Haustiere wert sind',
  'front.worth-about': 'Was jedes Haustier heute wert ist, und was es früher wert war.',
  'front.health': 'Geht alles?',
  'front.health-about': 'Ob die Bank, ihr Bot und alles, was sie brauchen, gerade funktionieren.',
  'front.beware': 'Unsere Kassierer fragen nie nach deinem Passwort und tauschen nur im Spiel.',
  'status.title': 'Zustand',
  'status.description': 'Ob die Bank und alles, was sie braucht, funktionieren.',
  'status.well': 'Alles geht',
  'status.well-means': 'Du kannst einzahlen, abheben und deine Haustiere ansehen.',
  'status.unwell': 'Etwas geht nicht',
  'status.unwell-means': `
    Alles, was dir gehört, ist sicher: Nichts geht verloren, während ein Teil nicht geht. Manches muss
    vielleicht eine Weile warten.`,
  'status.parts': 'Die Teile',
  'status.version': 'Version {version}, läuft seit {span}',
  'status.storage': 'Die Bücher',
  'status.storage-about': 'Hier ist jedes Haustier und jeder Edelstein aufgeschrieben.',
  'status.ledger': 'Die Kette',
  'status.ledger-about': 'Mindestens einmal am Tag wird jeder Schritt mit dem davor verglichen.',
  'status.discord': 'Discord',
  'status.discord-about': 'Der Bot, mit dem du redest.',
  'status.roblox': 'Roblox',
  'status.roblox-about': 'Liest Profile, wenn du dein Konto verknüpfst.',
  'status.backup': 'Sicherungen',
  'status.backup-about': 'Kopien der Bücher, regelmäßig neu gemacht.',
  'status.ok': 'Geht',
  'status.down': 'Geht nicht',
  'status.off': 'Aus',
  'status.unknown': 'Noch nicht bekannt',
  'problem.nothing-here': `
    Unter dieser Adresse gibt es nichts. Vielleicht ist sie falsch getippt, oder der Link ist alt. Deine
    Haustiere sind sicher.`,
  'problem.request': 'Anfrage {id}',
  'problem.first-page': 'Zur ersten Seite',
  'sign-in.title': 'Mit Roblox anmelden',
  'sign-in.description': 'Zeigt der Bank, welches Roblox-Konto deins ist.',
  'sign-in.looking': 'Dein Link wird geprüft …',
  'sign-in.whose': `
    Das verknüpft das Roblox-Konto, mit dem du dich anmeldest, mit dem Discord-Nutzer {name} (Id {id}).
    Bist du das?`,
  'sign-in.go-on': 'Weiter zu Roblox',
  'sign-in.beware': `
    Hat dir jemand diesen Link geschickt? Dann schließ diese Seite: Sie würde ihm deine Haustiere in der
    Bank geben.`,
  'sign-in.linked': 'Du bist mit {name} verknüpft',
  'sign-in.linked-next': `
    Geh zurück zu Discord: <c>inventory</c> zeigt, was du hast, und <c>deposit</c> zeigt, wie du Haustiere
    bringst.`,
  'sign-in.not-linked': 'Nichts wurde verknüpft',
  'sign-in.denied': 'Du hast die Bank nicht sehen lassen, wer du bist. Mit <c>verify</c> fängst du neu an.',
  'sign-in.failed': 'Roblox hat diese Anmeldung nicht angenommen. Mit <c>verify</c> fängst du neu an.',
  'sign-in.elsewhere': `
    Diese Anmeldung wurde in einem anderen Browser begonnen, oder sie hat über zehn Minuten gedauert. Mit
    <c>verify</c> fängst du neu an.`,
  'sign-in.gone': `
    Dieser Link wurde schon benutzt, oder seine zehn Minuten sind um. Schick noch einmal <c>verify</c>.`,
  'sign-in.already_linked': 'Du hast hier schon ein anderes Roblox-Konto. Trenn es zuerst mit <c>unlink</c>.',
  'sign-in.roblox_user_not_found': 'Dieses Roblox-Konto kann nicht verknüpft werden.',
  'sign-in.halted': `
    Die Bank ist kurz geschlossen. Alles, was dir gehört, ist sicher; versuch es später noch einmal.`,
  'sign-in.upstream_unavailable': `
    Roblox antwortet gerade nicht. Versuch es in einer Minute noch einmal, oder nimm die Wörter.`,
};
