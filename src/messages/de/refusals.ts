import type { refusals as english } from '../en/refusals.ts';
import type { Translation } from '../translation.ts';

export const refusals: Translation<typeof english> = {
  'refusal.unauthorized.title': 'Nicht erlaubt',
  'refusal.unauthorized.text': `
    Die Bank nimmt keine Anfragen mehr an, die mit diesem Schlüssel unterschrieben sind.`,
  'refusal.out_of_scope.title': 'Nicht erlaubt',
  'refusal.out_of_scope.text': `
    Ein Kassierer kann sich nicht selbst benennen: Das macht jemand anderes aus dem Team.`,
  'refusal.roblox_user_not_found.title': 'Kein solches Roblox-Konto',
  'refusal.roblox_user_not_found.text': `
    Kein Roblox-Konto hat jetzt diesen Benutzernamen. Prüf die Schreibweise: Es ist der Name mit dem @,
    nicht der Anzeigename und kein alter Name.`,
  'refusal.no_pending_verification.title': 'Du hast noch keine Wörter',
  'refusal.no_pending_verification.text': `
    Fang mit <c>verify</c> und deinem Roblox-Benutzernamen an. Dann bekommst du Wörter für dein Profil.`,
  'refusal.withdrawal_not_found.title': 'Keine solche Auszahlung',
  'refusal.withdrawal_not_found.text': '<c>history</c> zeigt deine Auszahlungen.',
  'refusal.not_found.title': 'Nicht gefunden',
  'refusal.not_found.text': 'Das kann die Bank nicht finden. <c>help</c> zeigt, was du tun kannst.',
  'refusal.replayed.title': 'Schon erledigt',
  'refusal.replayed.text': `
    Das wolltest du schon einmal, und es ist nicht noch einmal geschehen. <c>history</c> zeigt, was passiert
    ist.`,
  'refusal.already_linked.title': 'Du hast hier ein anderes Roblox-Konto',
  'refusal.already_linked.text': `
    Du kannst nur ein Roblox-Konto verknüpfen. Wenn du ein anderes willst, nimm zuerst <c>unlink</c>. Die
    Haustiere im alten bleiben sicher.`,
  'refusal.not_linked.title': 'Zeig zuerst, wer du bist',
  'refusal.not_linked.text': `
    Verknüpf dein Roblox-Konto mit <c>verify</c> und deinem Roblox-Benutzernamen. Das dauert zwei Minuten
    und ist nur einmal nötig.`,
  'refusal.verification_expired.title': 'Die Wörter sind abgelaufen',
  'refusal.verification_expired.text': 'Hol dir mit <c>verify</c> neue Wörter.',
  'refusal.withdrawal_not_claimed.title': 'Niemand hat sie übernommen',
  'refusal.withdrawal_not_claimed.text': `
    Ein Kassierer übernimmt eine Auszahlung, bevor er sie übergibt. Übernimm sie zuerst.`,
  'refusal.withdrawal_claimed.title': 'Wird gerade übergeben',
  'refusal.withdrawal_claimed.text': `
    Ein Kassierer übergibt diese Auszahlung gerade, darum kann sie jetzt nicht geändert werden. Schau ins
    Spiel.`,
  'refusal.withdrawal_already_closed.title': 'Schon abgeschlossen',
  'refusal.withdrawal_already_closed.text': `
    Diese Auszahlung ist abgeschlossen. <c>history</c> zeigt, wie sie ausging.`,
  'refusal.lease_lost.title': 'Du hast sie nicht mehr',
  'refusal.lease_lost.text': `
    Jemand anderes hat sie danach übernommen. Sieh noch einmal in die Warteschlange.`,
  'refusal.halted.title': 'Die Bank ist kurz geschlossen',
  'refusal.halted.text': `
    Alles, was dir gehört, ist sicher. Das Team öffnet sie wieder. Komm bitte später noch einmal.`,
  'refusal.offer_closed.title': 'Das Angebot ist vorbei',
  'refusal.offer_closed.text': `
    Es wurde angenommen, abgelehnt oder zurückgenommen, oder es hat zu lange gedauert. Fang ein neues an.`,
  'refusal.invalid.title': 'Prüf bitte, was du geschrieben hast',
  'refusal.invalid.text': 'Ändere es und versuch es noch einmal. <c>help</c> zeigt, wie.',
  'refusal.code_not_in_profile.title': 'Die Wörter stehen noch nicht in deinem Profil',
  'refusal.code_not_in_profile.text': `
    Schreib alle Wörter in den Text „Über mich“ deines Roblox-Profils und speichere. Roblox braucht manchmal
    zwei Minuten, bis es sie zeigt. Nimm dann <c>verify-confirm</c>.`,
  'refusal.profile_filtered.title': 'Roblox hat einige Wörter versteckt',
  'refusal.profile_filtered.text': `
    Dein Profil zeigt stattdessen ####. Hol dir mit <c>verify</c> andere Wörter.`,
  'refusal.request_reused.title': 'Schon benutzt',
  'refusal.request_reused.text': `
    Das wurde schon für etwas anderes benutzt. Diesmal ist nichts geschehen. Fang noch einmal an.`,
  'refusal.insufficient_pets.title': 'Nicht genug Haustiere',
  'refusal.insufficient_pets.text': `
    <c>inventory</c> zeigt, welche Haustiere frei sind. Haustiere in einer Auszahlung sind nicht frei.`,
  'refusal.insufficient_gems.title': 'Nicht genug Edelsteine',
  'refusal.insufficient_gems.text': `
    <c>balance</c> zeigt, wie viele Edelsteine frei sind. Edelsteine in einer Auszahlung sind nicht frei.`,
  'refusal.limit_exceeded.title': 'Das ist zu viel',
  'refusal.limit_exceeded.text': `
    Nimm weniger, oder versuch es später noch einmal. <c>cancel</c> nimmt eine offene Auszahlung zurück.`,
  'refusal.link_cooldown.title': 'Erst vor Kurzem verknüpft',
  'refusal.link_cooldown.text': `
    Bis vor Kurzem war dieses Roblox-Konto mit jemand anderem auf Discord verknüpft. Im Moment kannst du
    nichts abheben. Das schützt den Besitzer.`,
  'refusal.frozen.title': 'Dein Konto ist eingefroren',
  'refusal.frozen.text': `
    Das Team hat Auszahlungen dafür angehalten. Alles, was dir gehört, ist sicher. Frag bitte das Team,
    warum.`,
  'refusal.untradable.title': 'Dieses Haustier kann nicht getauscht werden',
  'refusal.untradable.text': `
    Das Spiel lässt dieses Haustier nicht tauschen. Lass es weg und versuch es mit dem Rest noch einmal.`,
  'refusal.on_hold.title': 'Ein Teil davon muss noch warten',
  'refusal.on_hold.text': `
    Alles gehört dir. Aber was gerade angekommen ist, wird erst geprüft; das dauert meist eine Minute. Versuch
    es danach noch einmal, oder nimm weniger.`,
  'refusal.upstream_unavailable.title': 'Roblox antwortet nicht',
  'refusal.upstream_unavailable.text': `
    Die Bank erreicht Roblox gerade nicht. Nichts ist verloren. Versuch es in einer Minute noch einmal.`,
  'refusal.internal.title': 'Bei uns ist etwas schiefgegangen',
  'refusal.internal.text': `
    Nichts von dir ist verloren. Versuch es in einer Minute noch einmal. Wenn es wieder passiert, gib dem
    Team diese Nummer: {reference}.`,
  'refusal.busy.title': 'Die Bank ist beschäftigt',
  'refusal.busy.text': 'Das ging gerade nicht. Versuch es gleich noch einmal: Nichts geschieht doppelt.',
  'detail.error': '<b>{field}</b>: {message}',
  'detail.did-you-mean': 'Meinst du <b>{meant}</b>?',
  'detail.possible-again': 'Es geht {when} wieder.',
  'detail.held-by-staff': '<b>{what}</b>: Das Team muss es sich erst ansehen.',
  'detail.held-until': '<b>{what}</b>: Du kannst es {when} benutzen oder früher.',
  'detail.free': '<b>{what}</b>: {available, number} frei.',
  'detail.gems': 'Edelsteine',
  'limit.exceeded': `
    Höchstens <b>{allowed, number}</b> {what}. Schon verbraucht: {used, number}. Du willst: {requested,
    number}.`,
  'limit.resets': 'Es beginnt {when} von vorn.',
  'limit.LIMIT_PETS_PER_TRADE': 'Haustiere in einem Tausch',
  'limit.LIMIT_GEMS_PER_TRADE': 'Edelsteine in einem Tausch',
  'limit.LIMIT_OPEN_WITHDRAWALS': 'offene Auszahlungen gleichzeitig',
  'limit.LIMIT_PETS_PER_DAY': 'Haustiere am Tag',
  'limit.LIMIT_GEMS_PER_DAY': 'Edelsteine am Tag',
  'limit.LIMIT_PETS_HELD': 'Haustiere in der Bank',
  'limit.LIMIT_GEMS_HELD': 'Edelsteine in der Bank',
  'limit.OFFERS_MADE': 'offene Angebote eines Mitglieds',
  'limit.OFFERS_RECEIVED': 'offene Angebote an ein Mitglied',
  'input.required': 'fehlt',
  'input.whole-number': 'muss eine ganze Zahl sein',
  'input.one-of': 'muss eins davon sein: {choices}',
  'input.at-least': 'muss mindestens {least, number} sein',
  'input.at-most': 'darf höchstens {most, number} sein',
  'input.too-short': `
    muss mindestens {count, plural, one {{count, number} Zeichen} other {{count, number} Zeichen}} haben`,
  'input.too-long': `
    darf höchstens {count, plural, one {{count, number} Zeichen} other {{count, number} Zeichen}} haben`,
};
