import type { account as english } from '../en/account.ts';
import type { Translation } from '../translation.ts';

export const account: Translation<typeof english> = {
  'verify.title': 'Zeig, dass das Konto dir gehört',
  'verify.copy': '1. Kopier alle diese Wörter:',
  'verify.profile': 'dein Roblox-Profil',
  'verify.paste': `
    2. Öffne {profile}, drück den Stift neben <b>Über mich</b>, schreib die Wörter hinein und speichere. Der
    übrige Text kann bleiben.`,
  'verify.come-back': '3. Komm zurück und drück <b>Gespeichert</b>.',
  'verify.saved': 'Gespeichert',
  'verify.only-for': 'Die Wörter gelten nur für <b>{name}</b>. Sie laufen {when} ab.',
  'verify.sign-in': 'melde dich bei Roblox an',
  'verify.or-sign-in': `
    Oder ganz ohne Wörter: {link}. Der Link ist nur für dich. Er funktioniert ein Mal, zehn Minuten lang.`,
  'verify.linked-already.title': 'Du bist schon mit {name} verknüpft',
  'verify.linked-already.text': `
    Du musst nichts tun. <c>inventory</c> zeigt, was du hast. Wenn du ein anderes Konto willst, nimm zuerst
    <c>unlink</c>.`,
  'verify.looks-like-id': `
    <b>{name}</b> sieht wie eine Id-Nummer aus. Dein Benutzername ist der Name mit dem @ auf deinem
    Roblox-Profil.`,
  'verify.checking': 'Ich prüfe dein Profil …',
  'verify.not-yet': `
    Die Wörter stehen noch nicht da. Roblox braucht ein bis zwei Minuten, bis es ein geändertes Profil
    zeigt.`,
  'verify.unavailable': 'Roblox antwortet gerade nicht.',
  'verify.polling': 'Ich sehe zwei Minuten lang immer wieder nach. Du kannst das offen lassen.',
  'verify.check-again': 'Noch einmal prüfen',
  'verify.other-words': 'Andere Wörter',
  'verify.missing': 'Ich habe zwei Minuten lang nachgesehen und sie nicht gefunden. Prüf bitte:',
  'verify.missing-words': '• Stehen alle 16 Wörter im Text <b>Über mich</b>, in derselben Reihenfolge?',
  'verify.missing-profile': `
    • Ist es das Profil von <b>{name}</b>? Für ein anderes Konto nimm <c>verify</c> mit dessen Namen.`,
  'verify.missing-saved': '• Hast du gespeichert? Zeigt Roblox die Wörter und nicht ####?',
  'linked.title': 'Du bist mit {name} verknüpft',
  'linked.remove-words': 'Du kannst die Wörter aus deinem Profil löschen.',
  'linked.already-here': 'Schon für dich in der Bank: <b>{pets}</b> und <b>{gems}</b>.',
  'linked.next': `
    So geht es weiter: <c>deposit</c> zeigt, wie du Haustiere bringst. <c>inventory</c> zeigt, was du hast.
    <c>help</c> zeigt alles andere.`,
  'username.names-someone.title': 'Das ist kein Roblox-Benutzername',
  'username.names-someone.text': `
    Das ist jemand auf Discord. Schreib einen Roblox-Benutzernamen: den Namen mit dem @ auf einem
    Roblox-Profil.`,
  'username.is-link.title': 'Das ist kein Roblox-Benutzername',
  'username.is-link.text': 'Das ist ein Link. Öffne ihn und schreib den Namen mit dem @, den du dort siehst.',
  'username.only-behind.title': 'Das ist kein Roblox-Benutzername',
  'username.only-behind.text': 'Schreib nur <b>{name}</b>.',
  'unlink.title': '{name} trennen?',
  'unlink.button': 'Trennen',
  'unlink.stays': `
    Das bleibt in der Bank: <b>{pets}</b>, <b>{gems}</b> und jede offene Auszahlung. Es gehört zum
    Roblox-Konto.`,
  'unlink.ends': `
    Du siehst das Konto hier dann nicht mehr und bekommst keine Nachrichten dazu. <c>verify</c> verknüpft es
    wieder.`,
  'unlink.pause': `
    Wenn jemand anderes auf Discord es verknüpft, kann eine Weile niemand davon abheben. So bleibt es
    sicher.`,
  'unlink.done.title': '{name} ist getrennt',
  'unlink.done.text': 'Alles darin ist sicher. <c>verify</c> verknüpft es wieder oder ein anderes Konto.',
  'whois.has-shown': '{user} hat bewiesen, dass {account} das eigene Roblox-Konto ist.',
  'whois.check-name': 'Prüf den Namen im Spiel, bevor du tauschst.',
  'whois.not-linked.title': 'Nicht verknüpft',
  'whois.not-linked.text': '{user} hat hier kein Roblox-Konto verknüpft. Das geht mit <c>verify</c>.',
  'update.updated': 'Deine Rolle und dein Name auf dem Server sind aktuell.',
  'update.not_allowed': `
    Discord lässt mich deine Rolle oder deinen Namen hier nicht ändern. Du musst nichts tun.`,
  'update.off': 'Hier gibt es sonst nichts zu aktualisieren.',
  'update.stranger': 'Du bist nicht auf dem Server der Bank, darum gibt es dort nichts zu aktualisieren.',
  'export.title': 'Deine Daten',
  'export.what': `
    In dieser Datei steht alles, was die Bank über dich und dein Roblox-Konto aufhebt. Gib sie niemandem.`,
  'export.whole': `
    Sie enthält deinen ganzen Verlauf: {count, plural, one {{count, number} Buchung} other {{count, number}
    Buchungen}}.`,
  'export.part': `
    Sie enthält die neuesten {count, number} Buchungen deines Verlaufs. Mehr passt nicht hinein.
    <c>history</c> zeigt alle, Seite für Seite.`,
  'forget.title': 'Alles über dich löschen?',
  'forget.erased': `
    Das wird gelöscht: deine Verknüpfung, dein Roblox-Name und -Bild und Wörter zur Prüfung. <c>export</c>
    gibt dir vorher eine Kopie.`,
  'forget.kept': `
    Das bleibt: die Bücher der Bank. Darin steht deine Roblox-Id, aber kein Name. Nachrichten an dich werden
    nach drei Tagen gelöscht.`,
  'forget.come-back': `
    Mit <c>verify</c> kannst du zurückkommen. Dann musst du eine Weile warten, bis du abheben kannst: Die Bank
    kann nicht wissen, ob du es noch bist.`,
  'forget.erase-me': 'Lösche mich',
  'forget.keep-me': 'Nicht löschen',
  'forget.done.title': 'Die Bank hat dich vergessen',
  'forget.done.text': 'Die Bank weiß nichts mehr über dich. Mach’s gut, und danke.',
  'forget.held': 'Die Bank hat noch etwas von dir',
  'forget.held-nothing-erased': 'Es wurde nichts gelöscht. Hol dir zuerst zurück, was dir gehört.',
  'forget.held-account': 'Das Roblox-Konto: <b>{name}</b>.',
  'forget.held-goods': 'In der Bank: <b>{goods}</b>. Hol es mit <c>withdraw</c> heraus.',
  'forget.held-withdrawals': `
    Offene Auszahlungen: {count, number}. Hol sie im Spiel ab, oder brich sie mit <c>cancel</c> ab.`,
  'forget.held-quarantine': 'In Quarantäne: <b>{goods}</b>. Frag bitte das Team.',
  'forget.held-cases': `
    Das Team prüft noch {count, plural, one {einen Tausch} other {Tausche}} von dir. Frag bitte nach.`,
  'proof.title': 'Dein Nachweis',
  'proof.nothing': 'Als die Bank zuletzt gezählt hat, hattest du nichts darin. Bald zählt sie wieder.',
  'proof.too-large': 'Du hast so viele Arten von Haustieren, dass Discord keine so große Datei nimmt.',
  'proof.what': `
    In dieser Datei steht alles, was du bei Schritt {seq, number} in den Büchern der Bank hattest: {count,
    plural, one {{count, number} Art} other {{count, number} Arten}}. Was in Auszahlungen war oder geprüft
    wurde, zählt mit.`,
  'proof.check': `
    Öffne die Seite der Bank mit dem Nachweis im Browser und wähl die Datei unter „Bin ich dabei?“. Oder prüf
    es ohne uns: petbank check-proof.`,
  'proof.root': 'Er führt zur Wurzel {root}. Auf der Seite muss dieselbe stehen.',
  'notices.title': 'Deine Nachrichten',
  'notices.how': `
    Ich schicke dir eine Nachricht, wenn auf deinem Konto etwas passiert. Drück einen Knopf, um eine Art von
    Nachricht aus- oder einzuschalten.`,
  'notices.always': `
    Manche sind <b>immer an</b>, damit niemand etwas nehmen kann, ohne dass du es siehst: was dein Konto
    verlässt, was das Team entscheidet, was schiefgeht, und wenn jemand anderes dein Roblox-Konto
    verknüpft.`,
  'notices.on': '{kind}: an',
  'notices.off': '{kind}: aus',
  'notices.deposits': 'Einzahlungen',
  'notices.deposits.about': 'Was du übergeben hast, ist angekommen.',
  'notices.withdrawals': 'Auszahlungen',
  'notices.withdrawals.about': 'Jeder Schritt einer Auszahlung, bis zum Ende.',
  'notices.gifts': 'Geschenke',
  'notices.gifts.about': 'Jemand hat dir etwas geschenkt.',
  'notices.trades': 'Tausche',
  'notices.trades.about': 'Jemand möchte mit dir tauschen oder hat auf ein Angebot geantwortet.',
  'notices.tellers': 'Kassierer',
  'notices.tellers.about': 'Ein Kassierer mit deiner Auszahlung ist wieder im Spiel.',
  'username.no-name.title': 'Das ist kein Roblox-Benutzername',
  'username.no-name.text': 'Schreib den Namen mit dem @ auf deinem Roblox-Profil. Er hat 1 bis 50 Zeichen.',
};
